package dev.parley.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The outcomes of events: listed, read, reposted, and previewed in a dry run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceiptsIT {
  private final RunningApi api = new RunningApi();

  @AfterAll
  void stop() {
    api.close();
  }

  private static String event(String id, String source, String type, String channel) {
    return """
    {'specversion': '1.0', 'id': '%s', 'source': '%s', 'type': '%s',
     'data': {'conversation': {'id': 'c-%s', 'channel': '%s', 'labels': ['L-%s']},
              'message': {'id': 'm-%s', 'text': 'Hello'}}}
    """
        .formatted(id, source, type, id, channel, id, id);
  }

  private static String name() {
    return "r" + UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  void eachResultIsListedNewestFirst() {
    var source = name();
    for (int i = 0; i < 3; i++) {
      api.post("events", event(source + i, source, "message.received", "webchat"));
      api.post("events", event(source + "bad" + i, source, "message.received", "fax"));
    }
    api.post("events", event(source + "0", source, "message.received", "webchat"));
    api.post("events", event(source + "0", source, "message.received", "facebook"));

    assertThat(api.get("events?source=" + source).items("result"))
        .containsExactly(
            "duplicate", "rejected", "accepted", "rejected", "accepted", "rejected", "accepted");
    var again = api.get("events?result=duplicate&source=" + source);
    assertThat(again.items("id")).containsExactly(source + "0");
    assertThat(again.at("/items/0/times")).isEqualTo("2");
    assertThat(again.at("/items/0/sameBody")).isEqualTo("false");
    var rejected = api.get("events?result=rejected&source=" + source);
    assertThat(rejected.items("id"))
        .containsExactly(source + "bad2", source + "bad1", source + "bad0");
    assertThat(rejected.at("/items/0/errors/0/pointer")).isEqualTo("/data/conversation/channel");
    assertThat(rejected.at("/items/0/conversationId")).isEqualTo("c-" + source + "bad2");
  }

  @Test
  void theListIsWalkedPageByPage() {
    var source = name();
    for (int i = 0; i < 7; i++) {
      api.post(
          "events", event(source + i, source, "message.received", i % 2 == 0 ? "x" : "webchat"));
    }
    var path = "events?limit=2&source=" + source;
    var seen = new java.util.ArrayList<String>();
    for (var page = api.get(path); ; page = api.get(path + "&cursor=" + page.at("/nextCursor"))) {
      seen.addAll(page.items("id"));
      if (page.at("/nextCursor").isEmpty()) {
        break;
      }
    }
    assertThat(seen)
        .containsExactly(
            source + 6, source + 5, source + 4, source + 3, source + 2, source + 1, source + 0);
    var from = api.get("events?limit=1&source=" + source).at("/items/0/receivedAt");
    assertThat(api.get("events?source=" + source + "&from=" + from).items("id"))
        .containsExactly(source + 6);
    assertThat(api.get("events?source=" + source + "&to=" + from).items("id")).hasSize(6);
    assertThat(api.get("events?from=yesterday").at("/parameter")).isEqualTo("from");
  }

  @Test
  void aRejectedEventIsCorrectedAndReposted() {
    var id = name();
    assertThat(api.post("events", event(id, "/" + id, "message.received", "fax")).status())
        .isEqualTo(400);
    var kept = api.get("events?result=rejected&source=/" + id).at("/items/0/rejectedId");
    var one = api.get("rejected-events/" + kept);
    assertThat(one.at("/event/data/message/text")).isEqualTo("Hello");
    assertThat(one.body().toString()).doesNotContain("sample-admin-key");

    var path = "rejected-events/" + kept + "/repost";
    assertThat(api.post(path, event(id, "/" + id, "message.lost", "webchat")).at("/code"))
        .isEqualTo("event-invalid");
    assertThat(api.get("events?result=rejected&source=/" + id).items("id"))
        .as("it is not kept a second time")
        .hasSize(1);
    var taken = api.post(path, event(id, "/" + id, "message.received", "webchat"));
    assertThat(taken.status()).isEqualTo(202);
    assertThat(taken.at("/result")).isEqualTo("accepted");
    assertThat(api.get("conversations/c-" + id).status()).isEqualTo(200);
    assertThat(api.get("rejected-events/" + kept).at("/repostedAt")).isNotEmpty();
    assertThat(api.post(path, event(id, "/" + id, "message.received", "webchat")).at("/code"))
        .isEqualTo("already-reposted");
    assertThat(api.send("DELETE", "rejected-events/" + kept, "").status()).isEqualTo(204);
    assertThat(api.get("rejected-events/" + kept).status()).isEqualTo(404);
  }

  @Test
  void aRejectedEventIsKeptToTheLimitOfItsSize() {
    var id = name();
    var large = event(id, "/" + id, "message.received", "fax").replace("Hello", "x".repeat(70_000));
    api.post("events", large);
    var kept = api.get("events?result=rejected&source=/" + id).at("/items/0/rejectedId");
    assertThat(api.get("rejected-events/" + kept).body().has("event")).isFalse();
  }

  @Test
  void aDryRunReportsWhatWouldStartAndStoresNothing() {
    var active = published("Starts");
    var paused = published("Sleeps");
    assertThat(api.post("workflows/" + paused + "/pause", "{}").status()).isEqualTo(200);
    var id = name();
    var event = event(id, "/" + id, "conversation.starred", "webchat");
    var told = api.post("events?dryRun=true", event);
    assertThat(told.status()).isEqualTo(202);
    assertThat(told.at("/result")).isEqualTo("accepted");
    assertThat(told.at("/executions/0/workflowId")).isEqualTo(active);
    assertThat(told.body().path("notStarted").toString()).contains(paused, "paused");

    assertThat(api.get("events/%2F" + id + "/" + id).status()).isEqualTo(404);
    assertThat(api.get("conversations/c-" + id).status()).isEqualTo(404);
    assertThat(api.get("labels?search=L-" + id).items("id")).isEmpty();
    assertThat(api.get("executions?workflowId=" + active).items("id")).isEmpty();
    assertThat(api.post("events?dryRun=true", event.replace("webchat", "fax")).status())
        .isEqualTo(400);
    assertThat(api.get("events?source=/" + id).items("id")).isEmpty();

    assertThat(api.post("events", event).at("/result")).isEqualTo("accepted");
    var again = api.post("events?dryRun=true", event);
    assertThat(again.at("/result")).isEqualTo("duplicate");
    assertThat(api.get("events?result=duplicate&source=/" + id).items("id")).isEmpty();
  }

  private String published(String name) {
    var id = api.post("workflows", "{'name': '" + name + " " + name() + "'}").at("/id");
    var graph =
        """
        {'graph': {'schema': 1,
          'nodes': [{'id': 't', 'kind': 'trigger', 'name': 'Starred', 'position': {'x': 0, 'y': 0},
                     'config': {'event': 'conversation.starred'}},
                    {'id': 'm', 'kind': 'sendMessage', 'name': 'Says', 'position': {'x': 0, 'y': 9},
                     'config': {'text': 'About {{ event.subject }} of {{ event.tenant }}'}}],
          'edges': [{'id': 'e', 'source': 't', 'handle': 'next', 'target': 'm'}]}}
        """;
    assertThat(api.post("workflows/" + id + "/publish", graph).status()).isEqualTo(201);
    return id;
  }
}
