package dev.parley.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.graph.Corpus.Sample;
import dev.parley.graph.GraphJson.Reading;
import dev.parley.node.Node;
import dev.parley.node.References;
import dev.parley.node.json.NodeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that each graph in the corpus has exactly the problem in its name, and that no problem
 * lacks a graph.
 */
class CorpusTest {
  private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+|cycle)\"");

  /** Strings in kebab-case that are not codes: names of headers, and the end of a composed code. */
  private static final Set<String> NO_CODES =
      Set.of(
          "content-length",
          "content-type",
          "idempotency-key",
          "parley-causation",
          "skill-set",
          "transfer-encoding");

  /** Codes that occur only when a run renders a template, after graphs have been checked. */
  private static final Set<String> OF_RUNS =
      Set.of(
          "template-comparison",
          "template-filter",
          "template-loop",
          "template-number",
          "template-output-too-long",
          "template-too-many-iterations",
          "template-too-much-work",
          "template-value-absent",
          "template-value-empty",
          "url-dot-segment");

  @ParameterizedTest
  @MethodSource("dev.parley.graph.Corpus#sound()")
  void aSoundGraphHasNoProblem(Sample sample) {
    assertThat(GraphCheck.of(sample.graph(), Corpus.REFERENCES)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.parley.graph.Corpus#sound()")
  void aSoundGraphStaysTheSameWhenWrittenAndRead(Sample sample) {
    var graph = sample.graph();
    assertThat(GraphJson.stored(GraphJson.write(graph).toString())).isEqualTo(graph);
  }

  @ParameterizedTest
  @MethodSource("dev.parley.graph.Corpus#unsound()")
  void anUnsoundGraphHasTheOneProblemThatItIsNamedFor(Sample sample) {
    var graph = sample.graph();
    var problems = GraphCheck.of(graph, Corpus.REFERENCES);
    assertThat(problems).extracting(Problem::code).containsOnly(sample.code()).hasSize(1);
    assertThat(GraphCheck.sound(problems)).isFalse();
    if (graph.node("culprit").isPresent()) {
      assertThat(problems.getFirst().nodeId()).isEqualTo("culprit");
    }
    assertPoints(sample, problems);
  }

  @ParameterizedTest
  @MethodSource("dev.parley.graph.Corpus#warned()")
  void aWarnedGraphHasTheOneWarningThatItIsNamedFor(Sample sample) {
    var problems = GraphCheck.of(sample.graph(), Corpus.REFERENCES);
    assertThat(problems).extracting(Problem::code).containsExactly(sample.code());
    assertThat(problems.getFirst().nodeId()).isEqualTo("culprit");
    assertThat(GraphCheck.sound(problems)).isTrue();
    assertPoints(sample, problems);
  }

  @ParameterizedTest
  @MethodSource("dev.parley.graph.Corpus#unreadable()")
  void unreadableDocumentsHaveTheProblemInTheirName(Sample sample) {
    var reading = GraphJson.read(sample.json());
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    var problems = ((Reading.Unreadable) reading).problems();
    assertThat(problems).extracting(Problem::code).containsExactly(sample.code());
  }

  /**
   * A pointer leads to an existing value, or to a member that is missing from an existing object.
   */
  private static void assertPoints(Sample sample, List<Problem> problems) {
    for (var problem : problems) {
      var pointer = String.valueOf(problem.pointer());
      var parent = pointer.substring(0, pointer.lastIndexOf('/'));
      assertThat(
              sample.json().at(pointer).isMissingNode() && sample.json().at(parent).isMissingNode())
          .as(pointer)
          .isFalse();
      assertThat(problem.message()).as("a sentence").matches("(?s)[\\p{Lu}\"].*[.!?]");
    }
  }

  /** An action with one way on is shown by its own test. */
  @Test
  void everyKindThatIsMoreThanAPlainActionIsUsedWithEveryHandle() {
    var used =
        Corpus.sound()
            .map(Sample::graph)
            .flatMap(graph ->
                graph.edges().stream()
                    .map(edge ->
                        graph.node(edge.source()).orElseThrow().node().kind()
                            + " "
                            + edge.handle()))
            .collect(Collectors.toSet());
    var special =
        NodeJson.kinds().stream()
            .map(NodeJson::unset)
            .filter(node -> !(node instanceof Node.Acting))
            .toList();
    assertThat(used)
        .containsAll(
            special.stream()
                .flatMap(node -> node.handles().stream().map(handle -> node.kind() + " " + handle))
                .toList());
    assertThat(
            Corpus.sound()
                .flatMap(sample -> sample.graph().nodes().stream())
                .map(node -> node.node().kind()))
        .containsAll(special.stream().map(Node::kind).toList());
  }

  private static String withoutIcons(String source) {
    return source.replaceAll("icon = \"[a-z0-9-]+\"", "");
  }

  /** Codes are literals in the sources, so a new one fails here until it has a graph. */
  @Test
  void everyProblemCodeIsShown() throws IOException {
    var known = new TreeSet<String>();
    for (var room :
        List.of(
            "model/src/main/java/dev/parley/graph",
            "model/src/main/java/dev/parley/node",
            "template/src/main/java/dev/parley/template")) {
      try (var sources = Files.walk(Path.of("..", room))) {
        for (var source : sources.filter(Files::isRegularFile).toList()) {
          CODE.matcher(withoutIcons(Files.readString(source)))
              .results()
              .forEach(hit -> known.add(hit.group(1)));
        }
      }
    }
    for (var kind : References.Kind.values()) {
      known.add(kind.code() + "-unknown");
    }
    known.removeAll(NO_CODES);
    known.removeAll(OF_RUNS);
    var shown =
        Stream.of(Corpus.unsound(), Corpus.warned(), Corpus.unreadable())
            .flatMap(samples -> samples)
            .map(Sample::code)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(shown).isEqualTo(known);
  }
}
