package dev.parley.worker;

import static dev.parley.worker.Runs.chain;
import static dev.parley.worker.Runs.conversation;
import static dev.parley.worker.Runs.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.EventType;
import dev.parley.execution.Contract;
import dev.parley.execution.Mode;
import dev.parley.execution.Options;
import dev.parley.graph.Graph;
import io.temporal.client.WorkflowFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The position of a run can be searched for in Temporal, and costs nothing while all goes well. */
class StandingTest {
  private static final Runs RUNS = new Runs();

  private MockWebServer server;

  @AfterAll
  static void close() {
    RUNS.close();
  }

  @BeforeEach
  void listen() throws IOException {
    server = new MockWebServer();
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void leave() throws IOException {
    server.close();
  }

  private void answers(int... codes) {
    for (int code : codes) {
      server.enqueue(new MockResponse.Builder().code(code).build());
    }
  }

  private Map<String, Object> fetch(String id) {
    return node(id, "fetch", Map.of("url", "http://127.0.0.1:" + server.getPort() + "/stock"));
  }

  private static Map<String, Object> star(String id) {
    return node(id, "starConversation", Map.of());
  }

  private static Map<String, Object> wait(String id) {
    return node(id, "delay", Map.of("amount", 2, "unit", "hours"));
  }

  private static Runs.Run run(Graph graph) {
    return RUNS.start(graph, conversation(), Options.NONE);
  }

  @Test
  void aRunThatMeetsNothingShowsNothing() {
    answers(200, 204);
    var run =
        run(chain(EventType.OPENED, star("a"), fetch("b"), star("c"), fetch("d"), star("e")))
            .ended();
    assertThat(run.shown()).isEmpty();
    assertThat(signals(run)).isZero();
  }

  @Test
  void aFetchThatIsRetriedShowsUntilItSucceeds() {
    answers(503, 502, 500, 200);
    var run = run(chain(EventType.OPENED, star("first"), fetch("stock"), star("last"))).ended();
    assertThat(run.shown()).containsExactly("stock", "none");
    assertThat(signals(run)).as("told once, however often it fails").isOne();
    assertThat(run.step("stock")).isEqualTo("completed after 4");
  }

  @Test
  void eachOfSeveralThatAreRetriedShowsInItsTurn() {
    answers(503, 200, 200, 503, 200);
    var run =
        run(chain(EventType.OPENED, fetch("one"), fetch("two"), fetch("three"), star("last")))
            .ended();
    assertThat(run.shown()).containsExactly("one", "none", "three", "none");
  }

  @Test
  void aWaitIsTakenBackUnlessAnotherTakesItsPlace() {
    answers(200);
    var run =
        run(chain(
                EventType.OPENED,
                wait("tea"),
                star("between"),
                wait("lunch"),
                fetch("stock"),
                star("last")))
            .ended();
    assertThat(run.shown()).containsExactly("tea", "lunch", "none");
  }

  @Test
  void aWaitThatEndsTheRunIsTakenBackToo() {
    assertThat(run(chain(EventType.OPENED, wait("tea"))).ended().shown())
        .containsExactly("tea", "none");
  }

  @Test
  void aFailedRunShowsWhereItFailed() {
    answers(404);
    var run = run(chain(EventType.OPENED, wait("tea"), star("mark"), fetch("stock")));
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.shown()).containsExactly("tea", "none", "stock");
  }

  @Test
  void oneThatWasRetriedAndThenFailedShowsOnce() {
    answers(503, 410);
    var run = run(chain(EventType.OPENED, fetch("stock")));
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.shown()).containsExactly("stock");
  }

  @Test
  void aCancelledRunStandsNowhere() {
    var run = run(chain(EventType.OPENED, wait("tea")));
    RUNS.after(Duration.ofMinutes(1));
    run.stub.cancel();
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.shown()).containsExactly("tea", "none");
  }

  /** A signal repeated after a reset, or sent late by a slow worker. */
  @Test
  void lateSignalsAreIgnored() {
    var run = run(chain(EventType.OPENED, wait("tea"), star("last")));
    RUNS.after(Duration.ofMinutes(1));
    run.stub.signal(Contract.RETRYING, "last");
    run.stub.signal(Contract.RETRYING, "nothing of ours");
    run.ended();
    assertThat(run.shown()).containsExactly("tea", "none");
  }

  /** Its history keeps the layout of the build that began it, so that build could continue it. */
  @Test
  void aRunOfTheEarlierShapeStaysInIt() {
    answers(503, 200, 404);
    var graph =
        chain(EventType.OPENED, wait("tea"), wait("lunch"), fetch("stock"), star("x"), fetch("no"));
    var execution = RUNS.open(graph, conversation(), Options.NONE, "Hello", Mode.PRODUCTION);
    var run = RUNS.walk(graph, execution, 0);
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.shown()).containsExactly("tea", "lunch");
    assertThat(run.steps())
        .containsExactly(
            "tea completed next",
            "lunch completed next",
            "stock completed next",
            "x completed next",
            "no failed");
  }

  private static long signals(Runs.Run run) {
    return run.history().getEvents().stream()
        .filter(event -> event.hasWorkflowExecutionSignaledEventAttributes())
        .count();
  }
}
