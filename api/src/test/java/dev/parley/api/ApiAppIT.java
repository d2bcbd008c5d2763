package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;

class ApiAppIT {
  @Test
  void itMigratesItsDatabaseAndIsHealthy() throws Exception {
    try (var postgres = EmbeddedPostgres.start();
        var api =
            SpringApplication.run(
                ApiApp.class,
                "--server.port=0",
                "--spring.datasource.username=postgres",
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"));
        var client = HttpClient.newHttpClient()) {
      var port = api.getEnvironment().getRequiredProperty("local.server.port");
      var health = URI.create("http://localhost:" + port + "/actuator/health");

      var answer = client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("UP");
    }
  }
}
