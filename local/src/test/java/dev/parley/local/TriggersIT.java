package dev.parley.local;

import static dev.parley.local.Product.chain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each trigger, from the change that fires it to the effect of its workflow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TriggersIT {
  private Product product;
  private String label = "";
  private String user = "";
  private String persona = "";

  @BeforeAll
  void start() {
    product = new Product(Map.of());
    label = made("labels", "{\"name\": \"Sample label\"}");
    user = made("users", "{\"name\": \"Sample Agent\"}");
    persona = made("personas", "{\"name\": \"Sample Persona\"}");
  }

  @AfterAll
  void stop() {
    product.close();
  }

  @AfterEach
  void archiveAll() {
    product
        .get("workflows?limit=200&status=active")
        .path("items")
        .forEach(workflow ->
            product
                .post("workflows/" + workflow.path("id").asString() + "/archive", "{}")
                .orThrow());
  }

  private String made(String path, String json) {
    return product.post(path, json).orThrow().path("id").asString();
  }

  /**
   * A trigger with the change that fires it and the action of its workflow.
   *
   * @see #change
   */
  enum Trigger {
    CREATED("created", "starConversation", ""),
    SESSION_STARTED("session_started", "starConversation", ""),
    AI_ASSIGNED("ai_assigned", "starConversation", "assignToAi"),
    USER_ASSIGNED("user_assigned", "starConversation", "assignToUser"),
    OPENED("opened", "starConversation", "openConversation"),
    RESOLVED("resolved", "starConversation", "resolveConversation"),
    STARRED("starred", "resolveConversation", "starConversation"),
    LABEL_ADDED("label_added", "starConversation", "addLabel"),
    LABEL_REMOVED("label_removed", "starConversation", "removeLabel");

    private final String event;
    private final String does;
    private final String mustNot;

    Trigger(String event, String does, String mustNot) {
      this.event = "conversation." + event;
      this.does = does;
      this.mustNot = mustNot;
    }
  }

  /** Creates a conversation in which the trigger's change is still to be made. */
  private String before(Trigger trigger) {
    var id = "conv-" + UUID.randomUUID();
    if (trigger == Trigger.CREATED) {
      return id;
    }
    made("conversations", "{\"id\": \"" + id + "\", \"message\": \"Hello\"}");
    switch (trigger) {
      case OPENED, SESSION_STARTED -> send("PATCH", id, "", "{\"status\": \"resolved\"}");
      case LABEL_REMOVED -> send("PUT", id, "/labels/" + label, "");
      case CREATED, AI_ASSIGNED, USER_ASSIGNED, RESOLVED, STARRED, LABEL_ADDED -> {}
    }
    return id;
  }

  private int change(Trigger trigger, String id) {
    return switch (trigger) {
      case CREATED -> product.post("conversations", "{\"id\": \"" + id + "\"}").status();
      case SESSION_STARTED ->
          send("POST", id, "/messages", "{\"text\": \"One more thing\", \"as\": \"contact\"}");
      case AI_ASSIGNED -> send("PUT", id, "/assignee", assignee("persona", persona));
      case USER_ASSIGNED -> send("PUT", id, "/assignee", assignee("user", user));
      case OPENED -> send("PATCH", id, "", "{\"status\": \"open\"}");
      case RESOLVED -> send("PATCH", id, "", "{\"status\": \"resolved\"}");
      case STARRED -> send("PATCH", id, "", "{\"starred\": true}");
      case LABEL_ADDED -> send("PUT", id, "/labels/" + label, "");
      case LABEL_REMOVED -> send("DELETE", id, "/labels/" + label, "");
    };
  }

  private static String assignee(String type, String id) {
    return "{\"type\": \"" + type + "\", \"id\": \"" + id + "\"}";
  }

  private int send(String method, String conversation, String path, String body) {
    return product
        .raw(method, "conversations/" + conversation + path, "application/json", body)
        .statusCode();
  }

  private List<JsonNode> runs(String workflow, String conversation) {
    return product
        .get("executions?limit=200&workflowId=" + workflow + "&conversationId=" + conversation)
        .path("items")
        .valueStream()
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void aChangeStartsItsWorkflowOnceAndDoingItAgainStartsNone(Trigger trigger) {
    var workflow =
        product.publish("On " + trigger.event, chain(trigger.event, "do " + trigger.does));
    var id = before(trigger);
    assertThat(trigger == Trigger.CREATED ? List.of() : runs(workflow, id)).isEmpty();

    assertThat(change(trigger, id)).isBetween(200, 201);
    var run =
        Eventually.the(() -> runs(workflow, id), runs -> !runs.isEmpty())
            .getFirst()
            .path("id")
            .asString();
    assertThat(product.ended(run).path("status").asString()).isEqualTo("completed");
    var after = product.get("conversations/" + id);
    if (trigger.does.equals("starConversation")) {
      assertThat(after.path("starred").asBoolean()).isTrue();
    } else {
      assertThat(after.path("status").asString()).isEqualTo("resolved");
    }

    // Starts are decided together with the change, so checking once afterwards is enough.
    assertThat(change(trigger, id)).isEqualTo(again(trigger));
    assertThat(runs(workflow, id)).hasSize(1);
  }

  static Stream<EventType> triggers() {
    return Arrays.stream(EventType.values()).filter(EventType::isTrigger);
  }

  /** Other systems report what happened there, as in the sample data of the editor. */
  @ParameterizedTest
  @MethodSource("triggers")
  void anEventWithTheSampleDataStartsItsWorkflow(EventType type) {
    var workflow =
        product.publish(
            "Reported " + type.wire(),
            chain(type.wire(), "say sendMessage {\"text\": \"Seen: {{ event.type }}\"}"));
    var data = (ObjectNode) product.get("workflows/" + workflow + "/sample");
    var id = "reported-" + UUID.randomUUID();
    ((ObjectNode) data.path("conversation")).put("id", id);
    if (data.path("message") instanceof ObjectNode message) {
      message.put("id", "message-" + id);
    }
    var event =
        Api.object()
            .put("specversion", "1.0")
            .put("id", id)
            .put("source", "/desk")
            .put("type", type.wire());
    event.set("data", data);
    assertThat(product.rawEvent(event.toString(), "").statusCode()).isEqualTo(202);
    var run = runs(workflow, id).getFirst().path("id").asString();
    assertThat(product.ended(run).path("status").asString()).isEqualTo("completed");
    assertThat(product.get("conversations/" + id + "/messages").findValuesAsString("text"))
        .contains("Seen: " + type.wire());
  }

  private static int again(Trigger trigger) {
    return switch (trigger) {
      case CREATED -> 409;
      case SESSION_STARTED -> 201;
      case AI_ASSIGNED, USER_ASSIGNED, OPENED, RESOLVED, STARRED, LABEL_ADDED, LABEL_REMOVED -> 200;
    };
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CREATED", "SESSION_STARTED"})
  void aWorkflowThatWouldFireItsOwnTriggerIsRefused(Trigger trigger) {
    var config =
        switch (trigger) {
          case AI_ASSIGNED -> "{\"persona\": \"" + persona + "\"}";
          case USER_ASSIGNED -> "{\"user\": \"" + user + "\"}";
          case LABEL_ADDED, LABEL_REMOVED -> "{\"labels\": [\"" + label + "\"]}";
          case CREATED, SESSION_STARTED, OPENED, RESOLVED, STARRED -> "{}";
        };
    var workflow = product.draft("Loop on " + trigger.event);
    var graph = chain(trigger.event, "do " + trigger.mustNot + " " + config);
    var refused =
        product.post(
            "workflows/" + workflow + "/publish", Api.object().set("graph", graph).toString());
    assertThat(refused.status()).isEqualTo(422);
    var problem = refused.body().path("errors").path(0);
    assertThat(problem.path("code").asString()).isEqualTo("action-blocked");
    assertThat(problem.path("nodeId").asString()).isEqualTo("do");
  }

  @Test
  void creationFiresNewConversationOnly() {
    var others =
        List.of("opened", "session_started").stream()
            .map(event ->
                product.publish(
                    "Not on " + event, chain("conversation." + event, "star starConversation")))
            .toList();
    var id = "conv-" + UUID.randomUUID();
    made("conversations", "{\"id\": \"" + id + "\", \"message\": \"Hello\"}");
    assertThat(others).allSatisfy(workflow -> assertThat(runs(workflow, id)).isEmpty());
  }

  @Test
  void theTimelineIsStreamedWithTheStartedRun() {
    var workflow =
        product.publish(
            "Told live", chain("conversation.starred", "say sendMessage {\"text\": \"Thanks\"}"));
    var id = before(Trigger.STARRED);
    var api = product.stack.api();
    var key = product.stack.adminKey();
    try (var one = Listener.to(api, key, "conversations/" + id + "/stream", "");
        var starred = Listener.to(api, key, "conversations/stream?starred=true", "")) {
      one.await(event ->
          event.name().equals("entry")
              && event.data().at("/message/text").asString("").equals("Hello"));
      send("PATCH", id, "", "{\"starred\": true}");
      var run =
          one.await(event ->
                  event.data().path("kind").asString("").equals("execution")
                      && event.data().at("/execution/status").asString().equals("completed"))
              .data();
      assertThat(run.at("/execution/workflowId").asString()).isEqualTo(workflow);
      assertThat(run.at("/execution/did").valueStream().map(step -> step.path("name").asString()))
          .contains("say");
      assertThat(run.at("/execution/did").valueStream().map(step -> step.path("status").asString()))
          .containsOnly("completed");
      one.await(event -> event.data().at("/message/authorName").asString("").equals("Told live"));
      one.await(
          event -> event.name().equals("conversation") && event.data().path("starred").asBoolean());
      starred.await(event ->
          event.name().equals("conversation") && event.data().path("id").asString().equals(id));
      send("PATCH", id, "", "{\"starred\": false}");
      starred.await(
          event -> event.name().equals("left") && event.data().path("id").asString().equals(id));
    }
  }

  @Test
  void aMessageIsCarriedToItsChannelAndTheStepWaitsForItsAnswer() {
    product.peer.says("/channel", "{\"id\": \"given-by-the-channel\"}");
    var account =
        made(
            "channels",
            "{\"name\": \"Sample page\", \"channel\": \"facebook\", \"connector\": \"webhook\","
                + " \"url\": \""
                + product.peer.url("/channel")
                + "\"}");
    product.publish(
        "Sends outside", chain("conversation.created", "say sendMessage {\"text\": \"Welcome\"}"));
    var id =
        made("conversations", "{\"channel\": \"facebook\", \"accountId\": \"" + account + "\"}");
    var message =
        Eventually.the(
            () -> product.get("conversations/" + id + "/messages").path("items").path(0),
            found -> found.path("delivery").asString("").equals("delivered"));
    var asked = product.peer.asked("/channel");
    assertThat(asked).hasSize(1);
    var body = Product.JSON.readTree(asked.getFirst().body());
    assertThat(body.at("/message/text").asString()).isEqualTo("Welcome");
    assertThat(body.at("/message/id").asString()).isEqualTo(message.path("id").asString());
    assertThat(body.at("/conversation/id").asString()).isEqualTo(id);
    var run = product.ended(message.path("executionId").asString());
    assertThat(Product.step(run, "say").at("/output/channelMessageId").asString())
        .isEqualTo("given-by-the-channel");
  }
}
