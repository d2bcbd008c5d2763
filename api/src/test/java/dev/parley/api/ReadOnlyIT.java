package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that accepts no writes, as after a failover or with a full disk. */
class ReadOnlyIT {
  private static final String EVENT =
      "{'specversion': '1.0', 'id': 'ro', 'source': '/desk', 'type': 'conversation.starred',"
          + " 'data': {'conversation': {'id': 'ro', 'channel': 'webchat',"
          + " 'contact': {'id': 'ro', 'name': 'R'}}}}";

  private RunningApi api;

  @BeforeEach
  void start() {
    api = new RunningApi();
  }

  /** Other tests use the same server. */
  @AfterEach
  void stop() throws SQLException {
    readOnly(false);
    api.close();
  }

  private void readOnly(boolean on) throws SQLException {
    try (var sql = api.sql();
        var statement = sql.createStatement()) {
      statement.execute("alter system set default_transaction_read_only = " + (on ? "on" : "off"));
      statement.execute("select pg_reload_conf()");
    }
    health(status -> status == (on ? 503 : 200));
  }

  private RunningApi.Answer health(IntPredicate awaited) {
    var until = Instant.now().plus(Duration.ofSeconds(30));
    var health = api.get("health");
    while (!awaited.test(health.status()) && Instant.now().isBefore(until)) {
      health = api.get("health");
    }
    assertThat(awaited.test(health.status())).as(health.toString()).isTrue();
    return health;
  }

  private HttpResponse<String> post(String path, String body, String... headers) {
    var all = new java.util.ArrayList<>(List.of("Authorization", "Bearer " + api.key()));
    all.addAll(List.of(headers));
    return api.raw("POST", path, body, all.toArray(String[]::new));
  }

  @Test
  void itIsAnOutageWithAnEndAndNotAFault() throws SQLException {
    readOnly(true);
    var health = api.get("health");
    assertThat(health.status()).isEqualTo(503);
    assertThat(health.at("/status")).isEqualTo("down");
    assertThat(health.at("/checks/database")).isEqualTo("read-only");
    for (var answer :
        List.of(
            post("events", EVENT),
            post("labels", "{'name': 'Now or later'}"),
            post("labels", "{'name': 'Now or later'}", "Idempotency-Key", "ro"),
            post("conversations", "{'channel': 'webchat', 'contact': {'id': 'x', 'name': 'X'}}"))) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("store-read-only");
    }
    assertThat(api.get("labels").status()).isEqualTo(200);
    assertThat(api.get("workflows").status()).isEqualTo(200);

    readOnly(false);
    assertThat(post("events", EVENT).statusCode()).isEqualTo(202);
    assertThat(post("labels", "{'name': 'Now or later'}", "Idempotency-Key", "ro").statusCode())
        .isEqualTo(201);
  }
}
