package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two apis and two workers: a client of either api receives the changes of all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsOfTwoIT {
  private static final int EACH = 25;

  private Product product;
  private Stack stack;

  @BeforeAll
  void start() {
    product = new Product(Topology.TWO, Map.of());
    stack = product.stack;
  }

  @AfterAll
  void stop() {
    product.close();
  }

  private Listener listen(URI api, String path, String lastEventId) {
    return Listener.to(api, stack.adminKey(), path, lastEventId);
  }

  private URI second() {
    return stack.secondApi().orElseThrow();
  }

  private List<String> post(URI api, String prefix, int count) {
    var started = new ArrayList<String>();
    try (var client = new Api(api, stack.adminKey())) {
      for (int i = 0; i < count; i++) {
        var id = prefix + i;
        var event = Product.eventJson(id, "conversation.created", id, "webchat", "Hello");
        started.addAll(executions(client.post("events", event).orThrow()));
      }
    }
    return started;
  }

  private static Set<String> completed(Listener listener) {
    return listener.heard().stream()
        .filter(heard -> heard.data().path("status").asString().equals("completed"))
        .map(heard -> heard.data().path("id").asString())
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void streamsMissNothingEvenIfAnInstanceIsKilled() {
    var workflow =
        product.publish(
            "Two",
            chain(
                "conversation.created",
                "hi sendMessage {\"text\": \"Hi\"}",
                "star starConversation"));
    var path = "executions/stream?workflowId=" + workflow;
    var all = new HashSet<String>();
    Set<String> told;
    String lastEventId;
    try (var here = listen(stack.api(), path, "");
        var there = listen(second(), path, "")) {
      all.addAll(post(stack.api(), "a", EACH));
      all.addAll(post(second(), "b", EACH));
      Eventually.the(() -> completed(there), seen -> seen.equals(all));
      Eventually.the(() -> completed(here), seen -> seen.equals(all));
      var last = post(second(), "c", EACH);
      all.addAll(last);
      here.await(heard -> last.contains(heard.data().path("id").asString()));
      stack.kill(Part.API);
      Eventually.the(here::ended, ended -> ended);
      told = completed(here);
      lastEventId = here.lastEventId();
      all.addAll(post(second(), "d", EACH));
      Eventually.the(() -> completed(there), seen -> seen.equals(all));
    }
    try (var moved = listen(second(), path, lastEventId)) {
      Eventually.the(
          () -> {
            var seen = completed(moved);
            seen.addAll(told);
            return seen;
          },
          seen -> seen.equals(all));
    }
    stack.start(Part.API);
    try (var back = listen(stack.api(), path, lastEventId);
        var one = listen(second(), "executions/" + all.iterator().next() + "/stream", "")) {
      var more = post(second(), "e", 1).getFirst();
      back.await(more, "completed");
      assertThat(one.await(heard -> heard.name().equals("execution")).data().path("status"))
          .hasToString("\"completed\"");
    }
  }

  @Test
  void changesOnOneInstanceAreStreamedByTheOther() {
    var workflow =
        product.publish(
            "Asked",
            chain("conversation.starred", "wait delay {\"amount\": 1, \"unit\": \"days\"}"));
    var conversation = "asked-" + workflow;
    product.event("message.received", conversation, "webchat", "Hello");
    try (var first = new Api(stack.api(), stack.adminKey());
        var other = new Api(second(), stack.adminKey());
        var list = listen(second(), "executions/stream?workflowId=" + workflow, "")) {
      var manual = Api.object().put("conversationId", conversation);
      var run = started(first.post("workflows/" + workflow + "/executions", manual));
      list.await(run, "running");
      Eventually.the(
          () -> product.execution(run), now -> Product.steps(now).contains("wait waiting"));
      try (var one = listen(second(), "executions/" + run + "/stream", "")) {
        one.await(run, "running");
        first.post("executions/" + run + "/cancel", Api.object()).orThrow();
        one.await(heard -> step(heard, "cancelled"));
        one.await(run, "cancelled");
        list.await(run, "cancelled");
      }
      var lastEventId = list.lastEventId();
      var retry = started(other.post("executions/" + run + "/retry", Api.object()));
      try (var back =
          listen(stack.api(), "executions/stream?workflowId=" + workflow, lastEventId)) {
        assertThat(back.await(retry, "running").data().path("retriedFrom").asString())
            .isEqualTo(run);
      }
      first.post("executions/" + retry + "/cancel", Api.object()).orThrow();
      list.await(retry, "cancelled");
    }
  }

  private static String started(Api.Answer answer) {
    return answer.orThrow().path("executionId").asString();
  }

  private static boolean step(Listener.Heard heard, String status) {
    return heard.name().equals("step")
        && heard.data().path("nodeId").asString().equals("wait")
        && heard.data().path("status").asString().equals(status);
  }
}
