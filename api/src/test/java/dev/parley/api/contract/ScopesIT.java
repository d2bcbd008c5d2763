package dev.parley.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The document lists the scopes that allow an operation, and the authentication filter agrees. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopesIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"events:write", "read", "admin"})
  void aKeyMayDoWhatTheDocumentSaysAndNoMore(String scope) {
    var made = "{'name': 'Scopes', 'scopes': ['%s']}".formatted(scope);
    var key = api.post("api-keys", made).at("/key");
    var asked = 0;
    for (var path : api.get("openapi.json").body().path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        var scopes = operation.getValue().path("x-parley-scopes");
        if (scopes.isMissingNode()) {
          assertThat(operation.getValue().path("security").isEmpty()).isTrue();
          continue;
        }
        var answer =
            api.raw(
                operation.getKey().toUpperCase(Locale.ROOT),
                path.getKey().replaceFirst("^/api/v1/", "").replaceAll("\\{[^}]+}", "no-such-id"),
                "{}",
                "Authorization",
                "Bearer " + key,
                // Nothing could be returned, so nothing is done.
                "Accept",
                "image/png");
        var refused =
            answer.statusCode() == 403
                && JSON.readTree(answer.body()).path("code").asString().equals("scope-missing");
        assertThat(refused)
            .as("%s %s: %s", operation.getKey(), path.getKey(), answer.body())
            .isEqualTo(scopes.valueStream().noneMatch(one -> one.asString().equals(scope)));
        asked++;
      }
    }
    assertThat(asked).isGreaterThan(100);
  }
}
