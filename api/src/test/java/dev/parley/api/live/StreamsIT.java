package dev.parley.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Streams end with the validity of their key, and no key gets more than its share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsIT {
  private static final int LONG_ENOUGH = 30;

  private final HttpClient client = HttpClient.newHttpClient();
  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    client.close();
    api.close();
  }

  private record Key(String id, String secret) {}

  private Key key(String scope) {
    var made = api.post("api-keys", "{'name': 'Looks on', 'scopes': ['" + scope + "']}");
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return new Key(made.at("/id"), made.at("/key"));
  }

  private String session(String key) {
    var begun = api.raw("POST", "session", "{}", "Authorization", "Bearer " + key);
    assertThat(begun.statusCode()).isEqualTo(204);
    return begun.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.replaceFirst(";.*", ""))
        .filter(cookie -> cookie.startsWith("parley_session="))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<InputStream> open(String header, String value) {
    try {
      return client.send(
          HttpRequest.newBuilder(api.at("conversations/stream")).header(header, value).build(),
          BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Reads a stream until the server ends it. */
  private CompletableFuture<Integer> read(String header, String value) {
    var stream = open(header, value);
    assertThat(stream.statusCode()).isEqualTo(200);
    return CompletableFuture.supplyAsync(() -> {
      try (var body = stream.body()) {
        return body.readAllBytes().length;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    });
  }

  private void execute(String sql) throws SQLException {
    try (var connection = api.sql();
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }

  @Test
  void aStreamEndsWithItsKeyOrSession() throws Exception {
    var revoked = key("read");
    var expired = key("read");
    var ofSession = key("admin");
    var kept = key("read");
    var left = session(api.key());
    var streams =
        new ArrayList<>(
            java.util.List.of(
                read("Authorization", "Bearer " + revoked.secret()),
                read("Authorization", "Bearer " + expired.secret()),
                read("Cookie", session(ofSession.secret())),
                read("Cookie", left)));
    var stays = read("Authorization", "Bearer " + kept.secret());
    assertThat(api.send("DELETE", "api-keys/" + revoked.id(), "").status()).isEqualTo(204);
    assertThat(api.send("DELETE", "api-keys/" + ofSession.id(), "").status()).isEqualTo(204);
    execute("update api_key set expires_at = now() where id = '" + expired.id() + "'");
    execute("delete from spring_session");
    for (var stream : streams) {
      assertThat(stream.get(LONG_ENOUGH, TimeUnit.SECONDS)).isPositive();
    }
    assertThat(stays.isDone()).isFalse();
    assertThat(api.send("DELETE", "api-keys/" + kept.id(), "").status()).isEqualTo(204);
    assertThat(stays.get(LONG_ENOUGH, TimeUnit.SECONDS)).isPositive();
  }

  @Test
  void anotherAdministratorsKeyEndsTheSessionsOfTheOldOne() throws Exception {
    var old = session(api.key());
    var link =
        api.raw("POST", "session/link", "{}", "Authorization", "Bearer " + api.key())
            .body()
            .replaceAll(".*token=([^\"]+).*", "$1");
    var stream = read("Cookie", old);
    assertThat(api.raw("GET", "labels", "", "Cookie", old).statusCode()).isEqualTo(200);
    try {
      api.rotateKey("another-sample-admin-key");
      assertThat(api.raw("GET", "labels", "", "Cookie", old).statusCode()).isEqualTo(401);
      assertThat(
              api.raw("POST", "session", "{'token': '" + link + "'}", "Accept", "*/*").statusCode())
          .isEqualTo(401);
      assertThat(stream.get(LONG_ENOUGH, TimeUnit.SECONDS)).isPositive();
      var fresh = session("another-sample-admin-key");
      assertThat(api.raw("GET", "labels", "", "Cookie", fresh).statusCode()).isEqualTo(200);
    } finally {
      api.rotateKey(api.key());
    }
  }

  @Test
  void headTakesNoPlace() {
    var before = streams();
    for (int i = 0; i < 20; i++) {
      var answer = api.raw("HEAD", "executions/stream", "", "Authorization", "Bearer " + api.key());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
    }
    assertThat(streams()).isEqualTo(before);
  }

  private double streams() {
    return api.part(MeterRegistry.class).get("parley.streams").gauge().value();
  }

  @Test
  void oneKeyLeavesPlacesToOthers() throws IOException {
    var greedy = key("read");
    var open = new ArrayList<InputStream>();
    try {
      HttpResponse<InputStream> answer;
      do {
        answer = open("Authorization", "Bearer " + greedy.secret());
        open.add(answer.body());
      } while (answer.statusCode() == 200 && open.size() < 200);
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(new String(answer.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("streams-of-one-exhausted");
      var other = open("Authorization", "Bearer " + key("read").secret());
      assertThat(other.statusCode()).isEqualTo(200);
      open.add(other.body());
    } finally {
      for (var stream : open) {
        stream.close();
      }
    }
  }
}
