package dev.parley.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session begun with a key lasts only as long as the key is valid. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeySessionsIT {
  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi("--parley.public-url=https://parley.example.com");
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private record Key(String id, String secret) {
    String bearer() {
      return "Bearer " + secret;
    }
  }

  private Key key(String name) {
    var made = api.post("api-keys", "{'name': '" + name + "', 'scopes': ['admin']}");
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return new Key(made.at("/id"), made.at("/key"));
  }

  private String signedIn(Key key, boolean byLink) {
    if (!byLink) {
      return session(api.raw("POST", "session", "{}", "Authorization", key.bearer()));
    }
    var link = api.raw("POST", "session/link", "{}", "Authorization", key.bearer()).body();
    var token = link.replaceAll(".*token=([^\"]+).*", "$1");
    return session(api.raw("POST", "session", "{'token': '" + token + "'}", "Accept", "*/*"));
  }

  private static String session(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .hasSize(2)
        .anySatisfy(cookie -> assertThat(cookie).startsWith("__Host-parley_session="))
        .allSatisfy(cookie -> assertThat(cookie).contains("; Secure").contains("SameSite=Strict"));
    return answer.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.replaceFirst(";.*", ""))
        .collect(Collectors.joining("; "));
  }

  private int looking(String session) {
    return api.raw("GET", "labels", "", "Cookie", session).statusCode();
  }

  @Test
  void browsersUseHttpsFromThenOn() {
    var answer = api.raw("GET", "health", "", "Accept", "*/*");
    assertThat(answer.headers().allValues("Strict-Transport-Security"))
        .containsExactly("max-age=31536000");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSessionEndsWhenItsKeyIsRevoked(boolean byLink) {
    var key = key("Revoked");
    var session = signedIn(key, byLink);
    var other = signedIn(key("Kept"), byLink);
    assertThat(looking(session)).isEqualTo(200);
    assertThat(api.send("DELETE", "api-keys/" + key.id(), "").status()).isEqualTo(204);
    assertThat(looking(session)).isEqualTo(401);
    assertThat(looking(other)).isEqualTo(200);
  }

  @Test
  void aSessionEndsWhenItsKeyExpires() throws SQLException {
    var key = key("Expired");
    var session = signedIn(key, false);
    try (var sql = api.sql();
        var expire =
            sql.prepareStatement("update api_key set expires_at = now() where id = ?::uuid")) {
      expire.setString(1, key.id());
      assertThat(expire.executeUpdate()).isEqualTo(1);
    }
    assertThat(looking(session)).isEqualTo(401);
  }

  @Test
  void keysOfOneNameDoNotShareTheirIdempotencyKeys() {
    var first = named(key("Twin"), "First");
    var second = named(key("Twin"), "Second");
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
  }

  private HttpResponse<String> named(Key key, String label) {
    return api.raw(
        "POST",
        "labels",
        "{'name': '" + label + "'}",
        "Authorization",
        key.bearer(),
        "Idempotency-Key",
        "twin");
  }
}
