package dev.parley.api.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditional requests follow RFC 9110, section 13. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreconditionsIT {
  private final RunningApi api = new RunningApi();

  @AfterAll
  void stop() {
    api.close();
  }

  private HttpResponse<String> send(String method, String path, String json, String... condition) {
    var headers = new String[condition.length + 2];
    headers[0] = "Authorization";
    headers[1] = "Bearer sample-admin-key";
    System.arraycopy(condition, 0, headers, 2, condition.length);
    return api.raw(method, path, json, headers);
  }

  private String tag(String path) {
    return send("GET", path, "").headers().firstValue("ETag").orElseThrow();
  }

  private String made(String list) {
    var id = "e-" + UUID.randomUUID();
    var json =
        list.equals("contacts")
            ? "{'id': '%s', 'name': 'Sample'}"
            : "{'id': '%s', 'channel': 'webchat'}";
    assertThat(api.post(list, json.formatted(id)).status()).isEqualTo(201);
    return list + "/" + id;
  }

  private static String change(String path, String value) {
    return path.startsWith("contacts")
        ? "{'name': '" + value + "'}"
        : "{'fields': {'note': '" + value + "'}}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "conversations"})
  void onlyTheStateThatTheCallerKnowsIsChanged(String list) {
    var path = made(list);
    var first = tag(path);
    var changed = send("PATCH", path, change(path, "A"), "If-Match", "\"other\", " + first);
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    var second = changed.headers().firstValue("ETag").orElseThrow();
    assertThat(second).isNotEqualTo(first).isEqualTo(tag(path));

    var stale = send("PATCH", path, change(path, "B"), "If-Match", first);
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(stale.body()).contains("precondition-failed");
    assertThat(send("PATCH", path, change(path, "B"), "If-Match", "W/" + second).statusCode())
        .as("a weak tag equals none")
        .isEqualTo(412);
    assertThat(send("PATCH", path, change(path, "B"), "If-None-Match", "W/" + second).statusCode())
        .isEqualTo(412);
    assertThat(send("PATCH", path, change(path, "B"), "If-None-Match", "*").statusCode())
        .isEqualTo(412);
    assertThat(tag(path)).as("nothing was done").isEqualTo(second);
    assertThat(send("PATCH", path, change(path, "B"), "If-Match", "*").statusCode()).isEqualTo(200);
    assertThat(send("PATCH", path, change(path, "C"), "If-None-Match", second).statusCode())
        .isEqualTo(200);
    assertThat(send("PATCH", path, change(path, "D"), "If-Match", "unquoted").statusCode())
        .isEqualTo(400);
    assertThat(send("PATCH", list + "/none", change(path, "D"), "If-Match", "*").statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "conversations"})
  void knownStateIsNotSentAgain(String list) {
    var path = made(list);
    var known = tag(path);
    assertThat(send("GET", path, "", "If-None-Match", "\"x\", W/" + known).statusCode())
        .isEqualTo(304);
    assertThat(send("GET", path, "", "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
  }

  @Test
  void otherChangesOfAConversationCompareItToo() {
    var path = made("conversations");
    var label = api.post("labels", "{'name': 'E " + UUID.randomUUID() + "'}").at("/id");
    var first = tag(path);
    assertThat(send("PUT", path + "/labels/" + label, "", "If-Match", first).statusCode())
        .isEqualTo(200);
    assertThat(send("DELETE", path + "/labels/" + label, "", "If-Match", first).statusCode())
        .isEqualTo(412);
    assertThat(send("DELETE", path + "/assignee", "", "If-Match", first).statusCode())
        .isEqualTo(412);
    assertThat(api.get(path).body().path("labels").size()).isEqualTo(1);
  }

  @Test
  void aWorkflowsRevisionsMayBeListedAndAreNeverWeak() {
    var path =
        "workflows/" + api.post("workflows", "{'name': 'E " + UUID.randomUUID() + "'}").at("/id");
    var known = tag(path);
    assertThat(send("PATCH", path, "{'description': 'x'}", "If-Match", "W/" + known).statusCode())
        .isEqualTo(409);
    assertThat(send("PATCH", path, "{'description': 'x'}", "If-Match", "\"abc\"").statusCode())
        .isEqualTo(409);
    assertThat(send("PATCH", path, "{'description': 'x'}", "If-Match", "3").statusCode())
        .isEqualTo(400);
    assertThat(
            send("PATCH", path, "{'description': 'x'}", "If-Match", "\"0\" ,, " + known)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void operationsWithoutPreconditionsSaySo() {
    var label = "labels/" + api.post("labels", "{'name': 'E " + UUID.randomUUID() + "'}").at("/id");
    assertThat(send("PATCH", label, "{'colour': '#00aa00'}", "If-Match", "\"1\"").statusCode())
        .isEqualTo(412);
    assertThat(send("PATCH", label, "{'colour': '#00aa00'}", "If-None-Match", "*").statusCode())
        .isEqualTo(412);
    assertThat(send("PATCH", label, "{'colour': '#00aa00'}", "If-Match", "*").statusCode())
        .isEqualTo(200);
  }
}
