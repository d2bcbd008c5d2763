package dev.parley.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import dev.parley.api.RunningApi.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationsIT {
  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private String made(String path, String json) {
    var answer = api.post(path, json);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.at("/id");
  }

  private static String fresh() {
    return "conv-" + UUID.randomUUID();
  }

  private Answer event(String type, String time, String data) {
    var answer =
        api.post(
            "events",
            "{'specversion': '1.0', 'id': '%s', 'source': '/test', 'type': '%s', 'time': '%s',"
                    .formatted(UUID.randomUUID(), type, time)
                + " 'data': "
                + data
                + "}");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    return answer;
  }

  private Answer says(String conversation, String time, String text) {
    return event(
        "message.received",
        time,
        "{'conversation': {'id': '%s'}, 'message': {'id': '%s', 'text': '%s'}}"
            .formatted(conversation, UUID.randomUUID(), text));
  }

  private List<String> events(String conversation) {
    return api.get("conversations/" + conversation + "/timeline?limit=200")
        .body()
        .path("items")
        .valueStream()
        .filter(entry -> entry.path("kind").asString().equals("event"))
        .map(entry -> entry.at("/event/type").asString().replace("conversation.", ""))
        .toList()
        .reversed();
  }

  private String session(String conversation) {
    return api.get("conversations/" + conversation).at("/sessionId");
  }

  @Test
  void aConversationIsOpenedWithItsCustomerAndFirstMessage() {
    var id = fresh();
    var shown =
        api.post(
            "conversations",
            "{'id': '"
                + id
                + "', 'channel': 'webchat', 'contact': {'name': 'Sample Contact',"
                + " 'email': 'sample@example.com'}, 'message': 'Hello there'}");
    assertThat(shown.status()).isEqualTo(201);
    assertThat(shown.at("/contact/name")).isEqualTo("Sample Contact");
    assertThat(shown.at("/lastMessage/text")).isEqualTo("Hello there");
    assertThat(events(id)).containsExactly("created");
    assertThat(api.post("conversations", "{'id': '" + id + "'}").status()).isEqualTo(409);
    assertThat(api.post("conversations", "{'channel': 'pigeon'}").status()).isEqualTo(400);
  }

  @Test
  void everyEffectiveChangeHasItsEventAndOthersHaveNone() {
    var id = made("conversations", "{}");
    var label = made("labels", "{'name': 'Told'}");
    var user = made("users", "{'name': 'Told User'}");
    var persona = made("personas", "{'name': 'Told Persona'}");
    var path = "conversations/" + id;
    for (int i = 0; i < 2; i++) {
      api.send("PATCH", path, "{'status': 'resolved'}");
    }
    for (int i = 0; i < 2; i++) {
      api.send("PATCH", path, "{'status': 'open'}");
    }
    for (int i = 0; i < 2; i++) {
      api.send("PATCH", path, "{'starred': true}");
    }
    api.send("PATCH", path, "{'starred': false}");
    for (int i = 0; i < 2; i++) {
      api.send("PUT", path + "/labels/" + label, "");
    }
    for (int i = 0; i < 2; i++) {
      api.send("DELETE", path + "/labels/" + label, "");
    }
    for (int i = 0; i < 2; i++) {
      api.send("PUT", path + "/assignee", "{'type': 'user', 'id': '" + user + "'}");
    }
    for (int i = 0; i < 2; i++) {
      api.send("PUT", path + "/assignee", "{'type': 'persona', 'id': '" + persona + "'}");
    }
    api.send("DELETE", path + "/assignee", "");
    api.send("PATCH", path, "{'fields': {'plan': 'pro'}}");
    assertThat(events(id))
        .containsExactly(
            "created",
            "resolved",
            "opened",
            "starred",
            "label_added",
            "label_removed",
            "user_assigned",
            "ai_assigned");
    var shown = api.get(path);
    assertThat(shown.body().has("assignee")).isFalse();
    assertThat(shown.at("/fields/plan")).isEqualTo("pro");
    assertThat(api.get(path + "/timeline").at("/items/0/event/actor")).isEqualTo("API key");
  }

  @Test
  void archivedOrUnknownAssigneesAreRefusedAndArchivedLabelsCanOnlyBeRemoved() {
    var id = made("conversations", "{}");
    var user = made("users", "{'name': 'Gone User'}");
    var label = made("labels", "{'name': 'Gone label'}");
    assertThat(api.send("PUT", "conversations/" + id + "/labels/" + label, "").status())
        .isEqualTo(200);
    api.post("users/" + user + "/archive", "{}");
    api.post("labels/" + label + "/archive", "{}");
    var refused =
        api.send(
            "PUT", "conversations/" + id + "/assignee", "{'type': 'user', 'id': '" + user + "'}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/code")).isEqualTo("user-unknown");
    assertThat(
            api.send("PUT", "conversations/" + made("conversations", "{}") + "/labels/" + label, "")
                .status())
        .isEqualTo(404);
    assertThat(
            api.send("DELETE", "conversations/" + id + "/labels/" + label, "")
                .body()
                .path("labels")
                .isEmpty())
        .isTrue();
  }

  @Test
  void valuesFitTheirFields() {
    var id = made("conversations", "{}");
    made("fields", "{'key': 'seats', 'name': 'Seats', 'type': 'number'}");
    made("fields", "{'key': 'since', 'name': 'Since', 'type': 'date'}");
    var wrong =
        api.send(
            "PATCH", "conversations/" + id, "{'fields': {'seats': 'many', 'since': 'long ago'}}");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body().path("errors").size()).isEqualTo(2);
    var right =
        api.send(
            "PATCH", "conversations/" + id, "{'fields': {'seats': 12, 'since': '2026-11-24'}}");
    assertThat(right.body().at("/fields/seats").asInt()).isEqualTo(12);
    assertThat(
            api.send("PATCH", "conversations/" + id, "{'fields': {'seats': null}}")
                .body()
                .path("fields")
                .has("seats"))
        .isFalse();
  }

  @Test
  void aSilenceOfADayEndsASessionToTheSecond() {
    var id = fresh();
    event("conversation.created", "2026-11-20T09:00:00Z", "{'conversation': {'id': '" + id + "'}}");
    says(id, "2026-11-20T09:00:01Z", "first");
    var first = session(id);
    says(id, "2026-11-21T09:00:00Z", "a second too early");
    assertThat(session(id)).isEqualTo(first);
    says(id, "2026-11-22T09:00:00Z", "a day later");
    assertThat(session(id)).isNotEqualTo(first);
    assertThat(events(id))
        .containsExactly(
            "created",
            "message.received",
            "message.received",
            "message.received",
            "session_started");
  }

  @Test
  void theCustomersFirstMessageAfterResolvingBeginsASessionOnce() {
    var id = made("conversations", "{'message': 'Hello'}");
    var path = "conversations/" + id;
    var first = session(id);
    api.send("PATCH", path, "{'status': 'resolved'}");
    assertThat(api.post(path + "/messages", "{'text': 'Bye'}").at("/authorType")).isEqualTo("user");
    assertThat(session(id)).isEqualTo(first);
    api.send("PATCH", path, "{'status': 'open'}");
    var played = api.post(path + "/messages", "{'text': 'One more thing', 'as': 'contact'}");
    assertThat(played.at("/authorType")).isEqualTo("contact");
    assertThat(session(id)).isNotEqualTo(first).isEqualTo(played.at("/sessionId"));
    api.post(path + "/messages", "{'text': 'And another', 'as': 'contact'}");
    assertThat(events(id))
        .containsExactly(
            "created",
            "resolved",
            "opened",
            "message.received",
            "session_started",
            "message.received");
  }

  @Test
  void aSetSilenceIsUsed() {
    assertThat(api.send("PATCH", "settings", "{'sessionSilenceSeconds': 59}").status())
        .isEqualTo(422);
    api.send("PATCH", "settings", "{'sessionSilenceSeconds': 3600}");
    assertThat(api.get("settings").body().path("sessionSilenceSeconds").asInt()).isEqualTo(3600);
    var id = fresh();
    event("conversation.created", "2026-11-20T09:00:00Z", "{'conversation': {'id': '" + id + "'}}");
    says(id, "2026-11-20T09:00:00Z", "first");
    var first = session(id);
    says(id, "2026-11-20T09:59:59Z", "a second too early");
    assertThat(session(id)).isEqualTo(first);
    says(id, "2026-11-20T10:59:59Z", "an hour later");
    assertThat(session(id)).isNotEqualTo(first);
    api.send("PATCH", "settings", "{'sessionSilenceSeconds': 86400}");
  }

  @Test
  void snapshotsOutOfOrderAndInPartDoNotUndoWhatIsNewer() {
    var id = fresh();
    event(
        "conversation.created",
        "2026-11-24T09:00:00Z",
        """
        {'conversation': {'id': '%s', 'channel': 'whatsapp', 'labels': ['Snap A'],
          'fields': {'plan': 'pro', 'size': 3}, 'contact': {'id': '%s', 'name': 'Sample Contact'}}}\
        """
            .formatted(id, "c-" + id));
    // Partial: absent values stay, an empty list is empty, a null field is cleared.
    event(
        "message.received",
        "2026-11-24T09:10:00Z",
        """
        {'conversation': {'id': '%s', 'labels': [], 'fields': {'size': null}},
          'message': {'id': 'm-%s', 'text': 'hi'}}\
        """
            .formatted(id, id));
    var shown = api.get("conversations/" + id);
    assertThat(shown.at("/channel")).isEqualTo("whatsapp");
    assertThat(shown.at("/contact/name")).isEqualTo("Sample Contact");
    assertThat(shown.body().path("labels").isEmpty()).isTrue();
    assertThat(shown.body().path("fields").toString()).isEqualTo("{\"plan\":\"pro\"}");
    // Older: fires triggers, and changes only what nothing newer has reported. The status was
    // reported at nine.
    event(
        "conversation.resolved",
        "2026-11-24T09:05:00Z",
        """
        {'conversation': {'id': '%s', 'status': 'resolved', 'labels': ['Snap B'],
          'contact': {'id': '%s', 'email': 'sample@example.com'}}}\
        """
            .formatted(id, "c-" + id));
    var same = api.get("conversations/" + id);
    assertThat(same.at("/status")).isEqualTo("resolved");
    assertThat(same.body().path("labels").isEmpty()).as("a newer list is empty").isTrue();
    assertThat(events(id)).containsExactly("created", "message.received", "resolved");
    event(
        "conversation.opened",
        "2026-11-24T09:15:00Z",
        "{'conversation': {'id': '%s'}}".formatted(id));
    // Newer, without a status: the event's type implies it.
    event(
        "conversation.resolved",
        "2026-11-24T09:20:00Z",
        "{'conversation': {'id': '%s'}}".formatted(id));
    assertThat(api.get("conversations/" + id).at("/status")).isEqualTo("resolved");
    event(
        "conversation.label_added",
        "2026-11-24T09:21:00Z",
        "{'conversation': {'id': '%s'}, 'label': 'Snap C'}".formatted(id));
    assertThat(api.get("conversations/" + id).body().path("labels").toString())
        .isEqualTo("[\"Snap C\"]");
  }

  @Test
  void aListIsNarrowedSearchedAndPaged() {
    var label = made("labels", "{'name': 'Listed'}");
    var user = made("users", "{'name': 'Listing User'}");
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      ids.add(
          made(
              "conversations",
              ("{'channel': 'instagram', 'contact': {'name': 'Listed Person %d', 'phone':"
                      + " '+1000000010%d'}, 'message': 'the zeppelin%d has landed'}")
                  .formatted(i, i, i)));
    }
    var first = "conversations/" + ids.getFirst();
    api.send("PUT", first + "/labels/" + label, "");
    api.send("PUT", first + "/assignee", "{'type': 'user', 'id': '" + user + "'}");
    api.send("PATCH", first, "{'starred': true, 'status': 'resolved'}");
    for (var filter :
        List.of(
            "label=" + label,
            "assignee=" + user,
            "channel=instagram&starred=true",
            "channel=instagram&status=resolved",
            "search=zeppelin0",
            "search=ZEPPELIN0%20has",
            "search=person%200",
            "search=%2B10000000100",
            "search=" + ids.getFirst())) {
      assertThat(api.get("conversations?" + filter).items("id"))
          .as(filter)
          .containsExactly(ids.getFirst());
    }
    assertThat(api.get("conversations?search=100%25").items("id")).isEmpty();
    assertThat(api.get("conversations?channel=instagram&assignee=none").items("id")).hasSize(4);
    assertThat(api.get("conversations?channel=instagram&starred=false").items("id")).hasSize(4);
    assertThat(api.get("conversations?status=pending").status()).isEqualTo(400);
    var all = new ArrayList<String>();
    var path = "conversations?search=zeppelin&limit=2";
    for (var page = api.get(path); ; page = api.get(path + "&cursor=" + page.at("/nextCursor"))) {
      all.addAll(page.items("id"));
      if (page.at("/nextCursor").isEmpty()) {
        break;
      }
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(ids).endsWith(ids.get(1));
    assertThat(all.getFirst()).isEqualTo(ids.getFirst());
  }

  /** A late entry is older than existing ones. */
  @Test
  void everyTimelineEntryAppearsOnceWhateverTheMessageTimes() {
    var id = fresh();
    for (var minute : List.of("30", "10", "50", "05", "40", "20", "55", "01")) {
      says(id, "2026-01-01T12:" + minute + ":00Z", "at " + minute);
    }
    var all =
        api.get("conversations/" + id + "/timeline?limit=200")
            .body()
            .path("items")
            .valueStream()
            .map(entry -> entry.path("id").asString())
            .toList();
    assertThat(all).hasSize(16).doesNotHaveDuplicates();
    for (int limit = 1; limit < 9; limit++) {
      var paged = new ArrayList<String>();
      var path = "conversations/" + id + "/timeline?limit=" + limit;
      for (var page = api.get(path); ; page = api.get(path + "&cursor=" + page.at("/nextCursor"))) {
        page.body().path("items").forEach(entry -> paged.add(entry.path("id").asString()));
        if (page.at("/nextCursor").isEmpty()) {
          break;
        }
      }
      assertThat(paged).as("pages of %s", limit).isEqualTo(all);
    }
  }

  /** Otherwise a customer's message would be lost unnoticed. */
  @Test
  void aMessageOfAnotherConversationsIdIsRefusedAndLeavesNothing() {
    var first = fresh();
    var message = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      assertThat(withMessage(first, message).at("/result")).isEqualTo("accepted");
    }
    var second = fresh();
    var refused = withMessage(second, message);
    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
    assertThat(refused.at("/errors/0/code")).isEqualTo("message-elsewhere");
    assertThat(refused.at("/errors/0/pointer")).isEqualTo("/data/message/id");
    assertThat(api.get("conversations/" + second).status()).isEqualTo(404);
    assertThat(api.get("conversations/" + first + "/messages").items("id"))
        .containsExactly(message);
  }

  private Answer withMessage(String conversation, String message) {
    return api.post(
        "events",
        "{'specversion': '1.0', 'id': '%s', 'source': '/test', 'type': 'message.received',"
                .formatted(UUID.randomUUID())
            + " 'data': {'conversation': {'id': '%s'}, 'message': {'id': '%s', 'text': 'x'}}}"
                .formatted(conversation, message));
  }

  @Test
  void noEventReachesTheConversationOfATest() {
    var workflow = made("workflows", "{'name': 'Tested'}");
    var run =
        api.post(
            "workflows/" + workflow + "/test",
            """
            {'graph': {'schema': 1, 'nodes': [
              {'id': 't', 'kind': 'trigger', 'config': {'event': 'conversation.starred'}},
              {'id': 's', 'kind': 'sendMessage', 'config': {'text': 'Starred'}}],
             'edges': [{'source': 't', 'handle': 'next', 'target': 's'}]}}\
            """);
    assertThat(run.status()).as(run.body().toString()).isEqualTo(202);
    var test = "test-" + run.at("/executionId");
    var event =
        "{'specversion': '1.0', 'id': '%s', 'source': '/test', 'type': 'message.received',"
                .formatted(UUID.randomUUID())
            + " 'data': {'conversation': {'id': '%s'}, 'message': {'id': '%s', 'text': 'x'}}}"
                .formatted(test, UUID.randomUUID());
    var refused = api.post("events", event);
    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
    assertThat(refused.at("/errors/0/code")).isEqualTo("conversation-unknown");
    assertThat(refused.at("/errors/0/pointer")).isEqualTo("/data/conversation/id");
  }

  @Test
  void theTimelineShowsEventsMessagesRunsAndHeldBackStarts() {
    var workflow = made("workflows", "{'name': 'Told in the timeline'}");
    api.post(
        "workflows/" + workflow + "/publish",
        """
        {'graph': {'schema': 1, 'nodes': [
          {'id': 't', 'kind': 'trigger', 'config': {'event': 'conversation.starred'}},
          {'id': 's', 'kind': 'sendMessage', 'name': 'Say', 'config': {'text': 'Starred'}}],
         'edges': [{'source': 't', 'handle': 'next', 'target': 's'}]}}\
        """);
    var id = made("conversations", "{'message': 'Hello'}");
    for (int i = 0; i < 21; i++) {
      api.send("PATCH", "conversations/" + id, "{'starred': true}");
      api.send("PATCH", "conversations/" + id, "{'starred': false}");
    }
    var kinds = new ArrayList<String>();
    var path = "conversations/" + id + "/timeline?limit=7";
    for (var page = api.get(path); ; page = api.get(path + "&cursor=" + page.at("/nextCursor"))) {
      page.body().path("items").forEach(entry -> kinds.add(entry.path("kind").asString()));
      if (page.at("/nextCursor").isEmpty()) {
        break;
      }
    }
    assertThat(kinds).filteredOn("event"::equals).hasSize(22);
    assertThat(kinds).filteredOn("message"::equals).hasSize(1);
    assertThat(kinds).filteredOn("execution"::equals).hasSize(20);
    assertThat(kinds).filteredOn("notStarted"::equals).hasSize(1);
    var held =
        api.get("conversations/" + id + "/timeline?limit=200")
            .body()
            .path("items")
            .valueStream()
            .filter(entry -> entry.has("notStarted"))
            .findFirst()
            .orElseThrow();
    assertThat(held.at("/notStarted/reason").asString()).isEqualTo("too_many_starts");
    assertThat(held.at("/notStarted/workflowName").asString()).isEqualTo("Told in the timeline");
    assertThat(api.get(path + "&cursor=x").status()).isEqualTo(400);
    assertThat(api.get("conversations/nobody/timeline").status()).isEqualTo(404);
  }

  /** Reads from the beginning, as users do. */
  private List<String> story(String conversation) {
    return api.get("conversations/" + conversation + "/timeline?limit=200")
        .body()
        .path("items")
        .valueStream()
        .map(entry ->
            entry.path("kind").asString()
                + " "
                + entry.at("/event/type").asString("")
                + entry.at("/execution/trigger").asString(""))
        .toList()
        .reversed();
  }

  @Test
  void aCauseIsListedBeforeItsEffects() {
    var published = new ArrayList<String>();
    for (var trigger : List.of("created", "starred")) {
      var another = made("workflows", "{'name': 'Starts with %s'}".formatted(trigger));
      api.post(
          "workflows/" + another + "/publish",
          """
          {'graph': {'schema': 1, 'nodes': [
            {'id': 't', 'kind': 'trigger', 'config': {'event': 'conversation.%s'}},
            {'id': 's', 'kind': 'resolveConversation', 'config': {}}],
           'edges': [{'source': 't', 'handle': 'next', 'target': 's'}]}}\
          """
              .formatted(trigger));
      published.add(another);
    }
    // Written before it was reported, by the sender's clock.
    var id = fresh();
    event(
        "conversation.created",
        "2026-01-01T12:00:00Z",
        "{'conversation': {'id': '%s'}, 'message': {'id': '%s', 'text': 'Hi'}}"
            .formatted(id, UUID.randomUUID()));
    for (int i = 0; i < 5; i++) {
      api.send("PATCH", "conversations/" + id, "{'starred': true}");
      api.send("PATCH", "conversations/" + id, "{'starred': false}");
    }
    var expected =
        new ArrayList<>(
            List.of("event conversation.created", "message ", "execution conversation.created"));
    for (int i = 0; i < 5; i++) {
      expected.add("event conversation.starred");
      expected.add("execution conversation.starred");
    }
    assertThat(story(id)).containsExactlyElementsOf(expected);
    published.forEach(workflow -> api.post("workflows/" + workflow + "/archive", "{}"));
  }
}
