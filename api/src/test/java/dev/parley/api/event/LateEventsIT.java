package dev.parley.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import dev.parley.api.RunningApi.Answer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Events that arrive after later events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateEventsIT {
  private RunningApi api;
  private String id = "";

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @BeforeEach
  void another() {
    id = "late-" + UUID.randomUUID();
  }

  /** Posts an event of this test's conversation. */
  private Answer event(String type, String clock, String conversation, String more) {
    var time = clock.isEmpty() ? "" : " 'time': '2026-05-04T%sZ',".formatted(clock);
    var answer =
        api.post(
            "events",
            "{'specversion': '1.0', 'id': '%s', 'source': '/late', 'type': '%s',%s"
                    .formatted(UUID.randomUUID(), type, time)
                + " 'data': {'conversation': {'id': '%s'%s}%s}}".formatted(id, conversation, more));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    assertThat(answer.at("/result")).isEqualTo("accepted");
    return answer;
  }

  private static List<String> stale(Answer answer) {
    return answer.body().path("stale").valueStream().map(part -> part.asString()).toList();
  }

  private Answer shown() {
    return api.get("conversations/" + id);
  }

  private List<String> labels() {
    return shown().body().path("labels").valueStream().map(label -> label.asString()).toList();
  }

  @Test
  void eachPartOfASnapshotIsJudgedByItself() {
    event(
        "conversation.resolved",
        "10:00:05",
        ", 'channel': 'whatsapp', 'status': 'resolved', 'fields': {'tier': 'gold'},"
            + " 'contact': {'id': 'k-%s', 'name': 'Newer Name', 'fields': {'city': 'Oslo'}}"
                .formatted(id),
        "");
    var late =
        event(
            "conversation.opened",
            "10:00:04",
            ", 'channel': 'whatsapp', 'status': 'open', 'starred': true,"
                + " 'fields': {'tier': 'silver', 'seats': 4},"
                + " 'contact': {'id': 'k-%s', 'name': 'Older Name', 'phone': '+10000000001',"
                    .formatted(id)
                + " 'fields': {'city': 'Rome', 'street': 'First'}}",
            "");
    assertThat(stale(late))
        .containsExactly("status", "fields/tier", "contact/name", "contact/fields/city");
    var now = shown();
    assertThat(now.at("/status")).isEqualTo("resolved");
    assertThat(now.body().path("starred").asBoolean()).isTrue();
    assertThat(now.body().path("fields").toString()).isEqualTo("{\"tier\":\"gold\",\"seats\":4}");
    assertThat(now.at("/contact/name")).isEqualTo("Newer Name");
    assertThat(now.at("/contact/phone")).isEqualTo("+10000000001");
    assertThat(now.at("/contact/fields/city")).isEqualTo("Oslo");
    assertThat(now.at("/contact/fields/street")).isEqualTo("First");
    var receipt = api.get("events/%2Flate/" + late.at("/id"));
    assertThat(stale(receipt)).isEqualTo(stale(late));
  }

  @Test
  void aLateLabelCountsUnlessThatLabelChangedSince() {
    event("conversation.created", "09:00:00", ", 'labels': ['Late A %s']".formatted(id), "");
    event(
        "message.received",
        "09:10:00",
        ", 'labels': ['Late A %s']".formatted(id),
        ", 'message': {'id': 'm-%s', 'text': 'x'}".formatted(id));
    var added =
        event("conversation.label_added", "09:05:00", "", ", 'label': 'Late B %s'".formatted(id));
    assertThat(stale(added)).isEmpty();
    assertThat(labels()).containsExactly("Late A " + id, "Late B " + id);
    event("conversation.label_removed", "09:20:00", "", ", 'label': 'Late B %s'".formatted(id));
    var again =
        event("conversation.label_added", "09:15:00", "", ", 'label': 'Late B %s'".formatted(id));
    assertThat(stale(again)).containsExactly("labels/Late B " + id);
    var gone =
        event("conversation.label_removed", "09:09:00", "", ", 'label': 'Late A %s'".formatted(id));
    assertThat(stale(gone)).as("a newer list has it").containsExactly("labels/Late A " + id);
    assertThat(labels()).containsExactly("Late A " + id);
  }

  @Test
  void anOlderListDoesNotRestoreALabelThatANewerListOmits() {
    event(
        "conversation.created",
        "09:00:00",
        ", 'labels': ['List A %1$s', 'List B %1$s']".formatted(id),
        "");
    event("conversation.starred", "09:30:00", ", 'labels': ['List A %s']".formatted(id), "");
    var late =
        event(
            "conversation.starred",
            "09:20:00",
            ", 'labels': ['List B %1$s', 'List C %1$s']".formatted(id),
            "");
    assertThat(stale(late))
        .containsExactlyInAnyOrder(
            "labels/List A " + id, "labels/List B " + id, "labels/List C " + id);
    assertThat(labels()).containsExactly("List A " + id);
  }

  @Test
  void aLateResolveClosesAConversationUnlessItWasOpenedSince() {
    event("conversation.created", "09:00:00", "", "");
    event(
        "message.received",
        "09:30:00",
        "",
        ", 'message': {'id': 'm-%s', 'text': 'x'}".formatted(id));
    assertThat(stale(event("conversation.resolved", "09:20:00", "", ""))).isEmpty();
    assertThat(shown().at("/status")).isEqualTo("resolved");
    event("conversation.opened", "09:40:00", "", "");
    assertThat(stale(event("conversation.resolved", "09:35:00", "", ""))).containsExactly("status");
    assertThat(shown().at("/status")).isEqualTo("open");
  }

  @Test
  void olderEventsDoNotUndoChangesMadeHere() {
    event(
        "conversation.created",
        "09:00:00",
        ", 'fields': {'tier': 'gold'}, 'contact': {'id': 'k-%s', 'name': 'First Name'}"
            .formatted(id),
        "");
    var label = api.post("labels", "{'name': 'Here %s'}".formatted(id)).at("/id");
    api.send("PATCH", "conversations/" + id, "{'status': 'resolved', 'fields': {'tier': 'blue'}}");
    api.send("PUT", "conversations/" + id + "/labels/" + label, "");
    api.send("PATCH", "contacts/k-" + id, "{'name': 'Corrected Name'}");
    var late =
        event(
            "conversation.label_removed",
            "09:01:00",
            ", 'status': 'open', 'starred': true, 'fields': {'tier': 'gold'},"
                + " 'contact': {'id': 'k-%s', 'name': 'First Name', 'email': 'a@example.com'}"
                    .formatted(id),
            ", 'label': 'Here %s'".formatted(id));
    assertThat(stale(late))
        .containsExactly("status", "labels/Here " + id, "fields/tier", "contact/name");
    assertThat(shown().at("/status")).isEqualTo("resolved");
    assertThat(shown().at("/fields/tier")).isEqualTo("blue");
    assertThat(labels()).containsExactly("Here " + id);
    assertThat(shown().at("/contact/name")).isEqualTo("Corrected Name");
    assertThat(shown().at("/contact/email")).isEqualTo("a@example.com");
    assertThat(shown().body().path("starred").asBoolean()).isTrue();
  }

  @Test
  void anEventWithoutATimeIsNeverOlderWhateverTheClockOfAnotherSays() {
    var ahead = Instant.now().plusSeconds(3_600);
    var answer =
        api.post(
            "events",
            "{'specversion': '1.0', 'id': '%s', 'source': '/late', 'type': 'conversation.resolved', 'time': '%s', 'data': {'conversation': {'id': '%s', 'contact': {'id': 'k-%s', 'name': 'Ahead'}}}}"
                .formatted(UUID.randomUUID(), ahead, id, id));
    assertThat(answer.status()).isEqualTo(202);
    var now =
        event(
            "conversation.opened",
            "",
            ", 'contact': {'id': 'k-%s', 'name': 'Present'}".formatted(id),
            "");
    assertThat(stale(now)).isEmpty();
    assertThat(shown().at("/status")).isEqualTo("open");
    assertThat(shown().at("/contact/name")).isEqualTo("Present");
  }

  @Test
  void theSameCreationUnderAnotherIdStartsNothingAgain() {
    var message = ", 'message': {'id': 'm-%s', 'text': 'Hello'}".formatted(id);
    var workflow = published();
    var first = event("conversation.created", "", "", message);
    assertThat(started(first)).contains(workflow);
    var again = event("conversation.created", "", "", message);
    assertThat(started(again)).isEmpty();
    assertThat(again.body().path("notStarted").valueStream())
        .anyMatch(held ->
            held.path("workflowId").asString().equals(workflow)
                && held.path("reason").asString().equals("already_created"));
    assertThat(api.get("conversations/" + id + "/messages").body().path("items").size())
        .isEqualTo(1);
    var other = ", 'message': {'id': 'n-%s', 'text': 'Hello'}".formatted(id);
    assertThat(started(event("conversation.created", "", "", other))).contains(workflow);
  }

  @Test
  void aMessageThatCameBeforeItsConversationsCreationDoesNotHideThat() {
    var message = ", 'message': {'id': 'm-%s', 'text': 'Hello'}".formatted(id);
    var workflow = published();
    event("message.received", "", "", message);
    assertThat(started(event("conversation.created", "", "", message))).contains(workflow);
  }

  @Test
  void aLateSessionEventBeginsNoNewSession() {
    event(
        "message.received",
        "09:00:00",
        "",
        ", 'message': {'id': 'm-%s', 'text': 'x'}".formatted(id));
    event("conversation.session_started", "09:30:00", "", "");
    var begun = shown().at("/sessionId");
    event(
        "message.received",
        "09:40:00",
        "",
        ", 'message': {'id': 'n-%s', 'text': 'y'}".formatted(id));
    event("conversation.session_started", "09:35:00", "", "");
    assertThat(shown().at("/sessionId")).isEqualTo(begun);
    event("conversation.session_started", "09:41:00", "", "");
    assertThat(shown().at("/sessionId")).isNotEqualTo(begun);
  }

  private String published() {
    var workflow = api.post("workflows", "{'name': 'Created once'}").at("/id");
    var published =
        api.post(
            "workflows/" + workflow + "/publish",
            """
            {'graph': {'schema': 1, 'nodes': [
              {'id': 't', 'kind': 'trigger', 'name': 'Start', 'position': {'x': 0, 'y': 0},
               'config': {'event': 'conversation.created'}},
              {'id': 'e', 'kind': 'end', 'name': 'End', 'position': {'x': 0, 'y': 90}, 'config': {}}],
              'edges': [{'id': 'e1', 'source': 't', 'handle': 'next', 'target': 'e'}]}}\
            """);
    assertThat(published.status()).as(published.body().toString()).isEqualTo(201);
    return workflow;
  }

  private static List<String> started(Answer answer) {
    return answer
        .body()
        .path("executions")
        .valueStream()
        .map(one -> one.path("workflowId").asString())
        .toList();
  }

  @Test
  void aConversationOfAnEarlierReleaseKeepsItsNewestSnapshot() throws SQLException {
    event("conversation.created", "09:00:00", ", 'status': 'resolved'", "");
    try (var connection = api.sql();
        var statement =
            connection.prepareStatement(
                "update conversation set aspects = '{}', snapshot_at = '2026-05-04T09:00:00Z' where"
                    + " id = ?")) {
      statement.setString(1, id);
      statement.executeUpdate();
    }
    assertThat(stale(event("conversation.opened", "08:59:59", ", 'starred': true", "")))
        .containsExactly("status", "starred");
    assertThat(shown().at("/status")).isEqualTo("resolved");
    assertThat(stale(event("conversation.opened", "09:00:01", "", ""))).isEmpty();
    assertThat(shown().at("/status")).isEqualTo("open");
  }
}
