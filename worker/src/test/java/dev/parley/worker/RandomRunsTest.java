package dev.parley.worker;

import static dev.parley.db.Tables.LABEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Label;
import dev.parley.execution.Options;
import dev.parley.graph.Corpus;
import dev.parley.graph.Graph;
import dev.parley.graph.Interpreter;
import dev.parley.graph.Interpreter.Move;
import dev.parley.graph.Plan;
import dev.parley.graph.RandomGraphs;
import dev.parley.node.Node;
import dev.parley.node.References;
import dev.parley.node.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random valid graphs end, visit what the interpreter says, and produce the same ledger and
 * conversation as a plain walk without Temporal.
 */
class RandomRunsTest {
  private static final Runs RUNS = new Runs();
  private static final String TEXT = "Hello";
  private static final Map<String, Label> LABELS =
      Stream.of("VIP", "Urgent")
          .map(name ->
              new Label(Corpus.REFERENCES.id(References.Kind.LABEL, name).orElseThrow(), name))
          .collect(Collectors.toUnmodifiableMap(Label::id, label -> label));

  @BeforeAll
  static void labels() {
    for (var label : LABELS.values()) {
      RUNS.sql(tx ->
          tx.insertInto(LABEL)
              .set(LABEL.ID, UUID.fromString(label.id()))
              .set(LABEL.NAME, label.name())
              .onConflictDoNothing()
              .execute());
    }
  }

  @AfterAll
  static void close() {
    RUNS.close();
  }

  @Test
  void aFewRunAsTheyAreInterpreted() {
    runAll(LongStream.rangeClosed(1, 30));
  }

  @Test
  @Tag("long")
  void manyRunAsTheyAreInterpreted() {
    runAll(LongStream.rangeClosed(1_000, 1_400));
  }

  private record Pair(Graph graph, Runs.Run run, Conversation before) {}

  private static void runAll(LongStream seeds) {
    var pairs =
        seeds
            .mapToObj(seed -> {
              var graph = RandomGraphs.sound(seed, 14, RandomGraphs.WITHIN);
              var before = Runs.conversation();
              var options = new Options(seed % 5 == 0, false, true, Map.of());
              return new Pair(graph, RUNS.start(graph, before, options, TEXT), before);
            })
            .toList();
    for (var pair : pairs) {
      var expected = new Walk(pair.before()).of(pair.graph());
      var run = pair.run().ended();
      assertThat(run.status()).isEqualTo("completed");
      assertThat(run.steps()).isEqualTo(expected.steps);
      assertThat(run.messages()).hasSize(expected.messages);
      assertThat(run.conversation()).isEqualTo(expected.now);
    }
  }

  /** A walk with the interpreter and the nodes alone. */
  private static final class Walk {
    private static final Scope SCOPE =
        new Scope(Map::of, id -> Objects.requireNonNull(LABELS.get(id)));

    private final List<String> steps = new ArrayList<>();
    private Conversation now;
    private int messages;

    Walk(Conversation now) {
      this.now = now;
    }

    Walk of(Graph graph) {
      var plan = Plan.of(graph);
      var move = Interpreter.first(plan);
      while (move instanceof Move.Visit visit) {
        var id = visit.stop().id();
        var handle = handle(graph.node(id).orElseThrow().node());
        if (!id.equals(plan.start())) {
          steps.add(id + " completed " + handle);
        }
        visit
            .closing()
            .getOrDefault(handle, List.of())
            .forEach(end -> steps.add(end + " completed"));
        move = Interpreter.after(plan, visit.stop(), handle);
      }
      return this;
    }

    private String handle(Node node) {
      return switch (node) {
        case Node.Acting acting -> {
          messages += acting.kind().equals("sendMessage") ? 1 : 0;
          now = acting.change(SCOPE).on(now).after();
          yield Node.NEXT;
        }
        case Node.Deciding deciding -> deciding.decide(now, TEXT).handle();
        case Node.Starting _, Node.Waiting _ -> Node.NEXT;
        case Node.Calling _, Node.Ending _ -> throw new IllegalStateException(node.kind());
      };
    }
  }
}
