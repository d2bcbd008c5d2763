package dev.parley.worker;

import static dev.parley.worker.Runs.chain;
import static dev.parley.worker.Runs.conversation;
import static dev.parley.worker.Runs.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Label;
import dev.parley.conversation.Status;
import dev.parley.execution.Options;
import dev.parley.store.Conversations;
import dev.parley.store.Conversations.Author;
import io.temporal.client.WorkflowFailedException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class InterpretedExecutionTest {
  private static final Runs RUNS = new Runs();

  @AfterAll
  static void close() {
    RUNS.close();
  }

  @Test
  void actionsChangeTheConversationInTheirOrder() {
    var label = RUNS.label("VIP");
    var run =
        RUNS.start(
                chain(
                    EventType.CREATED,
                    node("welcome", "sendMessage", Map.of("text", "Hello {{ conversation.id }}")),
                    node("star", "starConversation", Map.of()),
                    node("vip", "addLabel", Map.of("labels", List.of(label))),
                    node("resolve", "resolveConversation", Map.of()),
                    node("done", "end", Map.of())),
                conversation(),
                Options.NONE)
            .ended();
    assertThat(run.steps())
        .containsExactly(
            "welcome completed next",
            "star completed next",
            "vip completed next",
            "resolve completed next",
            "done completed");
    assertThat(run.status()).isEqualTo("completed");
    assertThat(run.conversation().starred()).isTrue();
    assertThat(run.conversation().status()).isEqualTo(Status.RESOLVED);
    assertThat(run.conversation().labels()).extracting(Label::id).containsExactly(label);
  }

  @Test
  void aThreeDayDelayWaitsThreeDays() {
    var run =
        RUNS.start(
            chain(
                EventType.CREATED,
                node("wait", "delay", Map.of("amount", 3, "unit", "days")),
                node("again", "delay", Map.of("amount", 1, "unit", "hours")),
                node("hello", "sendMessage", Map.of("text", "Hello again"))),
            conversation(),
            Options.NONE);
    RUNS.after(Duration.ofDays(3).minusMinutes(1));
    assertThat(run.steps()).containsExactly("wait waiting");
    RUNS.after(Duration.ofMinutes(30));
    assertThat(run.steps()).containsExactly("wait completed next", "again waiting");
    run.ended();
    assertThat(run.messages()).containsExactly("Hello again");
  }

  @Test
  void aTemplateThatCannotBeFilledInFailsTheRunAndKeepsWhatWasDone() {
    var run =
        RUNS.start(
            chain(
                EventType.CREATED,
                node("star", "starConversation", Map.of()),
                node("hello", "sendMessage", Map.of("text", "{{ contact.name }}")),
                node("resolve", "resolveConversation", Map.of())),
            conversation(),
            Options.NONE);
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.steps()).containsExactly("star completed next", "hello failed");
    assertThat(run.status()).isEqualTo("failed");
    assertThat(run.error()).startsWith("StepRefused at hello: The message is empty");
  }

  /** One would repeat it and one could not: both return the earlier result. */
  @Test
  void completedStepsAreNotRepeatedByTheNextRun() {
    var graph =
        chain(
            EventType.CREATED,
            node("hello", "sendMessage", Map.of("text", "Hello")),
            node("plan", "sendMessage", Map.of("text", "{{ conversation.fields.plan }}")),
            node("name", "sendMessage", Map.of("text", "{{ contact.name }}")));
    var first = RUNS.start(graph, conversation(), Options.NONE);
    assertThatThrownBy(first::ended).isInstanceOf(WorkflowFailedException.class);
    var emptied = new Change.SetFields(Map.of("plan", ""));
    var somebody = new Author("user", "sample", null);
    RUNS.sql(tx -> Conversations.apply(tx, first.conversation(), emptied, somebody));
    var second = RUNS.walk(graph, first.execution);
    assertThatThrownBy(second::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(second.error()).startsWith("StepRefused at name: The message is empty");
    assertThat(second.steps())
        .containsExactly("hello completed next", "plan completed next", "name failed");
    assertThat(second.messages()).containsExactly("Hello", "pro");
  }

  @Test
  void aRunIsCancelledWhileItWaits() {
    var run =
        RUNS.start(
            chain(
                EventType.CREATED,
                node("wait", "delay", Map.of("amount", 3, "unit", "days")),
                node("hello", "sendMessage", Map.of("text", "Hello"))),
            conversation(),
            Options.NONE);
    RUNS.after(Duration.ofMinutes(1));
    run.stub.cancel();
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.steps()).containsExactly("wait cancelled");
    assertThat(run.status()).isEqualTo("cancelled");
    assertThat(run.messages()).isEmpty();
  }

  @Test
  void everyStepCanBeAnOrdinaryActivity() {
    var run =
        RUNS.start(
                chain(
                    EventType.CREATED,
                    node("star", "starConversation", Map.of()),
                    node("hello", "sendMessage", Map.of("text", "Hello"))),
                conversation(),
                new Options(true, false, true, Map.of()))
            .ended();
    assertThat(run.history().getEvents())
        .filteredOn(event -> event.hasActivityTaskScheduledEventAttributes())
        .extracting(
            event -> event.getActivityTaskScheduledEventAttributes().getActivityType().getName())
        .containsExactly("StarConversation", "SendMessage");
  }

  /** Another transaction locks the conversation for longer than the quick attempts wait. */
  @Test
  void aStepThatDoesNotSucceedQuicklyBecomesARegularActivity() throws Exception {
    var held = conversation();
    RUNS.sql(tx -> Conversations.insertIfAbsent(tx, held));
    var holds = new CountDownLatch(1);
    var letGo = new CountDownLatch(1);
    var holder =
        CompletableFuture.runAsync(() ->
            RUNS.holding(
                held.id(),
                () -> {
                  holds.countDown();
                  await(letGo);
                }));
    holds.await();
    var run =
        RUNS.start(
            chain(EventType.CREATED, node("star", "starConversation", Map.of())),
            held,
            Options.NONE);
    // Failures of quick local attempts are not recorded, so this comes from the regular activity.
    while (!run.steps().equals(List.of("star retrying"))) {
      Thread.sleep(100);
    }
    letGo.countDown();
    holder.get();
    run.ended();
    assertThat(run.steps()).containsExactly("star completed next");
    assertThat(run.history().getEvents())
        .filteredOn(event -> event.hasActivityTaskScheduledEventAttributes())
        .hasSize(1);
    assertThat(run.shown())
        .as("the node that is tried again can be searched for")
        .containsExactly("star", "none");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Cancelled here first, during a call; Temporal is informed afterwards. */
  @Test
  void aCallThatIsAnsweredAfterTheCancelIsNotFollowed() throws Exception {
    try (var server = new MockWebServer()) {
      server.start(InetAddress.getLoopbackAddress(), 0);
      server.enqueue(new MockResponse.Builder().headersDelay(2, TimeUnit.SECONDS).build());
      var run =
          RUNS.start(
              chain(
                  EventType.CREATED,
                  node("crm", "fetch", Map.of("url", "http://127.0.0.1:" + server.getPort() + "/")),
                  node("hello", "sendMessage", Map.of("text", "Hello"))),
              conversation(),
              Options.NONE);
      server.takeRequest();
      RUNS.cancelHere(run.execution);
      assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
      assertThat(run.status()).isEqualTo("cancelled");
      assertThat(run.steps()).containsExactly("crm cancelled");
      assertThat(run.messages()).isEmpty();
    }
  }

  @Test
  void delaysAreSkippedWhenAskedTo() {
    var run =
        RUNS.start(
                chain(
                    EventType.CREATED,
                    node("wait", "delay", Map.of("amount", 365, "unit", "days")),
                    node("hello", "sendMessage", Map.of("text", "Hello"))),
                conversation(),
                new Options(false, true, false, Map.of()))
            .ended();
    assertThat(run.messages()).containsExactly("Hello");
  }

  @Test
  void aTriggerThatLeadsNowhereEndsTheRun() {
    var run = RUNS.start(chain(EventType.CREATED), conversation(), Options.NONE).ended();
    assertThat(run.status()).isEqualTo("completed");
    assertThat(run.steps()).isEmpty();
  }

  @Test
  void aDecisionReadsTheConversationAsItIsNow() {
    var resolvedMeanwhile = conversation();
    var run =
        RUNS.start(
            chain(
                EventType.CREATED,
                node("wait", "delay", Map.of("amount", 1, "unit", "hours")),
                node(
                    "open",
                    "decision",
                    Map.of(
                        "conditions",
                        List.of(Map.of("field", "status", "operator", "is", "value", "open"))))),
            resolvedMeanwhile,
            Options.NONE);
    RUNS.after(Duration.ofMinutes(20));
    RUNS.sql(tx ->
        Conversations.apply(
            tx,
            Conversations.lock(tx, resolvedMeanwhile.id()).orElseThrow(),
            new Change.SetStatus(Status.RESOLVED),
            new Author("user", "sample", null)));
    run.ended();
    assertThat(run.steps()).containsExactly("wait completed next", "open completed false");
  }

  @Test
  void aFetchIsAskedAgainWithTheSameKeyAndItsReplyIsRead() throws Exception {
    try (var server = new MockWebServer()) {
      server.start(InetAddress.getLoopbackAddress(), 0);
      server.enqueue(new MockResponse.Builder().code(503).build());
      server.enqueue(
          new MockResponse.Builder()
              .addHeader("Content-Type", "application/json")
              .body("{\"plan\": \"gold\"}")
              .build());
      var url = "http://127.0.0.1:" + server.getPort() + "/customers/{{ conversation.id }}";
      var run =
          RUNS.start(
                  chain(
                      EventType.CREATED,
                      node("crm", "fetch", Map.of("method", "GET", "url", url)),
                      node(
                          "tell",
                          "sendMessage",
                          Map.of("text", "Your plan: {{ steps.crm.body.plan }}"))),
                  conversation(),
                  Options.NONE)
              .ended();
      assertThat(run.messages()).containsExactly("Your plan: gold");
      var first = server.takeRequest();
      var second = server.takeRequest();
      assertThat(first.getHeaders().get("Idempotency-Key"))
          .isNotEmpty()
          .isEqualTo(second.getHeaders().get("Idempotency-Key"));
      assertThat(first.getTarget()).isEqualTo("/customers/" + run.execution.conversationId());
    }
  }

  @Test
  void aFetchThatIsRefusedFailsTheRunAtOnce() throws Exception {
    try (var server = new MockWebServer()) {
      server.start(InetAddress.getLoopbackAddress(), 0);
      server.enqueue(new MockResponse.Builder().code(404).body("no such customer").build());
      var url = "http://127.0.0.1:" + server.getPort() + "/";
      var run =
          RUNS.start(
              chain(EventType.CREATED, node("crm", "fetch", Map.of("method", "GET", "url", url))),
              conversation(),
              Options.NONE);
      assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
      assertThat(run.error())
          .isEqualTo(
              "PeerRefused at crm: The other system answered 404. It said: no such customer");
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void aPostThatMayHaveArrivedIsNotRepeatedWhenItsAuthorSaysSo() throws Exception {
    try (var server = new MockWebServer()) {
      server.start(InetAddress.getLoopbackAddress(), 0);
      server.enqueue(
          new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
      server.enqueue(new MockResponse.Builder().build());
      var url = "http://127.0.0.1:" + server.getPort() + "/";
      var run =
          RUNS.start(
              chain(
                  EventType.CREATED,
                  node(
                      "pay",
                      "fetch",
                      Map.of("method", "POST", "url", url, "ifUnanswered", "fail"))),
              conversation(),
              Options.NONE);
      assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
      assertThat(run.error()).startsWith("OutcomeUnknown at pay");
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void extractionNeedsNoKey() {
    var run =
        RUNS.start(
                chain(
                    EventType.CREATED,
                    node("extract", "aiExtraction", Map.of("sentiment", true)),
                    node(
                        "tell",
                        "sendMessage",
                        Map.of(
                            "text", "{{ steps.extract.sentiment }} {{ steps.extract.method }}"))),
                conversation(),
                Options.NONE,
                "This is terrible, I am furious!")
            .ended();
    assertThat(run.conversation().sentiment()).isEqualTo("negative");
    assertThat(run.messages()).containsExactly("negative built-in");
  }

  /** A run's history contains positions and no customer data. */
  @Test
  void noTextOfPeopleReachesTemporal() throws Exception {
    try (var server = new MockWebServer()) {
      server.start(InetAddress.getLoopbackAddress(), 0);
      server.enqueue(new MockResponse.Builder().code(500).body("canary-failure").build());
      server.enqueue(
          new MockResponse.Builder().body("canary-reply").addHeader("X", "canary-header").build());
      server.enqueue(new MockResponse.Builder().code(400).body("canary-refusal").build());
      var url = "http://127.0.0.1:" + server.getPort() + "/?canary-url";
      var secret = RUNS.secret("canary-secret");
      var run =
          RUNS.start(
              chain(
                  EventType.CREATED,
                  node(
                      "hello", "sendMessage", Map.of("text", "canary-template {{ message.text }}")),
                  node(
                      "first",
                      "fetch",
                      Map.of(
                          "method",
                          "POST",
                          "url",
                          url,
                          "body",
                          "canary-body {{ secrets." + secret + " }}")),
                  node("second", "fetch", Map.of("method", "GET", "url", url))),
              conversation(),
              Options.NONE,
              "canary-message");
      assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
      assertThat(String.valueOf(server.takeRequest().getBody())).contains("canary-secret");
      // The text form shows payloads in clear, where JSON would hide them in base64.
      assertThat(run.history().getEvents().toString())
          .contains("\\\"node\\\":\\\"second\\\"")
          .doesNotContain("canary");
      assertThat(run.ledger()).contains("canary-refusal").doesNotContain("canary-secret");
    }
  }
}
