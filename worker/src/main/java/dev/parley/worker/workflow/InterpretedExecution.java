package dev.parley.worker.workflow;

import dev.parley.execution.Contract;
import dev.parley.execution.EndTask;
import dev.parley.execution.FailureType;
import dev.parley.execution.GraphExecution;
import dev.parley.execution.Start;
import dev.parley.execution.StepResult;
import dev.parley.execution.StepTask;
import dev.parley.execution.Summary;
import dev.parley.graph.Interpreter;
import dev.parley.graph.Interpreter.Move;
import dev.parley.graph.Plan.Family;
import dev.parley.graph.Plan.Stop;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Runs an execution's plan on Temporal. It asks the interpreter for the next move and activities to
 * carry it out, and decides nothing itself. Runs in workflow code: no clock, randomness or I/O
 * except Temporal's, and its commands only change with {@link Contract#INTERPRETER}.
 *
 * <p>Every step has an activity of its own here, yet steps that act or decide and follow one
 * another share a transaction: the activity of the first carries out those that follow as well
 * ({@code QuickSteps}), and theirs only return what was recorded.
 */
public final class InterpretedExecution implements GraphExecution {
  private static final Duration CANCEL_ARRIVES_WITHIN = Duration.ofMinutes(5);

  private final StepOptions options = new StepOptions();
  private final Standing standing = new Standing();

  @Override
  public void retrying(String node) {
    standing.retrying(node);
  }

  @Override
  public void run(Start start) {
    if (start.interpreter() > Contract.INTERPRETER) {
      // Fails this workflow task and not the run: a worker that knows the layout resumes it.
      throw new IllegalStateException(
          "This run has history layout %d and this build supports up to %d: update this worker."
              .formatted(start.interpreter(), Contract.INTERPRETER));
    }
    standing.begins(start);
    var path = new PathTaken(start);
    try {
      walk(start, path);
      standing.ended();
      path.ended("completed");
    } catch (StepFailed failed) {
      standing.failed(failed.stop());
      path.failed(failed.stop(), failed.summary());
      // Detached, so that a cancellation arriving now does not prevent the update of the ledger.
      var task =
          EndTask.failed(start.execution(), failed.stop().id(), failed.code(), failed.summary());
      Workflow.newDetachedCancellationScope(() -> end(task)).run();
      throw ApplicationFailure.newNonRetryableFailure(
          "\"" + failed.stop().name() + "\" failed: " + failed.summary(), failed.code());
    } catch (CanceledFailure cancelled) {
      standing.ended();
      path.ended("cancelled");
      Workflow.newDetachedCancellationScope(() -> end(EndTask.cancelled(start.execution()))).run();
      throw cancelled;
    }
  }

  private void walk(Start start, PathTaken path) {
    var move = Interpreter.first(start.plan());
    while (move instanceof Move.Visit visit) {
      path.arrived(visit.stop());
      var handle = visit(start, visit, path);
      path.left(visit.stop(), handle);
      move = Interpreter.after(start.plan(), visit.stop(), handle);
    }
  }

  private String visit(Start start, Move.Visit visit, PathTaken path) {
    var stop = visit.stop();
    return switch (stop.family()) {
      case STARTING -> begin(start, visit);
      case ACTING -> act(start, visit);
      case DECIDING, CALLING ->
          handle(step(start, visit, Contract.activity(stop.kind()), stop.name()));
      case WAITING -> await(start, visit, path);
      case ENDING -> throw new IllegalStateException("visited " + stop.id());
    };
  }

  /** The event has already happened; work remains only for a trigger without a next node. */
  private String begin(Start start, Move.Visit visit) {
    var handle = visit.stop().exits().getFirst().handle();
    var ends = visit.closing().get(handle);
    if (ends != null) {
      end(EndTask.completed(start.execution(), ends));
    }
    return handle;
  }

