package dev.parley.api.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are rotated with an overlap, and restricted to event sources. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeysIT {
  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private HttpResponse<String> as(String key, String method, String path, String json) {
    return api.raw(method, path, json, "Authorization", "Bearer " + key, "Accept", "*/*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\nb", "a\\u0007", "\\u0085", "invoice \\u202egnp.exe", "a\\u2066b"})
  void aNameThatReadsAsAnotherIsRefused(String name) {
    var refused = api.post("api-keys", "{'name': '" + name + "', 'scopes': ['read']}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/errors/0/pointer")).isEqualTo("/name");
  }

  @Test
  void aNameMayBeOfAnyScript() {
    var made = api.post("api-keys", "{'name': 'مفتاح \\u200fCRM', 'scopes': ['read']}");
    assertThat(made.status()).isEqualTo(201);
  }

  @Test
  void theKeyBeforeARotationWorksDuringTheOverlapAlone() {
    var made = api.post("api-keys", "{'name': 'Rotated', 'scopes': ['read']}");
    var first = made.at("/key");
    var second = rotated(made.at("/id"), "{'overlapHours': 1}");
    assertThat(as(first, "GET", "labels", "").statusCode()).isEqualTo(200);
    assertThat(as(second, "GET", "labels", "").statusCode()).isEqualTo(200);
    var third = rotated(made.at("/id"), "{'overlapHours': 0}");
    assertThat(as(first, "GET", "labels", "").statusCode()).isEqualTo(401);
    assertThat(as(second, "GET", "labels", "").statusCode()).isEqualTo(401);
    assertThat(as(third, "GET", "labels", "").statusCode()).isEqualTo(200);
  }

  private String rotated(String id, String options) {
    var answer = api.post("api-keys/" + id + "/rotate", options);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.at("/key");
  }

  @Test
  void aKeyCannotTakeTheEventIdsOfAnotherSourceNorReadItsReceipts() {
    var billing = restricted("/billing");
    var other = restricted("/other");
    assertThat(as(other, "POST", "events", event("/billing")).statusCode()).isEqualTo(400);
    var taken = as(billing, "POST", "events", event("/billing"));
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    assertThat(taken.body()).contains("\"accepted\"");
    assertThat(as(billing, "GET", "events/%2Fbilling/inv-1", "").statusCode()).isEqualTo(200);
    assertThat(as(other, "GET", "events/%2Fbilling/inv-1", "").statusCode()).isEqualTo(404);
    assertThat(as(other, "GET", "events", "").body()).doesNotContain("inv-1");
    assertThat(as(other, "GET", "events?source=/billing", "").statusCode()).isEqualTo(400);
  }

  private String restricted(String source) {
    return api.post(
            "api-keys",
            "{'name': '%s', 'scopes': ['events:write'], 'sources': ['%s']}"
                .formatted(source, source))
        .at("/key");
  }

  private static String event(String source) {
    return """
    {'specversion': '1.0', 'id': 'inv-1', 'source': '%s', 'type': 'message.received',
     'data': {'conversation': {'id': 'c-keys', 'channel': 'webchat', 'status': 'open',
       'contact': {'id': 'k-keys', 'name': 'Sample'}},
      'message': {'id': 'm-keys', 'text': 'Hello'}}}
    """
        .formatted(source);
  }

  @Test
  void aScopeThatOneDoesNotHaveCannotBeGiven() {
    var made = api.post("api-keys", "{'name': 'Keys', 'scopes': ['api-keys:write']}");
    var refused = as(made.at("/key"), "POST", "api-keys", "{'name': 'More', 'scopes': ['admin']}");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("scope-not-yours");
  }

  @Test
  void aKeyWithMoreScopesCannotBeTakenOverByRotatingIt() {
    var narrow = api.post("api-keys", "{'name': 'Narrow', 'scopes': ['api-keys:write']}");
    var wide = api.post("api-keys", "{'name': 'Wide', 'scopes': ['admin']}");
    var refused = as(narrow.at("/key"), "POST", "api-keys/" + wide.at("/id") + "/rotate", "{}");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("scope-not-yours");
    assertThat(as(wide.at("/key"), "GET", "labels", "").statusCode()).isEqualTo(200);
  }
}
