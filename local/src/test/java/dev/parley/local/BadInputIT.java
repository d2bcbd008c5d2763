package dev.parley.local;

import static dev.parley.local.Product.chain;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Mistakes of clients are reported with their location and change nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final String JSON = "application/json";
  private static final String EVENT = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final List<String> TABLES =
      List.of(
          "workflow",
          "workflow_version",
          "working_copy",
          "conversation",
          "contact",
          "message",
          "event",
          "event_receipt",
          "execution",
          "label",
          "users",
          "persona",
          "field");

  private final Product product = Product.shared();
  private String workflow = "";
  private String conversation = "";

  @BeforeAll
  void something() {
    var graph = chain("conversation.starred", "open openConversation");
    workflow = product.publish("Bad input " + UUID.randomUUID(), graph);
    product.post("workflows/" + workflow + "/pause", "{}").orThrow();
    conversation = "conv-" + UUID.randomUUID();
    product.event("message.received", conversation, "webchat", "Hello");
  }

  /**
   * Returns the database contents once the runs started by accepted requests have ended, since they
   * change rows too.
   */
  private String contents() {
    Eventually.the(
        () -> product.sql("select count(*) from execution where status in ('pending', 'running')"),
        List.of("0")::equals);
    var all = new StringBuilder();
    for (var table : TABLES) {
      all.append(table)
          .append(
              product.sql(
                  "select count(*) || coalesce(md5(string_agg(x::text, '' order by x::text)), '')"
                      + " from "
                      + table
                      + " x"));
    }
    return all.toString();
  }

  /** The body has its own kind of quotes, for readability here. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          POST | workflows | {'name': | 400 | -
          POST | workflows | [] | 400 | -
          POST | workflows | {} | 422 | /name
          POST | workflows | {'name': 5} | 400 | /name
          POST | workflows | {'name': '  '} | 422 | /name
          POST | workflows | {'name': 'a\\u0000b'} | 422 | /name
          POST | workflows | {'name': 'x', 'colour': 'red'} | 400 | /colour
          PATCH | workflows/W | {'name': ''} | 422 | /name
          GET | workflows/W-x | - | 404 | -
          GET | workflows/01890000-0000-7000-8000-000000000000 | - | 404 | -
          POST | workflows/01890000-0000-7000-8000-000000000000/publish | {} | 404 | -
          GET | workflows?limit=0 | - | 400 | -
          GET | workflows?limit=many | - | 400 | -
          GET | workflows?cursor=junk | - | 400 | -
          GET | workflows?sort=colour | - | 400 | -
          GET | workflows?status=gone | - | 400 | -
          GET | executions?status=gone | - | 400 | -
          GET | executions?from=yesterday | - | 400 | -
          GET | executions?workflowId=7 | - | 400 | -
          GET | executions/7 | - | 404 | -
          POST | executions/01890000-0000-7000-8000-000000000000/cancel | {} | 404 | -
          POST | executions/01890000-0000-7000-8000-000000000000/retry | {} | 404 | -
          PUT | workflows/W/working-copy | {} | 422 | /graph
          PUT | workflows/W/working-copy | {'graph': 7} | 422 | /graph
          PUT | workflows/W/working-copy | {'graph': {'schema': 1, 'nodes': [{'id': 'a', 'kind': 'fax'}], 'edges': []}} | 422 | /graph/nodes/0/kind
          POST | workflows/W/versions | {'graph': {'schema': 1, 'nodes': [{'id': 'a', 'kind': 'sendMessage', 'config': {'text': 5}}], 'edges': []}} | 422 | /graph/nodes/0/config/text
          POST | workflows/W/versions | {'graph': {'schema': 1, 'nodes': [{'id': 'a', 'kind': 'sendMessage', 'config': {'text': 'a\\u0000'}}], 'edges': []}} | 422 | /graph/nodes/0/config/text
          POST | workflows/W/versions | {'graph': {'schema': 1, 'nodes': [], 'edges': []}, 'basedOn': 99} | 409 | -
          POST | workflows/W/versions | {'graph': {'schema': 1, 'nodes': [], 'edges': []}, 'basedOn': '0'} | 400 | /basedOn
          POST | workflows/W/versions | {'graph': {'schema': 1, 'nodes': [], 'edges': []}, 'basedOn': 0.5} | 400 | /basedOn
          POST | workflows/W/publish | {'graph': {'schema': 1, 'nodes': [], 'edges': []}} | 422 | /graph/nodes
          POST | workflows/W/publish | {'version': 99} | 4xx | -
          POST | workflows/W/test | {'graph': {'schema': 1, 'nodes': [], 'edges': []}} | 422 | /graph/nodes
          POST | workflows/W/test | {'sample': 5} | 4xx | /sample
          POST | workflows/W/test | {'sample': {'conversation': 5}} | 422 | /sample/conversation
          POST | workflows/W/test | {'sample': {'conversation': {'status': 'closed'}}} | 422 | /sample/conversation/status
          POST | workflows/W/test | {'sample': {'conversation': {'channel': 5}}} | 422 | /sample/conversation/channel
          POST | workflows/W/test | {'sample': {'conversation': {'labels': 'VIP'}}} | 422 | /sample/conversation/labels
          POST | workflows/W/test | {'sample': {'conversation': {'labels': [5]}}} | 422 | /sample/conversation/labels/0
          POST | workflows/W/test | {'sample': {'conversation': {'starred': 'yes'}}} | 422 | /sample/conversation/starred
          POST | workflows/W/test | {'sample': {'conversation': {'sentiment': 'sad'}}} | 422 | /sample/conversation/sentiment
          POST | workflows/W/test | {'sample': {'conversation': {'contact': 5}}} | 422 | /sample/conversation/contact
          POST | workflows/W/test | {'sample': {'conversation': {'contact': {'name': 5}}}} | 422 | /sample/conversation/contact/name
          POST | workflows/W/test | {'sample': {'conversation': {'contact': {'fields': []}}}} | 422 | /sample/conversation/contact/fields
          POST | workflows/W/test | {'sample': {'conversation': {'assignee': {'id': 'x', 'type': 'robot'}}}} | 422 | /sample/conversation/assignee/type
          POST | workflows/W/test | {'replies': 5} | 4xx | /replies
          POST | workflows/W/test | {'graph': {'schema': 1, 'nodes': [{'id': 't', 'kind': 'trigger', 'config': {'event': 'conversation.starred'}}, {'id': 'x', 'kind': 'aiExtraction', 'config': {'labels': true}}], 'edges': [{'source': 't', 'handle': 'next', 'target': 'x'}]}, 'replies': {'x': {'labels': [{'id': 'vip', 'name': 'VIP'}]}}} | 422 | /replies/x/labels/0/id
          POST | workflows/W/executions | {'conversationId': 'nobody'} | 422 | /conversationId
          POST | workflows/W/executions | {} | 422 | /conversationId
          GET | conversations/nobody | - | 404 | -
          GET | conversations/nobody/messages | - | 404 | -
          PATCH | conversations/C | {'status': 'closed'} | 4xx | /status
          PATCH | conversations/C | {'starred': 'yes'} | 4xx | /starred
          PATCH | conversations/C | {'starred': 'true'} | 400 | /starred
          PATCH | conversations/C | {'starred': 1} | 400 | /starred
          PATCH | conversations/C | {'starred': ''} | 400 | /starred
          PATCH | conversations/C | {'status': 0} | 400 | /status
          PATCH | conversations/C | {'status': '0'} | 400 | /status
          PATCH | conversations/C | {'status': ''} | 400 | /status
          POST | api-keys | {'name': 'x', 'scopes': [null]} | 400 | /scopes/0
          POST | api-keys | {'name': 'x', 'scopes': ['read'], 'expiresInDays': 1.5} | 400 | /expiresInDays
          POST | api-keys | {'name': 'x', 'scopes': ['read'], 'expiresInDays': '5'} | 400 | /expiresInDays
          POST | segments/count | {'filter': {'conditions': [{'field': 'contact.fields.age', 'operator': 'is', 'value': 1e999}]}} | 400 | /filter/conditions/0/value
          POST | conversations/C/messages | {'text': ''} | 422 | /text
          POST | conversations/C/messages | {} | 422 | /text
          PUT | conversations/C/labels/01890000-0000-7000-8000-000000000000 | - | 4xx | -
          PUT | conversations/C/assignee | {'type': 'robot', 'id': 'x'} | 4xx | /type
          POST | labels | {'name': ''} | 422 | /name
          POST | users | {} | 422 | /name
          GET | events/nobody/nothing | - | 404 | -
          DELETE | events | - | 405 | -
          DELETE | labels/01890000-0000-7000-8000-000000000000 | - | 405 | -
          GET | executions/cancel | - | 405 | -
          GET | segments/count | - | 405 | -
          GET | workflows?limit=0x10 | - | 400 | -
          GET | workflows?limit= | - | 400 | -
          GET | workflows?limit=1&limit=2 | - | 400 | -
          GET | workflows?statuses=draft | - | 400 | -
          GET | workflows?status= | - | 400 | -
          GET | labels?archived= | - | 400 | -
          GET | conversations?starred=yes | - | 400 | -
          GET | conversations?starred=1 | - | 400 | -
          GET | conversations?label=1-1-1-1-1 | - | 400 | -
          GET | conversations/C/messages?cursor=x | - | 400 | -
          GET | executions?workflowId=00000001-1-1-1-00000000000000000001x | - | 400 | -
          GET | executions?status= | - | 400 | -
          GET | executions?from=2026-11-24T09:00Z | - | 400 | -
          GET | workflows/W/versions?cursor=x | - | 400 | -
          PATCH | conversations/C | {'status': ' open'} | 400 | /status
          PATCH | settings | {'sessionSilenceSeconds': 59} | 422 | /sessionSilenceSeconds
          PATCH | settings | {'sessionSilenceSeconds': 60.5} | 400 | /sessionSilenceSeconds
          POST | conversations | {'contactName': ''} | 422 | /contactName
          POST | conversations | {'accountId': '1-1-1-1-1'} | 400 | /accountId
          POST | labels | {'name': '\u00a0'} | 422 | /name
          POST | models/try | {'message': ' '} | 422 | /message
          PUT | models | {'provider': 'none', 'key': 'a b'} | 422 | /key
          POST | workflows/W/test | {'sample': {'conversation': {'channel': 'WHATSAPP'}}} | 422 | /sample/conversation/channel
          GET | nowhere | - | 404 | -
          """)
  void aRequest(String method, String path, String body, String status, String pointer) {
    refused(
        method,
        path.replace("W", workflow).replace("/C", "/" + conversation),
        JSON,
        body.equals("-") ? "" : body.replace('\'', '"'),
        status,
        pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          /specversion | '2.0' | /specversion
          /specversion | 1.0 | /specversion
          /id | 5 | /id
          /id | '' | /id
          /source | null | /source
          /type | 'conversation.closed' | /type
          /time | 'yesterday' | /time
          /time | '+999999999-12-31T23:59:59Z' | /time
          /time | '2999-01-01T00:00:00Z' | /time
          /time | '2026-11-24T09:00Z' | /time
          /subject | {} | /subject
          /datacontenttype | 'application/jsonx' | /datacontenttype
          /data/label | 5 | /data/label
          /data/conversation/labels | ['\u00a0'] | /data/conversation/labels/0
          /data | 5 | /data
          /data/conversation | [] | /data/conversation
          /data/conversation/id | null | /data/conversation/id
          /data/conversation/id | 'LONG' | /data/conversation/id
          /data/conversation/channel | 'fax' | /data/conversation/channel
          /data/conversation/status | 'closed' | /data/conversation/status
          /data/conversation/starred | 'yes' | /data/conversation/starred
          /data/conversation/labels | 'VIP' | /data/conversation/labels
          /data/conversation/labels | [5] | /data/conversation/labels/0
          /data/conversation/labels | [''] | /data/conversation/labels/0
          /data/conversation/labels | ['a\\u0000'] | /data/conversation/labels/0
          /data/conversation/fields | [] | /data/conversation/fields
          /data/conversation/contact | 5 | /data/conversation/contact
          /data/conversation/contact/id | 5 | /data/conversation/contact/id
          /data/conversation/contact/name | 5 | /data/conversation/contact/name
          /data/conversation/assignee | {'type': 'robot', 'id': 'x'} | /data/conversation/assignee/type
          /data/message | 5 | /data/message
          /data/message/id | 'LONG' | /data/message/id
          /data/message/text | 5 | /data/message/text
          """)
  void anEvent(String at, String value, String pointer) {
    var event =
        Product.eventJson(
            UUID.randomUUID().toString(), "conversation.created", "bad-event", "webchat", "Hi");
    var parent = event.at(at.substring(0, at.lastIndexOf('/')));
    ((ObjectNode) parent)
        .set(
            at.substring(at.lastIndexOf('/') + 1),
            Product.JSON.readTree(value.replace('\'', '"').replace("LONG", "x".repeat(129))));
    refused("POST", "events", EVENT, event.toString(), "4xx", pointer);
  }

  /** Spellings that JSON Schema and RFC 3339 consider equal are accepted. */
  @Test
  void spellingsOfTheSameAreTaken() {
    var graph = "{\"schema\": 1.0, \"nodes\": [], \"edges\": []}";
    var saved =
        product.post("workflows/" + workflow + "/versions", "{\"graph\": " + graph + "}").orThrow();
    var number = saved.path("version").asInt();
    product
        .post(
            "workflows/" + workflow + "/versions",
            "{\"graph\": " + graph + ", \"basedOn\": " + number + ".0}")
        .orThrow();
    assertThat(product.get("executions?from=2026-11-24t09:00:00.123456789123-23:59").has("items"))
        .isTrue();
    var long120 = "\ud83d\ude42".repeat(120);
    product.post("users", "{\"name\": \"" + long120 + "\"}").orThrow();
  }

  @Test
  void anAddressListsItsOwnMethods() {
    for (var path : List.of("executions/cancel", "segments/count", "workflows/import")) {
      var answer = product.raw("OPTIONS", path, JSON, "");
      assertThat(answer.headers().firstValue("allow").orElseThrow().split(", *"))
          .as(path)
          .containsExactlyInAnyOrder("POST", "OPTIONS");
    }
  }

  @Test
  void oversizedOrDeeplyNestedInput() {
    var large = "{\"name\": \"" + "x".repeat(5_000_000) + "\"}";
    refused("POST", "workflows", JSON, large, "413", "-");
    refused("POST", "workflows/" + workflow + "/validate", JSON, large, "413", "-");
    refused("PUT", "workflows/" + workflow + "/working-copy", JSON, large, "413", "-");
    refused("POST", "conversations/" + conversation + "/messages", JSON, large, "413", "-");
    refused("POST", "events", EVENT, large, "413", "-");
    var deep = "{\"name\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}";
    refused("POST", "workflows", JSON, deep, "400", "-");
    refused("POST", "events", EVENT, deep, "400", "-");
    refused("POST", "events", BATCH, deep.substring(9), "400", "-");
  }

  @Test
  void invalidBatches() {
    refused("POST", "events", BATCH, "{}", "4xx", "-");
    refused("POST", "events", BATCH, "[", "400", "-");
    refused("POST", "events", BATCH, "[" + "{},".repeat(500) + "{}]", "4xx", "-");
    refused("POST", "events", "text/plain", "hello", "4xx", "-");
  }

  @Test
  void oneOfManyThatCannotBeKeptHoldsUpNoOther() {
    var batch = Product.JSON.createArrayNode();
    for (int i = 0; i < 5; i++) {
      batch.add(
          Product.eventJson(
              UUID.randomUUID().toString(),
              "conversation.created",
              "batched-" + i,
              "webchat",
              "Hi"));
    }
    ((ObjectNode) batch.path(1)).put("time", "+999999999-12-31T23:59:59Z");
    ((ObjectNode) batch.at("/2/data/conversation")).putArray("labels").add("a\u0000b");
    // Two lower-case forms, PostgreSQL's and ours.
    ((ObjectNode) batch.at("/3/data/conversation"))
        .putArray("labels")
        .add("ΠΕΛΑΤΗΣ " + UUID.randomUUID());
    var answer = product.raw("POST", "events", BATCH, batch.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    var results = Product.JSON.readTree(answer.body()).path("results");
    assertThat(results.valueStream().map(one -> one.path("result").asString("")))
        .element(0)
        .isEqualTo("accepted");
    assertThat(results.at("/1/errors/0/pointer").asString("")).isEqualTo("/time");
    assertThat(results.at("/2/errors/0/pointer").asString(""))
        .isEqualTo("/data/conversation/labels/0");
    assertThat(results.at("/3/result").asString("")).isIn("accepted", "rejected");
    assertThat(results.at("/4/result").asString("")).isEqualTo("accepted");
  }

  /** Public endpoints have no caller to whom an idempotency key could belong. */
  @ParameterizedTest
  @ValueSource(strings = {"health", "health/live", "session", "nowhere"})
  void publicEndpointsRejectIdempotencyKeys(String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(product.stack.api().resolve("/api/v1/" + path))
                  .header("Idempotency-Key", UUID.randomUUID().toString())
                  .header("Content-Type", JSON)
                  .POST(HttpRequest.BodyPublishers.ofString("{}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    }
  }

  private void refused(
      String method, String path, String type, String body, String status, String pointer) {
    var before = contents();
    var answer = product.raw(method, path, type, body);
    var said = answer.statusCode() + " " + answer.body();
    assertThat(answer.statusCode()).as(said).isBetween(400, 499);
    if (!status.equals("4xx")) {
      assertThat(answer.statusCode()).as(said).isEqualTo(Integer.parseInt(status));
    }
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(said)
        .startsWith("application/problem+json");
    var problem = Product.JSON.readTree(answer.body());
    assertThat(problem.path("code").asString("")).as(said).isNotEmpty();
    assertThat(problem.path("status").asInt(0)).isEqualTo(answer.statusCode());
    if (!pointer.equals("-")) {
      assertThat(
              problem.path("errors").valueStream().map(fault -> fault.path("pointer").asString("")))
          .as(said)
          .contains(pointer);
    }
    assertThat(contents()).as("nothing has changed: " + said).isEqualTo(before);
  }

  @Test
  void aStaleRevisionNamesWhoChangedWhatAndOverwritesNothing() {
    var before = contents();
    var answer =
        product.raw(
            "PUT",
            "workflows/" + workflow + "/working-copy",
            JSON,
            "{\"graph\": " + chain("conversation.opened", "star starConversation") + "}",
            "If-Match",
            "\"0\"");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
    assertThat(contents()).isEqualTo(before);
  }

  /** Posts a batch, again as instructed if it waited too long for the others' locks. */
  private List<JsonNode> delivered(String batch) {
    var results = new ArrayList<JsonNode>();
    Eventually.the(
        () -> {
          var answer = product.raw("POST", "events", BATCH, batch).body();
          var all = Product.JSON.readTree(answer).path("results").valueStream().toList();
          var refused = all.stream().filter(it -> isResult(it, "rejected")).toList();
          assertThat(refused)
              .allSatisfy(it ->
                  assertThat(it.at("/errors/0/code").asString()).isEqualTo("store-unavailable"));
          all.stream().filter(it -> !refused.contains(it)).forEach(results::add);
          return refused;
        },
        List::isEmpty);
    return results;
  }

  private static boolean isResult(JsonNode of, String result) {
    return of.path("result").asString().equals(result);
  }

  /** Twenty clients deliver overlapping batches at once, as after an outage of their own. */
  @Test
  void twentyClientsWithOverlappingBatchesStartEachEventOnce() throws Exception {
    var crowd =
        product.publish(
            "Crowd " + UUID.randomUUID(), chain("conversation.opened", "star starConversation"));
    try {
      startsEachEventOnce(crowd);
    } finally {
      product.post("workflows/" + crowd + "/archive", "{}").orThrow();
    }
  }

  private void startsEachEventOnce(String crowd) throws Exception {
    var prefix = UUID.randomUUID().toString();
    var events = new ArrayList<JsonNode>();
    for (int i = 0; i < 100; i++) {
      events.add(
          Product.eventJson(
              prefix + i, "conversation.opened", prefix + "-" + i % 10, "webchat", "Hi"));
    }
    var accepted = new ArrayList<String>();
    var named = new TreeSet<String>();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var posts = new ArrayList<Callable<List<JsonNode>>>();
      for (int client = 0; client < 20; client++) {
        var batch = Product.JSON.createArrayNode();
        for (int i = 0; i < 40; i++) {
          batch.add(events.get((client * 13 + i * 7) % 100));
        }
        posts.add(() -> delivered(batch.toString()));
      }
      for (var post : clients.invokeAll(posts)) {
        for (var result : post.get()) {
          if (result.path("result").asString().equals("accepted")) {
            accepted.add(result.path("id").asString());
          }
          named.addAll(Product.executions(result));
        }
      }
    }
    assertThat(accepted).doesNotHaveDuplicates().hasSize(100);
    var query = "select id from execution where workflow_id = '" + crowd + "'";
    assertThat(Set.copyOf(product.sql(query))).isEqualTo(named).hasSize(100);
    Eventually.the(
        () -> product.sql(query + " and status = 'completed'"), done -> done.size() == 100);
  }
}
