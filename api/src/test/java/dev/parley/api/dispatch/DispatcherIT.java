package dev.parley.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiConfig;
import dev.parley.api.RunningApi;
import dev.parley.api.Transactions;
import dev.parley.api.temporal.Temporal;
import dev.parley.graph.Graph;
import dev.parley.store.ChangeNotifier;
import dev.parley.store.Execution;
import dev.parley.store.Graphs;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A Temporal that answers every start with a refusal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DispatcherIT {
  private static final String GRAPH =
      """
      {'graph': {'schema': 1, 'nodes': [
        {'id': 't', 'kind': 'trigger', 'config': {'event': 'conversation.starred'}},
        {'id': 's', 'kind': 'sendMessage', 'config': {'text': 'Hello'}}],
       'edges': [{'source': 't', 'handle': 'next', 'target': 's'}]}}\
      """;

  private final AtomicInteger asked = new AtomicInteger();
  private RunningApi api;
  private Dispatcher dispatcher;

  @BeforeAll
  void start() {
    api = new RunningApi();
    var refusing =
        new Starter(api.part(Temporal.class), api.part(ApiConfig.class)) {
          @Override
          void start(Execution execution, Graph graph, Id used) {
            asked.incrementAndGet();
            throw Status.INVALID_ARGUMENT
                .withDescription("Sample is too long")
                .asRuntimeException();
          }
        };
    dispatcher =
        new Dispatcher(
            api.part(Transactions.class),
            api.part(Graphs.class),
            refusing,
            api.part(ChangeNotifier.class),
            api.part(WorkflowStop.class),
            new SimpleMeterRegistry());
    dispatcher.start();
  }

  @AfterAll
  void stop() {
    dispatcher.stop();
    api.close();
  }

  private String waiting(int attempts) throws SQLException {
    var workflow = api.post("workflows", "{'name': 'Sample'}").at("/id");
    var test = api.post("workflows/" + workflow + "/test", GRAPH);
    assertThat(test.status()).as(test.body().toString()).isEqualTo(202);
    try (var sql = api.sql();
        var tried =
            sql.prepareStatement(
                "update execution set attempts = ?, lease_until = now() + interval '1 hour'"
                    + " where id = ?::uuid")) {
      tried.setInt(1, attempts);
      tried.setString(2, test.at("/executionId"));
      tried.executeUpdate();
    }
    return test.at("/executionId");
  }

  @Test
  void aRunThatIsRefusedAgainAndAgainFailsWithTheReason() throws Exception {
    var id = waiting(4);
    dispatcher.started(List.of(UUID.fromString(id)));
    var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (api.get("executions/" + id).at("/status").equals("pending")) {
      assertThat(System.nanoTime()).isLessThan(until);
      Thread.sleep(20);
    }
    var shown = api.get("executions/" + id);
    assertThat(shown.at("/status")).isEqualTo("failed");
    assertThat(shown.at("/error/code")).isEqualTo("start_refused");
    assertThat(shown.at("/error/message")).contains("Sample is too long").contains("retry");
  }

  /** Temporal may have been emptied; search attributes are registered before the next attempt. */
  @Test
  void aRunThatIsRefusedOnceIsTriedAgain() throws Exception {
    var id = waiting(0);
    int before = asked.get();
    dispatcher.started(List.of(UUID.fromString(id)));
    var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (asked.get() == before) {
      assertThat(System.nanoTime()).isLessThan(until);
      Thread.sleep(20);
    }
    Thread.sleep(200);
    assertThat(api.get("executions/" + id).at("/status")).isEqualTo("pending");
  }
}
