package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.ScratchDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The committed OpenAPI document equals the one that the code serves. */
class OpenApiIT {
  private static final Path COMMITTED = Path.of("../docs/openapi.json");
  private static final String REFRESH =
      "./mvnw -pl api -am verify -Dtest=none -Dit.test=OpenApiIT -Dopenapi.refresh";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Test
  void theCommittedDocumentIsTheOneServed(@TempDir Path home) throws Exception {
    var served = served(home);
    if (System.getProperty("openapi.refresh") != null) {
      Files.writeString(COMMITTED, served);
    }
    assertThat(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "")
        .as("docs/openapi.json differs from the code; refresh it with: " + REFRESH)
        .isEqualTo(served);
  }

  private static String served(Path home) throws Exception {
    Files.writeString(home.resolve("api-key"), "key-for-this-test");
    try (var postgres = ScratchDatabase.empty();
        var api =
            SpringApplication.run(
                ApiApp.class,
                "--server.port=0",
                "--parley.home=" + home,
                "--parley.db.user=" + postgres.user(),
                "--parley.db.password=" + postgres.password(),
                "--parley.db.url=" + postgres.url(),
                "--TEMPORAL_ADDRESS=127.0.0.1:1");
        var client = HttpClient.newHttpClient()) {
      var port = api.getEnvironment().getRequiredProperty("local.server.port");
      var request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/openapi.json"))
              .header("Authorization", "Bearer key-for-this-test")
              .build();
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return JSON.writeValueAsString(JSON.readTree(answer.body())) + "\n";
    }
  }
}
