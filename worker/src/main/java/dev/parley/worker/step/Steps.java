package dev.parley.worker.step;

import dev.parley.execution.Contract;
import dev.parley.execution.EndTask;
import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.execution.StepResult;
import dev.parley.execution.StepTask;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphNode;
import dev.parley.graph.Interpreter;
import dev.parley.graph.Interpreter.Move;
import dev.parley.graph.Plan;
import dev.parley.node.Node;
import dev.parley.store.Execution;
import dev.parley.store.Ids;
import dev.parley.store.Ledger;
import dev.parley.store.Ledger.Claim;
import dev.parley.store.Lifecycle;
import dev.parley.store.Lifecycle.Ended;
import dev.parley.trace.TracedWork;
import dev.parley.worker.database.Database;
import dev.parley.worker.step.QuickSteps.Carried;
import dev.parley.worker.subscription.SubscriptionSender;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.activity.DynamicActivity;
import io.temporal.common.converter.EncodedValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Implements all activities: the activity type names the kind of node, and the node's family
 * determines how it runs. A new kind of a known family needs no change here.
 */
public final class Steps implements DynamicActivity {
  static final String RECORDED = "recorded before";

  private final Database database;
  private final QuickSteps quick;
  private final WaitingSteps waiting;
  private final CallingSteps calling;
  private final Deliveries deliveries;
  private final SubscriptionSender subscriptions;
  private final StepMetrics metrics;
  private final CompletedAheadCache ahead = new CompletedAheadCache();
  private final StopCheck stop;
  private final Retries retries = new Retries();

  /** The activity of every step, whatever its family. */
  public Steps(
      Database database,
      QuickSteps quick,
      WaitingSteps waiting,
      CallingSteps calling,
      Deliveries deliveries,
      SubscriptionSender subscriptions,
      StepMetrics metrics,
      StopCheck stop) {
    this.stop = stop;
    this.database = database;
    this.quick = quick;
    this.waiting = waiting;
    this.calling = calling;
    this.deliveries = deliveries;
    this.subscriptions = subscriptions;
    this.metrics = metrics;
  }

  @Override
  public @Nullable Object execute(EncodedValues arguments) {
    var info = Activity.getExecutionContext().getInfo();
    try (var _ = MDC.putCloseable("execution", info.getWorkflowId())) {
      if (info.getActivityType().equals(Contract.END_EXECUTION)) {
        end(arguments.get(0, EndTask.class), run(info));
        return null;
      }
      if (Contract.CHECKS.contains(info.getActivityType())) {
        check(info.getActivityType(), arguments.get(0, String.class));
        return null;
      }
      return step(arguments.get(0, StepTask.class), info);
    } catch (RuntimeException e) {
      var told = Failures.forTemporal(e);
      if (!isStep(info)) {
        StepMetrics.failed(info, told.getType());
      }
      throw told;
    }
  }

  private void check(String what, String id) {
    if (what.equals(Contract.SEND_AGAIN)) {
      sendAgain(id);
    } else {
      calling.check(what, id);
    }
  }

  private void sendAgain(String id) {
    if (!Ids.read(id).map(subscriptions::sendAgain).orElse(false)) {
      deliveries.sendAgain(id);
    }
  }

  private static boolean isStep(ActivityInfo info) {
    return !info.getActivityType().equals(Contract.END_EXECUTION)
        && !Contract.CHECKS.contains(info.getActivityType());
  }

  private StepResult step(StepTask task, ActivityInfo info) {
    // Only the activity of the step itself: a delivery asks for something else.
    var done = info.isLocal() ? ahead.take(task, run(info)) : Optional.<StepResult>empty();
    if (done.isPresent()) {
      return done.get();
    }
    var execution = database.execution(task.execution());
    var graph = database.graph(execution);
    var node = node(graph, task.node());
    var lenient = database.isLenient(execution);
    var visit = new Visit(execution, graph, lenient, database.plan(execution), node, task, info);
    try (var _ = MDC.putCloseable("conversation", String.valueOf(execution.conversationUid()));
        var work = StepSpans.begin(visit)) {
      return attempt(visit, work);
    }
  }

  private StepResult attempt(Visit visit, TracedWork work) {
    try {
      stop.check(visit.info());
      var carried = metrics.timed(visit, () -> carryOut(visit));
      closeIfRecorded(carried.getLast());
      StepSpans.carried(carried);
      carried.stream().skip(1).forEach(ahead::keep);
      return carried.getFirst().result();
    } catch (RuntimeException e) {
      var failure = Failures.of(e);
      metrics.failed(visit, failure);
      work.failed(failure.type().wire());
      if (!isRecorded(visit, failure)) {
        throw e;
      }
      // Record failures of local attempts only when final, or once escalated to a regular activity.
      if (!visit.info().isLocal() || !failure.type().retried()) {
        database.tryToWrite(tx ->
            Ledger.failed(
                tx,
                visit.execution(),
                visit.node(),
                visit.run(),
                visit.info().getAttempt(),
                failure));
      }
      if (!visit.info().isLocal()
          && failure.type().retried()
          && failure.type() != FailureType.STOPPED) {
        retries.tell(Activity.getExecutionContext(), visit.node().id());
      }
      throw e;
    }
  }