  /** Outside delivery is an activity of its own, visible in Temporal. */
  private String act(Start start, Move.Visit visit) {
    var stop = visit.stop();
    var done = step(start, visit, Contract.activity(stop.kind()), stop.name());
    return done.toDeliver() == null
        ? handle(done)
        : handle(
            ordinary(
                stop,
                options.calling(stop.name(), start.givesUpSoon()),
                Contract.DELIVER,
                task(start, visit)));
  }

  private String await(Start start, Move.Visit visit, PathTaken path) {
    var stop = visit.stop();
    var wait = step(start, visit, Contract.activity(stop.kind()), stop.name());
    var resumeAt = wait.resumeAt();
    if (resumeAt == null) {
      return handle(wait);
    }
    var left = resumeAt - Workflow.currentTimeMillis();
    if (left > 0) {
      var until = Instant.ofEpochMilli(resumeAt).truncatedTo(ChronoUnit.SECONDS);
      var summary = Summary.of(wait.note() + ", until " + until);
      path.waiting(stop, summary);
      standing.waiting(stop);
      Workflow.newTimer(
              Duration.ofMillis(left), TimerOptions.newBuilder().setSummary(summary).build())
          .get();
    }
    return handle(step(start, visit, Contract.RESUME, stop.name()));
  }

  private static String handle(StepResult result) {
    return Objects.requireNonNull(result.handle(), "handle");
  }

  /** Tries a step that only uses PostgreSQL immediately, within this workflow task, if allowed. */
  private StepResult step(Start start, Move.Visit visit, String activity, String summary) {
    var stop = visit.stop();
    var task = task(start, visit);
    if (stop.family() == Family.CALLING) {
      return ordinary(stop, options.calling(summary, start.givesUpSoon()), activity, task);
    }
    if (!start.ordinarySteps()) {
      try {
        return Workflow.newUntypedLocalActivityStub(options.local(summary))
            .execute(activity, StepResult.class, task);
      } catch (ActivityFailure failure) {
        if (isFinal(failure)) {
          throw failed(stop, failure);
        }
        standing.escalated(stop);
      }
    }
    return ordinary(stop, options.ordinary(summary), activity, task);
  }

  private static StepTask task(Start start, Move.Visit visit) {
    return new StepTask(
        start.execution(), visit.stop().id(), Workflow.currentTimeMillis(), visit.closing());
  }

  private StepResult ordinary(Stop stop, ActivityOptions with, String activity, StepTask task) {
    standing.calling(stop);
    try {
      return Workflow.newUntypedActivityStub(with).execute(activity, StepResult.class, task);
    } catch (ActivityFailure failure) {
      throw failed(stop, failure);
    } finally {
      standing.called();
    }
  }

  private static boolean isFinal(ActivityFailure failure) {
    return failure.getCause() instanceof CanceledFailure
        || (failure.getCause() instanceof ApplicationFailure cause && cause.isNonRetryable());
  }

  private static RuntimeException failed(Stop stop, ActivityFailure failure) {
    if (failure.getCause() instanceof CanceledFailure cancelled) {
      return cancelled;
    }
    var failed = StepFailed.of(stop, failure);
    if (failed.code().equals(FailureType.EXECUTION_CANCELLED.wire())) {
      // Cancelled in PostgreSQL first; Temporal's own cancellation follows.
      var scope = CancellationScope.current();
      Workflow.await(CANCEL_ARRIVES_WITHIN, scope::isCancelRequested);
      if (scope.isCancelRequested()) {
        return new CanceledFailure(failed.summary());
      }
    }
    return failed;
  }

  private void end(EndTask task) {
    var summary = task.outcome().wire();
    try {
      Workflow.newUntypedLocalActivityStub(options.local(summary))
          .execute(Contract.END_EXECUTION, Void.class, task);
    } catch (ActivityFailure failure) {
      if (isFinal(failure)) {
        throw failure;
      }
      Workflow.newUntypedActivityStub(options.ordinary(summary))
          .execute(Contract.END_EXECUTION, Void.class, task);
    }
  }
}
