package dev.parley.worker;

import static dev.parley.worker.Runs.chain;
import static dev.parley.worker.Runs.conversation;
import static dev.parley.worker.Runs.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.EventType;
import dev.parley.execution.Options;
import io.temporal.client.WorkflowFailedException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class QuickStepsTest {
  private static final Runs RUNS = new Runs();

  @AfterAll
  static void close() {
    RUNS.close();
  }

  @Test
  void stepsThatFollowOneAnotherAreOneTransactionAndAnActivityEach() {
    var label = RUNS.label("VIP");
    var run =
        RUNS.start(
                chain(
                    EventType.CREATED,
                    node("star", "starConversation", Map.of()),
                    node("vip", "addLabel", Map.of("labels", List.of(label))),
                    node("hello", "sendMessage", Map.of("text", "Hello")),
                    node("wait", "delay", Map.of("amount", 1, "unit", "hours")),
                    node("resolve", "resolveConversation", Map.of()),
                    node("bye", "sendMessage", Map.of("text", "Bye"))),
                conversation(),
                Options.NONE)
            .ended();
    assertThat(run.transactions())
        .containsExactly(
            List.of("star", "vip", "hello"), List.of("wait"), List.of("resolve", "bye"));
    assertThat(run.messages()).containsExactly("Hello", "Bye");
    assertThat(run.history().getEvents())
        .filteredOn(event -> event.hasMarkerRecordedEventAttributes())
        .as("an activity for each step, and one to begin and one to end the wait")
        .hasSize(7);
  }

  @Test
  void aDecisionSeesWhatTheStepBeforeItHasChanged() {
    var run =
        RUNS.start(
                chain(
                    EventType.CREATED,
                    node("resolve", "resolveConversation", Map.of()),
                    node(
                        "open",
                        "decision",
                        Map.of(
                            "conditions",
                            List.of(
                                Map.of("field", "status", "operator", "is", "value", "open"))))),
                conversation(),
                Options.NONE)
            .ended();
    assertThat(run.steps()).containsExactly("resolve completed next", "open completed false");
    assertThat(run.transactions()).hasSize(1);
  }

  @Test
  void aTemplateReadsWhatTheStepBeforeItGave() {
    var run =
        RUNS.start(
                chain(
                    EventType.CREATED,
                    node("star", "starConversation", Map.of()),
                    node("again", "starConversation", Map.of()),
                    node(
                        "tell",
                        "sendMessage",
                        Map.of("text", "{{ steps.star.changed }} {{ steps.again.changed }}"))),
                conversation(),
                Options.NONE)
            .ended();
    assertThat(run.messages()).containsExactly("true false");
    assertThat(run.steps()).hasSize(3);
  }

  /** The timeline orders messages and events by time. */
  @Test
  void effectsOfStepsAreInChronologicalOrder() {
    var run =
        RUNS.start(
                chain(
                    EventType.CREATED,
                    node("star", "starConversation", Map.of()),
                    node("bye", "sendMessage", Map.of("text", "Bye")),
                    node("resolve", "resolveConversation", Map.of()),
                    node("last", "sendMessage", Map.of("text", "Resolved"))),
                conversation(),
                Options.NONE)
            .ended();
    assertThat(run.transactions()).hasSize(1);
    assertThat(run.happened())
        .containsExactly(
            "conversation.starred", "Bye", "conversation.resolved", "Resolved", "completed");
  }

  /** It fails as a step of its own, and the preceding steps are kept. */
  @Test
  void aStepThatFailsUndoesNothingOfThoseBeforeIt() {
    var run =
        RUNS.start(
            chain(
                EventType.CREATED,
                node("hello", "sendMessage", Map.of("text", "Hello")),
                node("star", "starConversation", Map.of()),
                node("name", "sendMessage", Map.of("text", "{{ contact.name }}")),
                node("bye", "sendMessage", Map.of("text", "Bye"))),
            conversation(),
            Options.NONE);
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.steps())
        .containsExactly("hello completed next", "star completed next", "name failed");
    assertThat(run.messages()).containsExactly("Hello");
    assertThat(run.conversation().starred()).isTrue();
  }

  /** Returns a text of 65,536 letters with that many pairs of filters. */
  private static String working(int times) {
    return "{% assign t = 'ab' %}{% for i in (1..15) %}{% assign t = t | append: t %}{% endfor %}"
        + "{% for i in (1.."
        + times
        + ") %}{% assign t = t | upcase | downcase %}{% endfor %}done";
  }

  @Test
  void aStepThatWorksTooMuchIsRefusedAndHoldsNothing() {
    var run =
        RUNS.start(
            chain(
                EventType.CREATED,
                node("star", "starConversation", Map.of()),
                node("work", "sendMessage", Map.of("text", working(900))),
                node("bye", "sendMessage", Map.of("text", "Bye"))),
            conversation(),
            Options.NONE);
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.steps()).containsExactly("star completed next", "work failed");
    assertThat(run.messages()).isEmpty();
    assertThat(run.conversation().starred()).isTrue();
  }

  @Test
  void aStepThatWorksMuchIsTheLastOfItsTransaction() {
    var run =
        RUNS.start(
                chain(
                    EventType.CREATED,
                    node("hello", "sendMessage", Map.of("text", "Hello")),
                    node("work", "sendMessage", Map.of("text", working(12))),
                    node("star", "starConversation", Map.of()),
                    node("bye", "sendMessage", Map.of("text", "Bye"))),
                conversation(),
                Options.NONE)
            .ended();
    assertThat(run.transactions())
        .containsExactly(List.of("hello", "work"), List.of("star", "bye"));
    assertThat(run.messages()).hasSize(3);
  }

  /** A failing last step does not make every preceding step start over. */
  @Test
  void successfulStepsStillShareOneTransaction() {
    var run =
        RUNS.start(
            chain(
                EventType.CREATED,
                node("one", "sendMessage", Map.of("text", "1")),
                node("two", "sendMessage", Map.of("text", "2")),
                node("three", "sendMessage", Map.of("text", "3")),
                node("name", "sendMessage", Map.of("text", "{{ contact.name }}"))),
            conversation(),
            Options.NONE);
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.transactions()).startsWith(List.of("one", "two", "three"));
    assertThat(run.messages()).containsExactly("1", "2", "3");
  }

  /** As after a reset, or in a worker that did not run them: the ledger has the results. */
  @Test
  void aRunThatComesAgainGetsAllThatWasDone() {
    var graph =
        chain(
            EventType.CREATED,
            node("one", "sendMessage", Map.of("text", "1")),
            node("star", "starConversation", Map.of()),
            node("two", "sendMessage", Map.of("text", "2")),
            node("name", "sendMessage", Map.of("text", "{{ contact.name }}")));
    var first = RUNS.start(graph, conversation(), Options.NONE);
    assertThatThrownBy(first::ended).isInstanceOf(WorkflowFailedException.class);
    var written = first.transactions();
    var second = RUNS.walk(graph, first.execution);
    assertThatThrownBy(second::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(second.transactions()).startsWith(written.getFirst());
    assertThat(second.messages()).containsExactly("1", "2");
    assertThat(second.history().getEvents().toString()).contains("recorded before");
  }

  @Test
  void aTransactionIsOfSoManyStepsAndNoMore() {
    var stars =
        IntStream.range(0, 45)
            .mapToObj(i -> node("n" + i, "sendMessage", Map.of("text", "No. " + i)))
            .toList();
    @SuppressWarnings({"unchecked", "rawtypes"})
    Map<String, Object>[] nodes = stars.toArray(new Map[0]);
    var run = RUNS.start(chain(EventType.CREATED, nodes), conversation(), Options.NONE).ended();
    assertThat(run.transactions()).extracting(List::size).containsExactly(20, 20, 5);
    assertThat(run.messages())
        .containsExactlyElementsOf(IntStream.range(0, 45).mapToObj(i -> "No. " + i).toList());
  }

  @Test
  void regularActivitiesHaveATransactionEach() {
    var run =
        RUNS.start(
                chain(
                    EventType.CREATED,
                    node("star", "starConversation", Map.of()),
                    node("hello", "sendMessage", Map.of("text", "Hello"))),
                conversation(),
                new Options(true, false, true, Map.of()))
            .ended();
    assertThat(run.transactions()).containsExactly(List.of("star"), List.of("hello"));
  }
}
