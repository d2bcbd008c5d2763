package dev.parley.local;

import static dev.parley.local.Product.chain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Operations.Operation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Covers the whole API: each operation of the OpenAPI document is called here, successfully and
 * with errors. To cover a new one, call it with {@link #ok} in the test of its noun; errors need
 * nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class SurfaceIT {
  private static final String JSON = "application/json";
  private static final String NOTHING = "01890000-0000-7000-8000-000000000000";

  /** Operations that need another setup: the operation's id with the test that covers it. */
  private static final Map<String, Class<?>> ELSEWHERE =
      Map.of(
          "getOperations", OperationsIT.class,
          "stopWorkflows", OperationsIT.class,
          "resumeWorkflows", OperationsIT.class,
          "sendMessageAgain", WebhooksIT.class,
          "sendDeliveryAgain", WebhooksIT.class,
          "createSkillSet", SkillsAndModelsIT.class,
          "putModels", SkillsAndModelsIT.class,
          "tryModels", SkillsAndModelsIT.class);

  /**
   * Operations on a person's own account, which the api's PeopleIT, OidcIT and PasswordMailsIT
   * cover.
   */
  private static final Set<String> OF_PEOPLE =
      Set.of(
          "choosePassword",
          "resetPassword",
          "connectProvider",
          "changePassword",
          "prepareSecondFactor",
          "setSecondFactor",
          "removeSecondFactor",
          "listSessions",
          "endSession",
          "endOtherSessions");

  /** Operations of the sign-in page, which respond to strangers. */
  private static final Set<String> BEFORE_SIGNING_IN = Set.of("getSignInOptions", "resetPassword");

  private static final String GREETING =
      """
      {'schema': 1, 'nodes': [
        {'id': 't', 'kind': 'trigger', 'config': {'event': 'conversation.created'}},
        {'id': 'a', 'kind': 'sendMessage', 'config': {'text': 'Hi {{ conversation.channel | upcase }}'}}],
       'edges': [{'source': 't', 'handle': 'next', 'target': 'a'}]}
      """;

  private final Product product = Product.shared();
  private final HttpClient stranger = HttpClient.newHttpClient();
  private final List<Operation> all = Operations.committed();
  private final Set<Operation> carriedOut = new HashSet<>();

  @AfterAll
  void leave() {
    stranger.close();
  }

  /** Sends JSON, in which single quotes stand for double quotes, and expects success. */
  private JsonNode ok(String method, String path, String json) {
    var type = path.equals("events") ? "application/cloudevents+json" : JSON;
    var answer = product.raw(method, path, type, json.replace('\'', '"'));
    var said = method + " " + path + " answered " + answer.statusCode() + " " + answer.body();
    assertThat(answer.statusCode()).as(said).isBetween(200, 299);
    did(method, path);
    if (answer.statusCode() == 201 && !path.equals("session/link")) {
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).as(said).startsWith(JSON);
    }
    return answer.body().isEmpty() ? Product.JSON.nullNode() : Product.JSON.readTree(answer.body());
  }

  private JsonNode ok(String method, String path) {
    return ok(method, path, "");
  }

  private void did(String method, String path) {
    carriedOut.add(Operations.of(all, method, "/" + path.replaceFirst("\\?.*", "")));
  }

  private static String id(JsonNode made) {
    return made.path("id").asString();
  }

  @Test
  void workflows() {
    var graph = chain("conversation.created", "hi sendMessage {\"text\": \"Hi\"}").toString();
    var drawn = "{'graph': " + graph + "}";
    var name = "Surface " + UUID.randomUUID();
    var id = id(ok("POST", "workflows", "{'name': '" + name + "'}"));
    var one = "workflows/" + id;
    assertThat(ok("GET", "workflows?limit=200").path("items").valueStream().map(SurfaceIT::id))
        .contains(id);
    ok("PATCH", one, "{'description': 'Sample'}");
    assertThat(ok("GET", one).path("description").asString()).isEqualTo("Sample");
    assertThat(ok("PUT", one + "/working-copy", drawn).path("unsaved").asBoolean()).isTrue();
    assertThat(ok("GET", one + "/working-copy").path("graph").path("nodes").size()).isEqualTo(2);
    assertThat(ok("DELETE", one + "/working-copy").path("unsaved").asBoolean()).isFalse();
    assertThat(ok("POST", one + "/validate", drawn).path("problems").size()).isZero();
    assertThat(ok("POST", one + "/versions", drawn).path("version").asInt()).isEqualTo(1);
    assertThat(ok("GET", one + "/versions").path("items").size()).isEqualTo(1);
    assertThat(ok("GET", one + "/versions/1").path("graph").path("nodes").size()).isEqualTo(2);
    assertThat(ok("POST", one + "/publish", "{'version': 1}").path("version").asInt()).isEqualTo(2);
    assertThat(ok("GET", one + "/sample").has("conversation")).isTrue();
    var text = "{'graph': " + GREETING + ", 'nodeId': 'a', 'pointer': '/text'}";
    assertThat(ok("POST", one + "/preview", text).path("text").asString()).isEqualTo("Hi WHATSAPP");
    assertThat(ok("GET", one + "/statistics").path("days").size()).isEqualTo(14);
    assertThat(ok("GET", one + "/not-started").path("items").size()).isZero();
    assertThat(ok("POST", one + "/pause").path("status").asString()).isEqualTo("paused");
    assertThat(ok("POST", one + "/resume").path("status").asString()).isEqualTo("active");
    assertThat(ok("POST", one + "/archive").path("status").asString()).isEqualTo("archived");
    assertThat(ok("POST", one + "/unarchive").path("status").asString()).isEqualTo("draft");
    var copy = id(ok("POST", one + "/duplicate", "{}"));
    var exported = ok("GET", one + "/export").toString();
    var imported = id(ok("POST", "workflows/import", exported).path("workflow"));
    for (var gone : List.of(id, copy, imported)) {
      ok("DELETE", "workflows/" + gone);
      assertThat(product.raw("GET", "workflows/" + gone, JSON, "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void runs() {
    var graph = chain("conversation.created", "wait delay {\"amount\": 1, \"unit\": \"days\"}");
    var workflow = product.publish("Surface " + UUID.randomUUID(), graph);
    var conversation = "surface-" + UUID.randomUUID();
    product.event("message.received", conversation, "webchat", "Hello");
    var asked = "{'conversationId': '" + conversation + "'}";
    var run = started("workflows/" + workflow + "/executions", asked);
    var test = started("workflows/" + workflow + "/test", "{'skipDelays': false}");
    assertThat(
            ok("GET", "executions?workflowId=" + workflow)
                .path("items")
                .valueStream()
                .map(SurfaceIT::id))
        .containsExactly(test, run);
    assertThat(ok("GET", "executions/" + run).path("mode").asString()).isEqualTo("manual");
    assertThat(ok("GET", "executions/" + run + "/graph").path("graph").path("nodes").size())
        .isEqualTo(2);
    for (var path :
        List.of("executions/stream?workflowId=" + workflow, "executions/" + run + "/stream")) {
      try (var listener = Listener.to(product.stack.api(), product.stack.adminKey(), path, "")) {
        listener.await(heard -> id(heard.data()).equals(run));
        did("GET", path);
      }
    }
    assertThat(ok("GET", "executions/" + run + "/log").isEmpty()).isFalse();
    ok("POST", "executions/" + run + "/cancel");
    assertThat(ok("GET", "executions/" + run).path("status").asString()).isEqualTo("cancelled");
    var retry = started("executions/" + run + "/retry", "");
    assertThat(ok("GET", "executions/" + retry).path("retriedFrom").asString()).isEqualTo(run);
    var those = "{'workflowId': '" + workflow + "'}";
    assertThat(ok("POST", "executions/cancel", those).path("cancelled").asInt()).isEqualTo(2);
    product.post("workflows/" + workflow + "/archive", "{}").orThrow();
  }

  private String started(String path, String json) {
    return ok("POST", path, json).path("executionId").asString();
  }

  @Test
  void auditLog() {
    var label = id(ok("POST", "labels", "{'name': 'Audited " + UUID.randomUUID() + "'}"));
    var entry = ok("GET", "audit?objectKind=label&objectId=" + label).path("items").path(0);
    assertThat(entry.path("operation").asString()).isEqualTo("createLabel");
    var exported = product.raw("GET", "audit/export?objectId=" + label, JSON, "");
    assertThat(exported.body().lines().map(Product.JSON::readTree)).containsExactly(entry);
    did("GET", "audit/export");
    var verified = ok("GET", "audit/verification");
    assertThat(verified.path("entries").asInt()).isPositive();
    assertThat(verified.has("fault")).isFalse();
  }

  @Test
  void events() {
    var id = UUID.randomUUID().toString();
    var event =
        (ObjectNode) Product.eventJson(id, "message.received", "surface-" + id, "webchat", "Hello");
    assertThat(ok("POST", "events", event.toString()).path("result").asString())
        .isEqualTo("accepted");
    assertThat(ok("GET", "events/%2Ftest/" + id).path("type").asString())
        .isEqualTo("message.received");
    var wrong = event.put("id", "wrong-" + id).put("type", "message.lost").toString();
    var refused = product.raw("POST", "events", "application/cloudevents+json", wrong);
    assertThat(refused.statusCode()).isEqualTo(400);
    var kept = ok("GET", "events?result=rejected&limit=1").path("items").path(0).path("rejectedId");
    var rejected = "rejected-events/" + kept.asString();
    assertThat(ok("GET", rejected).path("event").path("id").asString()).isEqualTo("wrong-" + id);
    ok("POST", rejected + "/repost", event.put("type", "message.received").toString());
    ok("DELETE", rejected);
  }

  @Test
  void conversations() {
    var name = "surface " + UUID.randomUUID();
    var label = id(ok("POST", "labels", "{'name': '" + name + "'}"));
    var user = id(ok("POST", "users", "{'name': '" + name + "'}"));
    var one = "conversations/" + id(ok("POST", "conversations", "{'contactName': 'Sample'}"));
    assertThat(ok("GET", "conversations?limit=1").path("items").size()).isEqualTo(1);
    assertThat(ok("PATCH", one, "{'starred': true}").path("starred").asBoolean()).isTrue();
    ok("POST", one + "/messages", "{'text': 'Hello'}");
    assertThat(ok("GET", one + "/messages").path("items").size()).isEqualTo(1);
    assertThat(ok("PUT", one + "/labels/" + label).path("labels").size()).isEqualTo(1);
    assertThat(ok("DELETE", one + "/labels/" + label).path("labels").size()).isZero();
    ok("PUT", one + "/assignee", "{'type': 'user', 'id': '" + user + "'}");
    assertThat(ok("GET", one).path("assignee").path("id").asString()).isEqualTo(user);
    ok("DELETE", one + "/assignee");
    assertThat(ok("GET", one + "/timeline").path("items").isEmpty()).isFalse();
  }

  @Test
  void catalogues() {
    var name = "surface" + UUID.randomUUID().toString().replace("-", "");
    catalogue("labels", "{'name': '" + name + "'}", "{'colour': 'blue'}");
    catalogue("users", "{'name': '" + name + "'}", "{'email': '" + name + "@example.com'}");
    catalogue("personas", "{'name': '" + name + "'}", "{'instructions': 'Sample'}");
    catalogue(
        "fields",
        "{'name': '" + name + "', 'key': '" + name + "', 'type': 'text'}",
        "{'description': 'Sample'}");
  }

  @Test
  void personalData() {
    var contact = "contacts/" + id(ok("POST", "contacts", "{'name': 'Surface to be erased'}"));
    var archive = product.raw("POST", contact + "/export", JSON, "");
    assertThat(archive.statusCode()).isEqualTo(200);
    assertThat(archive.headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(archive.body()).startsWith("PK");
    did("POST", contact + "/export");
    var erasure = "erasures/" + id(ok("POST", contact + "/erasures"));
    assertThat(ok("GET", erasure).path("requestedBy").asString()).isNotEmpty();
    assertThat(ok("GET", "erasures?limit=200").path("items").size()).isPositive();
    assertThat(ok("GET", "settings/retention").path("eventsDays").asInt()).isEqualTo(90);
    var kept = ok("PATCH", "settings/retention", "{'testsDays': 8}");
    assertThat(kept.path("testsDays").asInt()).isEqualTo(8);
    assertThat(kept.path("runsDays").asInt()).isEqualTo(90);
    ok("PATCH", "settings/retention", "{'testsDays': 7}");
    assertThat(product.raw("PATCH", "settings/retention", JSON, "{\"eventsDays\": 0}").statusCode())
        .isEqualTo(422);
  }

  @Test
  void contactsSegmentsAndChannels() {
    var name = "surface " + UUID.randomUUID();
    catalogue("contacts", "{'name': '" + name + "'}", "{'phone': '+10000000000'}");
    var filter =
        "{'match': 'all', 'conditions':"
            + " [{'field': 'contact.name', 'operator': 'contains', 'value': 'surface'}]}";
    ok("POST", "segments/count", "{'filter': " + filter + "}");
    catalogue(
        "segments",
        "{'name': '" + name + "', 'filter': " + filter + "}",
        "{'description': 'Sample'}");
    catalogue(
        "channels",
        "{'name': '" + name + "', 'channel': 'webchat', 'connector': 'store'}",
        "{'name': '" + name + " again'}");
    ok("PATCH", "settings", ok("GET", "settings").toString());
  }

  @Test
  void webhooks() {
    var name = "surface " + UUID.randomUUID();
    var url = product.peer.url("/surface");
    var channel =
        ok(
            "POST",
            "channels",
            "{'name': '%s', 'channel': 'facebook', 'connector': 'webhook', 'url': '%s'}"
                .formatted(name, url));
    signed("channels/" + id(channel));
    ok("GET", "channels/" + id(channel) + "/attempts");
    ok("POST", "channels/" + id(channel) + "/archive");
    var conversation = "surface-" + UUID.randomUUID();
    product.event("message.received", conversation, "webchat", "Hello");
    var messages = "conversations/" + conversation + "/messages";
    var message = id(product.get(messages).path("items").path(0));
    ok("GET", messages + "/" + message + "/attempts");
    var subscription =
        ok(
            "POST",
            "subscriptions",
            "{'name': '%s', 'url': '%s', 'types': ['run.failed']}".formatted(name, url));
    var one = "subscriptions/" + id(subscription);
    ok("GET", "subscriptions");
    ok("GET", one);
    ok("PATCH", one, "{'types': ['run.failed', 'run.completed']}");
    signed(one);
    ok("POST", one + "/ping");
    var delivery = id(ok("GET", one + "/deliveries").path("items").path(0));
    ok("GET", one + "/deliveries/" + delivery + "/attempts");
    ok("POST", one + "/archive");
    ok("POST", one + "/unarchive");
    ok("POST", one + "/archive");
  }

  private void signed(String owner) {
    var secrets = owner + "/signing-secrets";
    var old = id(ok("GET", secrets).path("items").path(0));
    ok("POST", secrets);
    ok("DELETE", secrets + "/" + old);
  }

  @Test
  void conversationsLive() {
    var id = "surface-" + UUID.randomUUID();
    product.event("message.received", id, "webchat", "Hello");
    for (var path : List.of("conversations/stream", "conversations/" + id + "/stream")) {
      try (var listener = Listener.to(product.stack.api(), product.stack.adminKey(), path, "")) {
        listener.await(heard -> heard.data().toString().contains(id));
        did("GET", path);
      }
    }
  }

  @Test
  void skillSetsAndModels() {
    var builtIn = "skill-sets/01930000-0000-7000-8000-000000000001";
    ok("GET", "skill-sets");
    ok("GET", builtIn);
    ok("PATCH", builtIn, "{'description': 'Comes with Parley.'}");
    ok("GET", builtIn + "/health");
    ok("GET", builtIn + "/used-by");
    ok("POST", builtIn + "/refresh");
    ok("POST", builtIn + "/archive");
    ok("POST", builtIn + "/unarchive");
    ok("GET", "models");
  }

  /** Covers all operations of a catalogue, from creating to archiving. */
  private void catalogue(String noun, String created, String changed) {
    var id = id(ok("POST", noun, created));
    var one = noun + "/" + id;
    ok("GET", noun);
    ok("PATCH", one, changed);
    ok("POST", one + "/archive");
    ok("POST", one + "/unarchive");
    assertThat(id(ok("GET", one))).isEqualTo(id);
    if (all.stream().anyMatch(any -> any.path().equals("/" + noun + "/{id}/used-by"))) {
      ok("GET", one + "/used-by");
    }
    ok("POST", one + "/archive");
    assertThat(ok("GET", noun + "?archived=true&limit=200").path("items").valueStream())
        .extracting(SurfaceIT::id)
        .contains(id);
  }

  @Test
  void access() {
    var made = ok("POST", "api-keys", "{'name': 'Surface', 'scopes': ['read']}");
    assertThat(made.path("key").asString()).startsWith("parley_");
    assertThat(ok("GET", "api-keys").toString()).doesNotContain(made.path("key").asString());
    assertThat(ok("POST", "api-keys/" + id(made) + "/rotate", "{}").path("key").asString())
        .startsWith("parley_");
    ok("DELETE", "api-keys/" + id(made));
    ok("POST", "secrets", "{'name': 'surface', 'value': 'kept to itself'}");
    ok("PUT", "secrets/surface", "{'value': 'kept to itself too'}");
    assertThat(ok("GET", "secrets").toString()).contains("surface").doesNotContain("kept to");
    ok("DELETE", "secrets/surface");
    ok("POST", "session", "{}");
    ok("GET", "session");
    assertThat(ok("GET", "session/options").path("password").asBoolean()).isTrue();
    assertThat(ok("POST", "session/link").path("url").asString()).startsWith("/sign-in?token=");
    ok("DELETE", "session");
    ok("GET", "health");
    ok("GET", "health/live");
  }

  @Test
  void people() {
    var name = "surface-" + UUID.randomUUID();
    var user =
        id(
            ok(
                "POST",
                "users",
                "{'name': '%s', 'email': '%s@example.com', 'role': 'agent'}"
                    .formatted(name, name)));
    assertThat(ok("POST", "users/" + user + "/invitation").path("url").asString())
        .startsWith("/choose-password?token=");
    ok("DELETE", "users/" + user + "/sessions");
    ok("DELETE", "users/" + user + "/second-factor");
  }

  @Test
  void nothingIsDoneWithoutAKey() throws Exception {
    for (var operation : all) {
      if (!operation.path().startsWith("/health") && !BEFORE_SIGNING_IN.contains(operation.id())) {
        var answer = asStranger(operation, "Accept", "*/*");
        refused(operation, answer, 401);
      }
    }
  }

  @Test
  void nothingIsDoneForThePageOfAnotherSite() throws Exception {
    for (var operation : all) {
      refused(operation, asStranger(operation, "Origin", "https://elsewhere.example"), 403);
    }
  }

  @Test
  void missingResourcesAreLeftAlone() {
    for (var operation : all) {
      if (operation.hasGaps()) {
        var path = operation.with(NOTHING).substring(1);
        var body = operation.body() ? "{}" : "";
        refused(operation, product.raw(operation.method(), path, JSON, body), 0);
      }
    }
  }

  @Test
  void aBodyThatIsNoJsonIsRefused() {
    for (var operation : all) {
      // Keys are refused before a body about a person's account is read.
      if (operation.body() && !operation.path().startsWith("/account")) {
        var path = operation.with(NOTHING).substring(1);
        refused(operation, product.raw(operation.method(), path, JSON, "{"), 400);
        refused(operation, product.raw(operation.method(), path, "text/plain", "{"), 415);
      }
    }
  }

  private HttpResponse<String> asStranger(Operation operation, String header, String value)
      throws IOException, InterruptedException {
    var address = product.stack.api().resolve("/api/v1" + operation.with(NOTHING));
    return stranger.send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", JSON)
            .header(header, value)
            .method(operation.method(), HttpRequest.BodyPublishers.ofString("{}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static void refused(Operation operation, HttpResponse<String> answer, int status) {
    var said = operation + " answered " + answer.statusCode() + " " + answer.body();
    assertThat(answer.statusCode()).as(said).isBetween(400, 499);
    assertThat(status).as(said).isIn(0, answer.statusCode());
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(said)
        .startsWith("application/problem+json");
    var problem = Product.JSON.readTree(answer.body());
    assertThat(problem.path("status").asInt()).as(said).isEqualTo(answer.statusCode());
    assertThat(ProblemCodes.onThePage("api.md", "Errors"))
        .as(said)
        .contains(problem.path("code").asString());
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void everyOperationWasCarriedOut() {
    var left = new ArrayList<>(all);
    left.removeAll(carriedOut);
    left.removeIf(
        operation -> ELSEWHERE.containsKey(operation.id()) || OF_PEOPLE.contains(operation.id()));
    assertThat(left)
        .as(
            "operations of docs/openapi.json that SurfaceIT does not carry out; call each with"
                + " ok(…) in the test of its noun, or name in ELSEWHERE the test that does")
        .isEmpty();
  }
}
