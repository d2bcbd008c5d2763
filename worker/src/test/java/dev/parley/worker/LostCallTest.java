package dev.parley.worker;

import static dev.parley.worker.Runs.chain;
import static dev.parley.worker.Runs.conversation;
import static dev.parley.worker.Runs.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.EventType;
import dev.parley.execution.Options;
import dev.parley.store.Ledger;
import io.temporal.client.WorkflowFailedException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

/** A call whose worker was killed while it waited for the answer. */
class LostCallTest {
  @Test
  void itIsNotRepeatedWhateverElseHoldsItBackAtFirst() throws Exception {
    try (var runs = new Runs();
        var server = new MockWebServer()) {
      server.start(InetAddress.getLoopbackAddress(), 0);
      var url = "http://127.0.0.1:" + server.getPort() + "/";
      var run =
          runs.start(
              chain(
                  EventType.CREATED,
                  node("wait", "delay", Map.of("amount", 1, "unit", "days")),
                  node(
                      "pay",
                      "fetch",
                      Map.of("method", "POST", "url", url, "ifUnanswered", "fail"))),
              conversation(),
              Options.NONE);
      run.awaitSteps(List.of("wait waiting"));
      var pay = runs.database.graph(run.execution).node("pay").orElseThrow();
      runs.sql(tx -> {
        Ledger.calling(tx, run.execution, pay, 1, Map.of());
        return true;
      });
      var full = IntStream.range(0, 50).mapToObj(_ -> runs.limits.permit()).toList();
      full.forEach(permit -> permit.take(UUID.randomUUID(), Optional.of("127.0.0.1")));

      assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);

      assertThat(run.error()).startsWith("OutcomeUnknown at pay");
      assertThat(server.getRequestCount()).isZero();
    }
  }
}
