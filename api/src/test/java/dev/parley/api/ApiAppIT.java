package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiAppIT {
  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void itMigratesItsDatabaseAndTakesWorkWithoutTemporal() {
    var health = api.get("health");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.at("/status")).isEqualTo("degraded");
    assertThat(health.at("/checks/database")).isEqualTo("up");
    assertThat(health.at("/checks/temporal")).isEqualTo("down");
    assertThat(api.get("workflows").status()).isEqualTo(200);
  }

  /** Building an index on a full table takes longer than a request may. */
  @Test
  void aMigrationMayTakeItsTime() throws SQLException {
    var source = api.part(Flyway.class).getConfiguration().getDataSource();
    try (var sql = source.getConnection();
        var asked =
            sql.createStatement()
                .executeQuery(
                    "select current_setting('statement_timeout'),"
                        + " current_setting('transaction_timeout')")) {
      assertThat(asked.next()).isTrue();
      assertThat(asked.getString(1)).isEqualTo("0");
      assertThat(asked.getString(2)).isEqualTo("0");
    }
  }

  @Test
  void workflowsOfOneNameCanBeMadeAtTheSameMoment() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 5; round++) {
        var body = "{'name': 'Same moment " + round + "'}";
        var made = new ArrayList<Callable<RunningApi.Answer>>();
        for (int i = 0; i < 8; i++) {
          made.add(() -> api.post("workflows", body));
        }
        for (var answer : threads.invokeAll(made)) {
          assertThat(answer.get().status()).as(answer.get().body().toString()).isEqualTo(201);
        }
      }
    }
  }
}
