package dev.parley.local;

import static dev.parley.local.Product.chain;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Requesting a run twice with the same key starts one run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedRequestsIT {
  private final Product product = Product.shared();
  private final String conversation = "repeated-" + UUID.randomUUID();
  private String workflow = "";

  @BeforeAll
  void somethingThatFails() {
    product.event("message.received", conversation, "webchat", "Hello");
    product.peer.answers("/repeated", 404);
    var call =
        "call fetch {\"method\": \"POST\", \"url\": \"" + product.peer.url("/repeated") + "\"}";
    workflow =
        product.publish("Repeated " + UUID.randomUUID(), chain("conversation.starred", call));
  }

  @AfterAll
  void nothingIsLeft() {
    product.post("workflows/" + workflow + "/archive", "{}").orThrow();
  }

  /** Sends a request twice with the same key; returns the run in both responses. */
  private String twice(String path, String body) {
    var key = UUID.randomUUID().toString();
    var first = product.raw("POST", path, "application/json", body, "Idempotency-Key", key);
    var second = product.raw("POST", path, "application/json", body, "Idempotency-Key", key);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
    assertThat(second.statusCode()).as(second.body()).isEqualTo(202);
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(Product.JSON.readTree(second.body())).isEqualTo(Product.JSON.readTree(first.body()));
    var other = product.raw("POST", path, "application/json", "{ }", "Idempotency-Key", key);
    assertThat(other.statusCode()).as(other.body()).isEqualTo(422);
    assertThat(other.body()).contains("\"idempotency-key-reused\"");
    return Product.JSON.readTree(first.body()).path("executionId").asString();
  }

  private List<String> runs() {
    return product.sql(
        "select id from execution where workflow_id = '"
            + workflow
            + "' and conversation_id not like 'later-%'");
  }

  @Test
  void oneManualRunOneTestAndOneRetry() {
    var manual =
        twice(
            "workflows/" + workflow + "/executions",
            "{\"conversationId\": \"" + conversation + "\"}");
    assertThat(runs()).containsExactly(manual);
    var test = twice("workflows/" + workflow + "/test", "{\"callExternal\": true}");
    assertThat(runs()).containsExactlyInAnyOrder(manual, test);
    assertThat(product.ended(manual).path("status").asString()).isEqualTo("failed");
    var retry = twice("executions/" + manual + "/retry", "{}");
    assertThat(product.execution(retry).path("retriedFrom").asString()).isEqualTo(manual);
    assertThat(runs()).containsExactlyInAnyOrder(manual, test, retry);
    assertThat(product.ended(retry).path("status").asString()).isEqualTo("failed");
    assertThat(product.ended(test).path("status").asString()).isEqualTo("failed");
  }

  @Test
  void aRefusedRequestCanBeRepeatedWithTheSameKey() {
    var key = UUID.randomUUID().toString();
    var path = "workflows/" + workflow + "/executions";
    var body = "{\"conversationId\": \"later-" + key + "\"}";
    var refused = product.raw("POST", path, "application/json", body, "Idempotency-Key", key);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    product.event("message.received", "later-" + key, "webchat", "Hello");
    var done = product.raw("POST", path, "application/json", body, "Idempotency-Key", key);
    assertThat(done.statusCode()).as(done.body()).isEqualTo(202);
    product.ended(Product.JSON.readTree(done.body()).path("executionId").asString());
  }

  /** A client that missed the first response can continue with the repeated one. */
  @Test
  void aRepetitionReturnsLocationAndRevision() {
    var key = UUID.randomUUID().toString();
    var body = "{\"name\": \"Repeated " + key + "\"}";
    var first = product.raw("POST", "workflows", "application/json", body, "Idempotency-Key", key);
    var second = product.raw("POST", "workflows", "application/json", body, "Idempotency-Key", key);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    for (var header : List.of("ETag", "Location")) {
      assertThat(first.headers().firstValue(header)).isPresent();
      assertThat(second.headers().firstValue(header)).isEqualTo(first.headers().firstValue(header));
    }
  }

  /** In a path, a plus sign is literal, so a space needs another encoding. */
  @Test
  void theLocationContainsTheIdWhateverItIs() {
    var id = "a b+c/d " + UUID.randomUUID();
    var made =
        product.raw(
            "POST", "contacts", "application/json", "{\"id\": \"" + id + "\", \"name\": \"x\"}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    var path = made.headers().firstValue("Location").orElseThrow().replaceFirst("^/api/v1/", "");
    assertThat(product.get(path).path("id").asString()).isEqualTo(id);
  }
}
