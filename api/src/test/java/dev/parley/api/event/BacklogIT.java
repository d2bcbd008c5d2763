package dev.parley.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Events while too many runs wait to be started; Temporal cannot be reached, so all of them do. */
class BacklogIT {
  private static final String BATCH = "application/cloudevents-batch+json";

  private static String event(String id) {
    return """
    {'specversion': '1.0', 'id': '%s', 'source': '/sample', 'type': 'conversation.starred',
     'data': {'conversation': {'id': 'c-%s', 'channel': 'webchat'}}}
    """
        .formatted(id, id);
  }

  @Test
  void eventsAreRefusedWholeUntilTheBacklogIsGone() throws Exception {
    try (var api = new RunningApi("--parley.limits.backlog=3")) {
      publish(api);
      for (int i = 0; i < 4; i++) {
        assertThat(api.post("events", event("first" + i)).status()).isEqualTo(202);
      }
      await(() -> api.post("events", event(UUID.randomUUID().toString())).status() == 429);

      var refused =
          api.raw("POST", "events", event("late"), "Authorization", "Bearer " + api.key());
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("\"code\":\"backlog-full\"");
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
      var batch =
          api.raw(
              "POST",
              "events",
              "[" + event("late1") + "," + event("late2") + "]",
              "Authorization",
              "Bearer " + api.key(),
              "Content-Type",
              BATCH);
      assertThat(batch.statusCode()).isEqualTo(429);
      for (var id : new String[] {"late", "late1", "late2"}) {
        assertThat(api.get("events/%2Fsample/" + id).status()).isEqualTo(404);
      }
      assertThat(api.post("events?dryRun=true", event("late")).status()).isEqualTo(202);

      clear(api);
      await(() -> api.post("events", event("late")).status() == 202);
      assertThat(api.get("events/%2Fsample/late").at("/result")).isEqualTo("accepted");
    }
  }

  private static void await(BooleanSupplier reached) throws InterruptedException {
    for (int i = 0; i < 600 && !reached.getAsBoolean(); i++) {
      Thread.sleep(50);
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }

  private static void clear(RunningApi api) throws SQLException {
    try (var connection = api.sql();
        var statement = connection.createStatement()) {
      statement.executeUpdate("update execution set dispatched_at = now()");
    }
  }

  private static void publish(RunningApi api) {
    var id = api.post("workflows", "{'name': 'Waits'}").at("/id");
    var graph =
        """
        {'graph': {'schema': 1,
          'nodes': [{'id': 't', 'kind': 'trigger', 'name': 'Starred', 'position': {'x': 0, 'y': 0},
                     'config': {'event': 'conversation.starred'}},
                    {'id': 'm', 'kind': 'sendMessage', 'name': 'Says', 'position': {'x': 0, 'y': 9},
                     'config': {'text': 'Hello'}}],
          'edges': [{'id': 'e', 'source': 't', 'handle': 'next', 'target': 'm'}]}}
        """;
    assertThat(api.post("workflows/" + id + "/publish", graph).status()).isEqualTo(201);
  }
}
