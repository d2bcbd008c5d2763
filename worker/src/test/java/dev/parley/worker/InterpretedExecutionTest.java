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
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
}