  /** While all workflows are stopped, attempts write nothing after the first: there are many. */
  private static boolean isRecorded(Visit visit, StepFailure failure) {
    return failure.type() != FailureType.STOPPED || visit.info().getAttempt() == 1;
  }

  /**
   * The step that was completed earlier also closed its execution, which may be the one that this
   * one retries.
   */
  private void closeIfRecorded(Carried last) {
    var visit = last.visit();
    var ends = visit.closing().get(last.result().handle());
    if (ends != null && last.result().note().equals(RECORDED)) {
      var _ = database.write(tx -> Lifecycle.closeIfOpen(tx, visit.execution(), ends));
    }
  }

  private List<Carried> carryOut(Visit visit) {
    if (visit.info().getActivityType().equals(Contract.RESUME)) {
      return alone(visit, waiting.resume(visit));
    }
    if (visit.info().getActivityType().equals(Contract.DELIVER)) {
      return alone(visit, deliveries.deliver(visit));
    }
    return switch (visit.node().node()) {
      case Node.Acting _, Node.Deciding _ -> quick.carryOut(visit);
      case Node.Waiting wait -> alone(visit, waiting.await(visit, wait));
      case Node.Calling call -> alone(visit, calling.call(visit, call));
      case Node.Starting _, Node.Ending _ ->
          throw new StepFailure(FailureType.EXECUTION_UNKNOWN, "this node is no step");
    };
  }

  private static List<Carried> alone(Visit visit, StepResult result) {
    return List.of(new Carried(visit, result));
  }

  /** Claims a step and carries it out; returns the recorded result if it was completed before. */
  static StepResult once(DSLContext tx, Visit visit, Function<Claim, StepResult> work) {
    var claim = visit.claim(tx);
    return claim instanceof Claim.Recorded(var step) ? recorded(step) : work.apply(claim);
  }

  /** Returns the result of a completed step. */
  static StepResult recorded(Ledger.Step step) {
    return StepResult.left(Objects.requireNonNull(step.handle()), RECORDED);
  }

  static StepFailure gone() {
    return new StepFailure(FailureType.STEP_REFUSED, "the conversation is not in the store");
  }

  private void end(EndTask task, String run) {
    var execution = database.execution(task.execution());
    database.write(tx ->
        switch (task.outcome()) {
          case COMPLETED -> {
            var graph = database.graph(execution);
            Lifecycle.close(
                tx, execution, task.endNodes().stream().map(id -> node(graph, id)).toList());
            yield true;
          }
          case FAILED, CANCELLED, PENDING, RUNNING ->
              Lifecycle.end(
                  tx,
                  execution.id(),
                  new Ended(task.outcome(), run, task.node(), task.code(), task.message()));
        });
  }

  private static GraphNode node(Graph graph, String id) {
    return graph
        .node(id)
        .orElseThrow(
            () -> new StepFailure(FailureType.EXECUTION_UNKNOWN, "the node is not in the graph"));
  }

  static String run(ActivityInfo info) {
    return Objects.requireNonNullElse(info.getWorkflowRunId(), "");
  }

  /**
   * One attempt of one step, in its own activity or in that of another step.
   *
   * @param lenient true if the graph was stored before templates became stricter
   */
  record Visit(
      Execution execution,
      Graph graph,
      boolean lenient,
      Plan plan,
      GraphNode node,
      StepTask task,
      ActivityInfo info) {
    UUID id() {
      return execution.id();
    }

    String run() {
      return Steps.run(info);
    }

    /** Claims the step for a transaction. */
    Claim claim(DSLContext tx) {
      return Ledger.claim(tx, execution, node.id(), run());
    }

    /** Returns the visit after that handle, as the workflow will request it. */
    Optional<Visit> next(String handle) {
      if (!(Interpreter.after(plan, plan.stop(node.id()), handle) instanceof Move.Visit next)) {
        return Optional.empty();
      }
      var id = next.stop().id();
      var following = new StepTask(task.execution(), id, task.at(), next.closing());
      return Optional.of(
          new Visit(execution, graph, lenient, plan, Steps.node(graph, id), following, info));
    }

    Map<String, List<GraphNode>> closing() {
      var closing = new HashMap<String, List<GraphNode>>();
      task.closing()
          .forEach((handle, ends) ->
              closing.put(handle, ends.stream().map(end -> Steps.node(graph, end)).toList()));
      return closing;
    }
  }
}
