package dev.parley.api.operations;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.parley.api.Texts;
import dev.parley.api.Transactions;
import dev.parley.api.dispatch.DispatchStore;
import dev.parley.api.dispatch.WorkflowStop;
import dev.parley.api.input.Checks;
import dev.parley.api.operations.OperationsStore.FailingStep;
import dev.parley.api.operations.OperationsStore.StuckRun;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.api.temporal.TaskQueueReport;
import dev.parley.api.temporal.TaskQueues;
import dev.parley.store.StopSwitch;
import dev.parley.store.sql.StoreFailure;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /operations}: what needs the attention of an operator now. */
@RestController
@RequestMapping("/api/v1/operations")
@Requires(Scope.SETTINGS_READ)
@RequiresToWrite(Scope.SETTINGS_WRITE)
class OperationsController {
  private static final Logger LOG = LoggerFactory.getLogger(OperationsController.class);
  private static final int LONGEST_REASON = 300;

  private final Transactions transactions;
  private final TaskQueues queues;
  private final WorkflowStop stop;

  OperationsController(Transactions transactions, TaskQueues queues, WorkflowStop stop) {
    this.transactions = transactions;
    this.queues = queues;
    this.stop = stop;
  }

  /**
   * The state of the installation.
   *
   * @param stopped null while workflows run
   * @param waiting null if they could not be counted in time
   * @param queues null if Temporal does not respond
   * @param failing steps that are being tried again, those that hold up most runs first, at most
   *     20; null if they could not be read in time
   * @param stuck the oldest runs in which nothing has happened for ten minutes although no step
   *     waits, at most 20; null if they could not be read in time
   */
  @Schema(name = "Operations")
  record Operations(
      @Nullable Stopped stopped,
      @Nullable Waiting waiting,
      @Nullable List<TaskQueueReport> queues,
      @Nullable List<FailingStep> failing,
      @Nullable List<StuckRun> stuck) {}

  /**
   * Runs that were accepted and are not started yet.
   *
   * @param oldestSeconds how long the oldest has been waiting; 0 if none waits
   */
  @Schema(name = "WaitingRuns")
  record Waiting(int runs, long oldestSeconds) {
    private static Waiting of(DispatchStore.Totals totals) {
      return new Waiting(totals.waiting(), totals.oldest().toSeconds());
    }
  }

  /** The stop of all workflows. */
  @Schema(name = "Stopped")
  record Stopped(OffsetDateTime since, String by, String reason) {
    private static Stopped of(StopSwitch.Stop stop) {
      return new Stopped(
          stop.since().withOffsetSameInstant(ZoneOffset.UTC), stop.by(), stop.reason());
    }
  }

  /** The state of the switch. */
  @Schema(name = "StopState")
  record StopState(@Nullable Stopped stopped) {
    private static StopState of(DSLContext tx) {
      return new StopState(StopSwitch.find(tx).map(Stopped::of).orElse(null));
    }
  }

  /** A request to stop all workflows. */
  @Schema(name = "StopRequest")
  record StopRequest(
      @Schema(requiredMode = REQUIRED, maxLength = LONGEST_REASON, pattern = Texts.LINE)
          @Nullable String reason) {}

  @Operation(operationId = "getOperations", summary = "Get what needs attention")
  @GetMapping
  Operations find() {
    var reported = queues.report().orElse(null);
    return new Operations(
        transactions.readOnce(StopState::of).stopped(),
        inTime(tx -> Waiting.of(DispatchStore.totals(tx))),
        reported,
        inTime(OperationsStore::failing),
        inTime(OperationsStore::stuck));
  }

  /** Returns null for a part that takes too long: the switch must be within reach without it. */
  private <T> @Nullable T inTime(Function<DSLContext, T> part) {
    try {
      return transactions.readOnce(part);
    } catch (RuntimeException e) {
      LOG.warn("A part of Operations could not be read: {}", StoreFailure.words(e));
      return null;
    }
  }

  /**
   * Stops all workflows: events are accepted, but no run is started and no step is carried out.
   * Takes effect within two seconds, on all instances. If they are stopped already, nothing
   * changes.
   */
  @Operation(operationId = "stopWorkflows", summary = "Stop all workflows")
  @PostMapping("/stop")
  StopState stop(@RequestBody StopRequest wanted, HttpServletRequest request) {
    Checks.ofNew()
        .needed("reason", wanted.reason(), LONGEST_REASON)
        .that(
            wanted.reason() == null || Texts.isLine(wanted.reason()),
            "reason",
            "invalid",
            "A reason is one line without control characters.")
        .orThrow();
    var by = Caller.of(request).name();
    var state =
        transactions.write(tx -> {
          StopSwitch.stop(tx, by, String.valueOf(wanted.reason()).strip());
          return StopState.of(tx);
        });
    LOG.warn("{} stopped all workflows", by);
    stop.look();
    return state;
  }

  /** Lets all workflows continue where they were. If they are not stopped, nothing changes. */
  @Operation(operationId = "resumeWorkflows", summary = "Resume all workflows")
  @PostMapping("/resume")
  StopState resume(HttpServletRequest request) {
    var state =
        transactions.write(tx -> {
          StopSwitch.resume(tx);
          return StopState.of(tx);
        });
    LOG.warn("{} resumed all workflows", Caller.of(request).name());
    stop.look();
    return state;
  }
}
