package dev.parley.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import dev.parley.api.RunningApi.Answer;
import dev.parley.conversation.EventType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Many concurrent clients post events without a time; each event changes only what it reports. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrentEventsIT {
  private static final int CLIENTS = 50;
  private static final int EVENTS = 1_000;
  private static final int CONVERSATIONS = 5;
  private static final int EACH = EVENTS / CONVERSATIONS;

  private RunningApi api;
  private String run = "";

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void everyChangeIsThereAndTheTimelineIsComplete(EventType type) throws Exception {
    run = type.name() + "-" + UUID.randomUUID();
    if (type == EventType.LABEL_REMOVED) {
      for (int c = 0; c < CONVERSATIONS; c++) {
        var names = IntStream.range(0, EACH).mapToObj(n -> "'" + label(n) + "'").toList();
        accepted(
            post(
                event(
                    EventType.LABEL_ADDED,
                    c,
                    -1,
                    ", 'labels': [" + String.join(", ", names) + "]",
                    "")));
      }
    }
    atOnce(
        IntStream.range(0, EVENTS)
            .mapToObj(i -> event(type, i % CONVERSATIONS, i / CONVERSATIONS, "", ""))
            .toList());
    for (int c = 0; c < CONVERSATIONS; c++) {
      var shown = api.get("conversations/" + conversation(c)).body();
      var all = IntStream.range(0, EACH).boxed().toList();
      assertThat(shown.path("fields").propertyNames())
          .containsAll(all.stream().map(n -> "f" + n).toList());
      assertThat(shown.at("/contact/fields").propertyNames())
          .containsAll(all.stream().map(n -> "g" + n).toList());
      assertThat(texts(c)).containsAll(all.stream().map(n -> "text " + n).toList());
      assertThat(told(c, type)).hasSize(EACH).doesNotHaveDuplicates();
      asItsTypeSays(type, shown, c);
    }
  }

  private void asItsTypeSays(EventType type, JsonNode shown, int c) {
    var labels = new HashSet<String>();
    shown.path("labels").forEach(label -> labels.add(label.asString()));
    switch (type) {
      case OPENED -> assertThat(shown.path("status").asString()).isEqualTo("open");
      case RESOLVED -> assertThat(shown.path("status").asString()).isEqualTo("resolved");
      case STARRED -> assertThat(shown.path("starred").asBoolean()).isTrue();
      case LABEL_ADDED -> assertThat(labels).hasSize(EACH);
      case LABEL_REMOVED -> assertThat(labels).isEmpty();
      // The last one reported, in the order in which they took the lock.
      case USER_ASSIGNED, AI_ASSIGNED ->
          assertThat(shown.at("/assignee/id").asString()).isEqualTo(lastAssignee(c));
      case CREATED, SESSION_STARTED, MESSAGE_RECEIVED -> {}
    }
  }

  @Test
  void aResolveConcurrentWithMessagesIsNotLost() throws Exception {
    run = "beside-" + UUID.randomUUID();
    var events = new ArrayList<String>();
    for (int n = 0; n < 40; n++) {
      for (int c = 0; c < CONVERSATIONS; c++) {
        events.add(event(n == 20 ? EventType.RESOLVED : EventType.MESSAGE_RECEIVED, c, n, "", ""));
      }
    }
    atOnce(events);
    for (int c = 0; c < CONVERSATIONS; c++) {
      assertThat(api.get("conversations/" + conversation(c)).at("/status")).isEqualTo("resolved");
    }
  }

  private String conversation(int c) {
    return "at-once-" + run + "-" + c;
  }

  private String label(int n) {
    return run.substring(0, 20) + " " + run.substring(run.length() - 8) + " " + n;
  }

  private String event(EventType type, int c, int n, String conversation, String more) {
    var id = conversation(c);
    var assignee =
        switch (type) {
          case USER_ASSIGNED -> ", 'assignee': {'type': 'user', 'id': 'u-%s'}".formatted(n);
          case AI_ASSIGNED -> ", 'assignee': {'type': 'persona', 'id': 'p-%s'}".formatted(n);
          case CREATED,
              SESSION_STARTED,
              OPENED,
              RESOLVED,
              STARRED,
              LABEL_ADDED,
              LABEL_REMOVED,
              MESSAGE_RECEIVED ->
              "";
        };
    var label = type.aboutLabel() ? ", 'label': '%s'".formatted(label(Math.max(0, n))) : "";
    return """
    {'specversion': '1.0', 'id': '%1$s/%2$s', 'source': '/at-once', 'type': '%3$s', 'data': {
      'conversation': {'id': '%1$s', 'fields': {'f%2$s': %2$s}%4$s,
        'contact': {'id': 'k-%1$s', 'fields': {'g%2$s': %2$s}}},
      'message': {'id': '%1$s/%2$s', 'text': 'text %2$s'}%5$s}}\
    """
        .formatted(id, n, type.wire(), assignee + conversation, label + more);
  }

  private Answer post(String event) {
    return api.post("events", event);
  }

  private void atOnce(List<String> events) throws InterruptedException, ExecutionException {
    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      var tasks = events.stream().map(event -> (Callable<Answer>) () -> post(event)).toList();
      for (var answer : clients.invokeAll(tasks)) {
        accepted(answer.get());
      }
    }
  }

  private static void accepted(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    assertThat(answer.at("/result")).isEqualTo("accepted");
    assertThat(answer.body().path("stale").isEmpty()).as(answer.body().toString()).isTrue();
  }

  private Set<String> texts(int c) {
    var texts = new HashSet<String>();
    pages("conversations/" + conversation(c) + "/messages")
        .forEach(message -> texts.add(message.path("text").asString()));
    return texts;
  }

  /** Returns the posted events in the timeline, by id. */
  private List<String> told(int c, EventType type) {
    return pages("conversations/" + conversation(c) + "/timeline").stream()
        .filter(entry -> entry.path("kind").asString().equals("event"))
        .filter(entry -> entry.at("/event/type").asString().equals(type.wire()))
        .filter(entry -> entry.at("/event/source").asString().equals("/at-once"))
        .map(entry -> entry.path("id").asString())
        .toList();
  }

  private String lastAssignee(int c) {
    try (var connection = api.sql();
        var statement =
            connection.prepareStatement(
                "select data #>> '{conversation,assignee,id}' from event where conversation_id = ?"
                    + " and source = '/at-once' order by seq desc limit 1")) {
      statement.setString(1, conversation(c));
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<JsonNode> pages(String path) {
    var all = new ArrayList<JsonNode>();
    var page = api.get(path + "?limit=200");
    while (true) {
      page.body().path("items").forEach(all::add);
      if (page.at("/nextCursor").isEmpty()) {
        return all;
      }
      page = api.get(path + "?limit=200&cursor=" + page.at("/nextCursor"));
    }
  }
}
