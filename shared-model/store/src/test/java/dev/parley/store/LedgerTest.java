package dev.parley.store;

import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.EXECUTION_DELTA;
import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.STEP;
import static dev.parley.store.TestDatabase.conversation;
import static dev.parley.store.TestDatabase.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.EventType;
import dev.parley.execution.ExecutionStatus;
import dev.parley.execution.FailureType;
import dev.parley.execution.Mode;
import dev.parley.execution.StepFailure;
import dev.parley.execution.StepStatus;
import dev.parley.graph.Corpus;
import dev.parley.graph.Drawing;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphNode;
import dev.parley.store.Conversations.Author;
import dev.parley.store.Ledger.Claim;
import dev.parley.store.Ledger.Completed;
import dev.parley.store.Ledger.Done;
import dev.parley.store.Lifecycle.Ended;
import dev.parley.store.sql.StoredJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
  private static final Graph GRAPH =
      Drawing.on(EventType.CREATED)
          .then("a", "starConversation")
          .then("b", "fetch", Map.of("url", "https://example.com"))
          .then("z", "end")
          .graph();
  private static final Map<String, List<GraphNode>> ENDS = Map.of("next", List.of(node("z")));

  private static GraphNode node(String id) {
    return GRAPH.node(id).orElseThrow();
  }

  private static Execution execution() {
    return TestDatabase.execution(GRAPH, conversation(), Mode.PRODUCTION);
  }

  private static Claim claim(Execution execution, String node, String run) {
    return in(tx -> Ledger.claim(tx, execution, node, run));
  }

  private static void complete(Execution execution, String node) {
    in(tx -> {
      Ledger.claim(tx, execution, node, "run");
      var done = new Done("next", null, Map.of("by", node), 1);
      var closing = node.equals("b") ? ENDS : Map.<String, List<GraphNode>>of();
      Ledger.complete(tx, execution, new Completed(node(node), done, closing));
      return true;
    });
  }

  private static boolean end(Execution execution, ExecutionStatus status, @Nullable String node) {
    return in(tx ->
        Lifecycle.end(tx, execution.id(), new Ended(status, "run", node, "PeerRefused", "words")));
  }

  private static String status(Execution execution) {
    return in(tx ->
        tx.select(EXECUTION.STATUS)
            .from(EXECUTION)
            .where(EXECUTION.ID.eq(execution.id()))
            .fetchSingle(EXECUTION.STATUS));
  }

  private static List<String> steps(Execution execution) {
    return in(tx ->
        tx.selectFrom(STEP)
            .where(STEP.EXECUTION_ID.eq(execution.id()))
            .orderBy(STEP.SEQ)
            .fetch(row -> row.getNodeId() + " " + row.getStatus()));
  }

  @Test
  void theFirstClaimBeginsTheExecution() {
    var execution = execution();
    assertThat(status(execution)).isEqualTo("pending");
    assertThat(claim(execution, "a", "run")).isEqualTo(new Claim.Fresh());
    assertThat(status(execution)).isEqualTo("running");
  }

  @Test
  void aCompletedStepAnswersWithWhatItRecorded() {
    var execution = execution();
    complete(execution, "a");
    var known = ((Claim.Recorded) claim(execution, "a", "another run")).step();
    assertThat(known.status()).isEqualTo(StepStatus.COMPLETED);
    assertThat(known.handle()).isEqualTo("next");
    assertThat(known.output()).isEqualTo(Map.of("by", "a"));
  }

  @Test
  void aStepThatIsDoneIsNotCompletedAgain() {
    var execution = execution();
    complete(execution, "a");
    var done = new Done("other", null, Map.of("by", "the second"), 2);
    assertThatThrownBy(() ->
            in(tx -> {
              Ledger.enter(tx, execution, "another run");
              Ledger.complete(tx, execution, new Completed(node("a"), done, Map.of()));
              return true;
            }))
        .isInstanceOf(Ledger.DoneBefore.class);
    var known = in(tx -> Ledger.done(tx, execution, "a")).orElseThrow();
    assertThat(known.handle()).isEqualTo("next");
    assertThat(known.output()).isEqualTo(Map.of("by", "a"));
    Optional<Ledger.Step> other = in(tx -> Ledger.done(tx, execution, "b"));
    assertThat(other).isEmpty();
  }

  @Test
  void theHandleThatEndsTheRunCompletesTheExecution() {
    var execution = execution();
    complete(execution, "a");
    assertThat(status(execution)).isEqualTo("running");
    complete(execution, "b");
    assertThat(status(execution)).isEqualTo("completed");
    assertThat(steps(execution)).containsExactly("a completed", "b completed", "z completed");
  }

  @Test
  void aCompletedExecutionAnswersButDoesNothingMore() {
    var execution = execution();
    complete(execution, "b");
    assertThat(claim(execution, "b", "later run")).isInstanceOf(Claim.Recorded.class);
    assertThatThrownBy(() -> claim(execution, "a", "later run"))
        .isInstanceOfSatisfying(
            StepFailure.class,
            failure -> assertThat(failure.type()).isEqualTo(FailureType.EXECUTION_CANCELLED));
  }

  @Test
  void onlyANewerRunReopensAFailedExecution() {
    var execution = execution();
    claim(execution, "a", "run");
    assertThat(end(execution, ExecutionStatus.FAILED, "a")).isTrue();
    assertThatThrownBy(() -> claim(execution, "a", "run")).isInstanceOf(StepFailure.class);
    assertThat(status(execution)).isEqualTo("failed");
    claim(execution, "a", "run after a reset");
    assertThat(status(execution)).isEqualTo("running");
    complete(execution, "a");
    assertThat(steps(execution)).containsExactly("a completed");
  }

  @Test
  void nothingReopensARunCancelledByAUser() {
    var execution = execution();
    in(tx ->
        tx.update(EXECUTION)
            .set(EXECUTION.CANCEL_REQUESTED_AT, DSL.currentOffsetDateTime())
            .where(EXECUTION.ID.eq(execution.id()))
            .execute());
    assertThatThrownBy(() -> claim(execution, "a", "any run")).isInstanceOf(StepFailure.class);
  }

  @Test
  void anExecutionThatIsNotThereIsSaidToBeUnknown() {
    var execution = execution();
    in(tx -> tx.deleteFrom(EXECUTION).where(EXECUTION.ID.eq(execution.id())).execute());
    assertThatThrownBy(() -> claim(execution, "a", "run"))
        .isInstanceOfSatisfying(
            StepFailure.class,
            failure -> assertThat(failure.type()).isEqualTo(FailureType.EXECUTION_UNKNOWN));
  }

  @Test
  void anExecutionEndsOnce() {
    var execution = execution();
    assertThat(end(execution, ExecutionStatus.FAILED, null)).isTrue();
    assertThat(end(execution, ExecutionStatus.CANCELLED, null)).isFalse();
    assertThat(status(execution)).isEqualTo("failed");
    var found =
        in(tx ->
            tx.select(EXECUTION_DELTA.STARTED, EXECUTION_DELTA.FAILED)
                .from(EXECUTION_DELTA)
                .where(EXECUTION_DELTA.WORKFLOW_ID.eq(execution.workflowId()))
                .fetch(row -> row.value1() + " " + row.value2()));
    assertThat(found).containsExactlyInAnyOrder("1 0", "0 1");
  }

  @Test
  void aTestRunIsCountedNowhere() {
    var execution = TestDatabase.execution(GRAPH, conversation(), Mode.TEST);
    end(execution, ExecutionStatus.FAILED, null);
    var found =
        in(tx ->
            tx.fetchCount(EXECUTION_DELTA, EXECUTION_DELTA.WORKFLOW_ID.eq(execution.workflowId())));
    assertThat(found).isZero();
  }

  @Test
  void theEndOfARunEndsItsOpenStepsAndKeepsTheFailedStepsOwnWords() {
    var execution = execution();
    complete(execution, "a");
    in(tx -> {
      Ledger.await(tx, execution, node("z"), Instant.now());
      return true;
    });
    failed(execution, "b", "run", new StepFailure(FailureType.PEER_REFUSED, "404", "It said: no"));
    end(execution, ExecutionStatus.FAILED, "b");
    assertThat(steps(execution)).containsExactly("a completed", "z cancelled", "b failed");
    var found =
        in(tx ->
            tx.select(EXECUTION.ERROR_MESSAGE)
                .from(EXECUTION)
                .where(EXECUTION.ID.eq(execution.id()))
                .fetchSingle(EXECUTION.ERROR_MESSAGE));
    assertThat(found).isEqualTo("It said: no");
  }

  private static void failed(Execution execution, String node, String run, StepFailure failure) {
    in(tx -> {
      Ledger.failed(tx, execution, node(node), run, 3, failure);
      return true;
    });
  }

  @Test
  void aFailedAttemptIsShownWithItsCountAndItsReason() {
    var execution = execution();
    failed(execution, "b", "run", new StepFailure(FailureType.PEER_UNAVAILABLE, "answered 503"));
    assertThat(steps(execution)).containsExactly("b retrying");
    var row =
        in(tx -> tx.selectFrom(STEP).where(STEP.EXECUTION_ID.eq(execution.id())).fetchSingle());
    assertThat(row.getAttempt()).isEqualTo(3);
    assertThat(row.getErrorCode()).isEqualTo("PeerUnavailable");
    assertThat(row.getCompletedAt()).isNull();
  }

  @Test
  void aLateFailureChangesNothingThatIsDoneOrOver() {
    var late = new StepFailure(FailureType.PEER_UNAVAILABLE, "answered 503");
    var done = execution();
    complete(done, "a");
    failed(done, "a", "run", late);
    assertThat(steps(done)).containsExactly("a completed");
    var cancelled = execution();
    claim(cancelled, "b", "run");
    in(tx -> {
      Ledger.calling(tx, cancelled, node("b"), 1, Map.of());
      return true;
    });
    end(cancelled, ExecutionStatus.CANCELLED, null);
    failed(cancelled, "b", "run", late);
    failed(cancelled, "a", "run", new StepFailure(FailureType.EXECUTION_CANCELLED, "cancelled"));
    assertThat(steps(cancelled)).containsExactly("b cancelled");
  }

  /** Otherwise a call that must not be repeated could be, if its answer was lost on our side. */
  @ParameterizedTest
  @EnumSource(FailureType.class)
  void onlyAFailureOfOursLeavesACallUnderWay(FailureType type) {
    var execution = execution();
    claim(execution, "b", "run");
    in(tx -> {
      Ledger.calling(tx, execution, node("b"), 1, Map.of());
      return true;
    });
    failed(execution, "b", "run", new StepFailure(type, "sample"));
    assertThat(((Claim.Resumed) claim(execution, "b", "run")).step().calling())
        .isEqualTo(Set.of("StoreUnavailable", "Stopped", "Fault").contains(type.wire()));
  }

  /** Otherwise a retry could repeat a call that may have arrived and must not be repeated. */
  @Test
  void aRetryKnowsThatItsRunEndedDuringACallHoweverOftenItIsRetried() {
    var cancelled = execution();
    complete(cancelled, "a");
    claim(cancelled, "b", "run");
    in(tx -> {
      Ledger.calling(tx, cancelled, node("b"), 1, Map.of());
      return true;
    });
    end(cancelled, ExecutionStatus.CANCELLED, null);
    var retry = retry(cancelled);
    end(retry, ExecutionStatus.CANCELLED, null);
    var next = retry(retry);
    assertThat(steps(next)).containsExactly("a reused", "b cancelled");
    assertThat(((Claim.Resumed) claim(next, "b", "run")).step().calling()).isTrue();
    failed(next, "b", "run", new StepFailure(FailureType.OUTCOME_UNKNOWN, "sample"));
    end(next, ExecutionStatus.FAILED, "b");
    assertThat(claim(retry(next), "b", "run")).isEqualTo(new Claim.Fresh());
  }

  private static Execution retry(Execution from) {
    var next =
        new Execution(
            Ids.next(),
            from.workflowId(),
            from.workflowName(),
            from.version(),
            from.graphHash(),
            from.trigger(),
            from.mode(),
            from.conversationId(),
            from.event(),
            from.options(),
            from.lineage(),
            from.causation());
    in(tx -> {
      Lifecycle.openRetry(tx, next, from.id());
      return true;
    });
    return next;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\\u0000", "a\\\\u0000", "\\\u0000\\", "\ud800", "😀\u0000"})
  void anyTextCanBeKept(String text) {
    var kept = in(tx -> StoredJson.map(tx.fetchValue(DSL.val(StoredJson.of(Map.of("t", text))))));
    assertThat(kept).isEqualTo(Map.of("t", text.replace("\u0000", "").replace("\ud800", "?")));
    var execution = execution();
    failed(execution, "b", "run", new StepFailure(FailureType.PEER_REFUSED, "no", text));
    assertThat(steps(execution)).containsExactly("b failed");
  }

  /** The step's effect is a message; the second attempt must see the outcome of the first. */
  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void aSecondAttemptWaitsForTheFirstWhichIsAboutToCommit(boolean commits, boolean asks)
      throws Exception {
    var conversation = conversation();
    var execution = TestDatabase.execution(GRAPH, conversation, Mode.PRODUCTION);
    var acted = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var first =
        CompletableFuture.runAsync(() ->
            in(tx -> {
              assertThat(act(tx, execution, asks)).isTrue();
              acted.countDown();
              await(goOn);
              if (!commits) {
                throw new IllegalStateException("lost");
              }
              return true;
            }));
    acted.await();
    var second = CompletableFuture.supplyAsync(() -> acts(execution, asks));
    while (in(
            tx ->
                tx.fetchValue(
                    "select count(*) from pg_locks where not granted and locktype <> 'relation'"))
        .equals(0L)) {
      Thread.onSpinWait();
    }
    assertThat(second).isNotDone();
    goOn.countDown();
    assertThat(second.get()).as("the second acts").isEqualTo(!commits);
    first.handle((_, _) -> true).get();
    var found = in(tx -> tx.fetchCount(MESSAGE, MESSAGE.CONVERSATION_ID.eq(conversation.id())));
    assertThat(found).isOne();
    assertThat(steps(execution)).containsExactly("a completed");
  }

  private static boolean acts(Execution execution, boolean asks) {
    try {
      return in(tx -> act(tx, execution, asks));
    } catch (Ledger.DoneBefore e) {
      return false;
    }
  }

  /** Checks first whether the step is done, or finds out when completing it. */
  private static boolean act(DSLContext tx, Execution execution, boolean asks) {
    var now = Conversations.lock(tx, execution.conversationId()).orElseThrow();
    if (asks) {
      if (Ledger.claim(tx, execution, "a", "run") instanceof Claim.Recorded) {
        return false;
      }
    } else {
      Ledger.enter(tx, execution, "run");
    }
    var author = Author.workflow(execution.workflowId(), execution.id());
    var _ = Messages.say(tx, now, "Hello", author);
    var done = new Done("next", null, null, 1);
    Ledger.complete(tx, execution, new Completed(node("a"), done, Map.of()));
    return true;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theCorpusIsKeptAsItWasDrawn() {
    var graphs = new Graphs();
    Corpus.sound()
        .forEach(sample -> {
          var hash = in(tx -> graphs.keep(tx, sample.graph()));
          var found = in(tx -> new Graphs().load(tx, hash));
          assertThat(found).isEqualTo(sample.graph());
        });
  }
}
