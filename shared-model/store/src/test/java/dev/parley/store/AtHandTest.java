package dev.parley.store;

import static dev.parley.store.TestDatabase.conversation;
import static dev.parley.store.TestDatabase.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EventType;
import dev.parley.execution.Mode;
import dev.parley.graph.Drawing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Caches are bounded by size rather than by number of entries. */
class AtHandTest {
  @Test
  void anExecutionWeighsWhatItsEventDoes() {
    var small = execution("short");
    var large = execution("x".repeat(500_000));
    assertThat(ExecutionCache.weight(small)).isBetween(1_000, 5_000);
    assertThat(ExecutionCache.weight(large)).isBetween(1_000_000, 1_010_000);
  }

  private static Execution execution(String text) {
    var graph = Drawing.on(EventType.CREATED).then("z", "end").graph();
    var made = TestDatabase.execution(graph, conversation(), Mode.PRODUCTION);
    var event = new HashMap<>(made.event());
    event.put("data", Map.of("list", List.of(1, true, Map.of("text", text))));
    return new Execution(
        made.id(),
        made.workflowId(),
        made.workflowName(),
        made.version(),
        made.graphHash(),
        made.trigger(),
        made.mode(),
        made.conversationId(),
        event,
        made.options(),
        made.lineage(),
        made.causation());
  }

  @Test
  void anExecutionIsReadOnceAndAnUnknownOneNever() {
    var executions = new ExecutionCache();
    var made =
        TestDatabase.execution(
            Drawing.on(EventType.CREATED).then("z", "end").graph(),
            conversation(),
            Mode.PRODUCTION);
    var first = in(tx -> executions.load(tx, made.id())).orElseThrow();
    assertThat(in(tx -> executions.load(tx, made.id())).orElseThrow()).isSameAs(first);
    boolean unknown = in(tx -> executions.load(tx, Ids.next()).isEmpty());
    assertThat(unknown).isTrue();
  }

  @Test
  void graphsOfManyMegabytesAreNotAllKept() {
    var graphs = new Graphs();
    for (int i = 0; i < 60; i++) {
      var text = i + "x".repeat(4_000);
      var drawing = Drawing.on(EventType.CREATED);
      for (int node = 0; node < 50; node++) {
        drawing.then("n" + node, "sendMessage", Map.of("text", text));
      }
      var hash = in(tx -> graphs.keep(tx, drawing.graph()));
      in(tx -> graphs.load(tx, hash));
    }
    assertThat(graphs.bytes()).isBetween(1L << 20, 8L << 20);
  }
}
