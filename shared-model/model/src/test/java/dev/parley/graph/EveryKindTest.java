package dev.parley.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Assignee;
import dev.parley.conversation.Change;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Label;
import dev.parley.conversation.Status;
import dev.parley.graph.GraphNode.Position;
import dev.parley.node.Kind;
import dev.parley.node.KindDescription;
import dev.parley.node.Node;
import dev.parley.node.Scope;
import dev.parley.node.json.KindSettings;
import dev.parley.node.json.NodeJson;
import dev.parley.template.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for all kinds. */
class EveryKindTest {

  static Stream<KindDescription> kinds() {
    return KindDescription.all().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itsFirstSettingsTravelUnchanged(KindDescription described) {
    var first = KindSettings.first(described);
    assertThat(first.kind()).isEqualTo(described.kind().name());
    assertThat(NodeJson.read(first.kind(), NodeJson.write(first)))
        .isEqualTo(new NodeJson.Reading.Read(first));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itsExampleIsSoundAndEveryHandleLeadsOn(KindDescription described) {
    var graph = around(KindSettings.example(described));
    assertThat(GraphCheck.of(graph, Corpus.REFERENCES)).isEmpty();
    assertThat(GraphJson.stored(GraphJson.write(graph).toString())).isEqualTo(graph);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aTriggerThatItMayCauseBlocksIt(KindDescription described) {
    for (var cause : described.kind().causes()) {
      var node =
          cause.when().isEmpty()
              ? KindSettings.example(described)
              : ((NodeJson.Reading.Read)
                      NodeJson.read(
                          described.kind().name(),
                          NodeJson.mapper().createObjectNode().put(cause.when(), true)))
                  .node();
      var graph = new Graph(List.of(trigger(cause.value()), node("n", node)), List.of());
      assertThat(GraphCheck.of(graph, Corpus.REFERENCES))
          .extracting(Problem::code)
          .contains("action-blocked");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anActionCausesTheEventsOfItsChange(KindDescription described) {
    if (KindSettings.example(described) instanceof Node.Acting acting) {
      var label = new Label("1", "VIP");
      var change = acting.change(new Scope(Map::of, _ -> label));
      var bare = Conversation.blank("c");
      var full =
          bare.withStatus(Status.RESOLVED)
              .withStarred(true)
              .withLabels(List.of(label))
              .withAssignee(new Assignee(Assignee.Type.USER, "another"));
      var caused =
          Stream.of(bare, full)
              .flatMap(conversation -> change.on(conversation).events().stream())
              .map(Change.Happening::type)
              .collect(Collectors.toSet());
      assertThat(caused)
          .isEqualTo(
              Stream.of(described.kind().causes())
                  .map(Kind.Cause::value)
                  .collect(Collectors.toSet()));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void laterTemplatesCanReadWhatItOffers(KindDescription described) {
    var outputs = described.kind().outputs();
    if (KindSettings.example(described) instanceof Node.Calling calling) {
      assertThat(calling.output()).isInstanceOf(Vocabulary.Shape.Closed.class);
      assertThat(((Vocabulary.Shape.Closed) calling.output()).names()).containsKeys(outputs);
    } else {
      assertThat(outputs).isEmpty();
    }
  }

  @Test
  void everyKindHasATest() throws IOException {
    var tests = new StringBuilder();
    for (var room : List.of("node", "graph")) {
      try (var files = Files.list(Path.of("src/test/java/dev/parley", room))) {
        for (var file : files.toList()) {
          tests.append(Files.readString(file));
        }
      }
    }
    assertThat(kinds().map(described -> described.kind().name()))
        .allSatisfy(kind -> assertThat(tests).contains("\"" + kind + "\""));
  }

  private static Graph around(Node node) {
    if (node instanceof Node.Starting) {
      return new Graph(
          List.of(node("t", node), node("end", NodeJson.unset("end"))),
          List.of(new Edge("e", "t", Node.NEXT, "end")));
    }
    var nodes = new ArrayList<>(List.of(trigger(EventType.CREATED), node("n", node)));
    var edges = new ArrayList<>(List.of(new Edge("e", "t", Node.NEXT, "n")));
    for (var handle : node.handles()) {
      nodes.add(node(handle, NodeJson.unset("end")));
      edges.add(new Edge("e-" + handle, "n", handle, handle));
    }
    return new Graph(nodes, edges);
  }

  private static GraphNode trigger(EventType event) {
    var config = NodeJson.mapper().createObjectNode().put("event", event.wire());
    return node("t", ((NodeJson.Reading.Read) NodeJson.read("trigger", config)).node());
  }

  private static GraphNode node(String id, Node node) {
    return new GraphNode(id, "", new Position(0, 0), node);
  }
}
