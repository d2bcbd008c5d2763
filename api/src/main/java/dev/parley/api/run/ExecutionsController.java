package dev.parley.api.run;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Transactions;
import dev.parley.api.audit.Act;
import dev.parley.api.dispatch.Accepted;
import dev.parley.api.dispatch.Dispatch;
import dev.parley.api.input.Parameters;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.execution.ExecutionStatus;
import dev.parley.execution.Mode;
import dev.parley.execution.StepStatus;
import dev.parley.graph.GraphJson;
import dev.parley.store.ChangeNotifier;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /executions}: listing, reading, retrying and cancelling runs. */
@RestController
@RequestMapping("/api/v1/executions")
@Requires(Scope.EXECUTIONS_READ)
@RequiresToWrite(Scope.EXECUTIONS_WRITE)
class ExecutionsController {
  private static final List<String> STATUSES =
      Arrays.stream(ExecutionStatus.values()).map(ExecutionStatus::wire).toList();
  private static final List<String> MODES = Arrays.stream(Mode.values()).map(Mode::wire).toList();
  private static final List<String> STANDING =
      List.of(StepStatus.WAITING.wire(), StepStatus.RETRYING.wire());
  private static final int MOST_CANCELLED_AT_ONCE = 1_000;

  private final Transactions transactions;
  private final ExecutionStore store;
  private final RetryStore retries;
  private final Dispatch dispatch;
  private final ChangeNotifier bell;

  ExecutionsController(
      Transactions transactions,
      ExecutionStore store,
      RetryStore retries,
      Dispatch dispatch,
      ChangeNotifier bell) {
    this.transactions = transactions;
    this.store = store;
    this.retries = retries;
    this.dispatch = dispatch;
    this.bell = bell;
  }

  /** A page of executions, newest first. */
  @Schema(name = "ExecutionPage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<ExecutionView> items, @Nullable String nextCursor) {}

  @Operation(operationId = "listExecutions", summary = "Runs, newest first")
  @GetMapping
  Page list(
      @Parameter(schema = @Schema(type = "string", format = "uuid")) @RequestParam(required = false)
          @Nullable String workflowId,
      @Parameter(schema = @Schema(implementation = ExecutionStatus.class))
          @RequestParam(required = false)
          @Nullable String status,
      @Parameter(schema = @Schema(implementation = Mode.class)) @RequestParam(required = false)
          @Nullable String mode,
      @RequestParam(required = false) @Nullable String conversationId,
      @Parameter(schema = @Schema(type = "string", format = "date-time"))
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(schema = @Schema(type = "string", format = "date-time"))
          @RequestParam(required = false)
          @Nullable String to,
      @Parameter(
              description = "Only runs whose current step is waiting or being retried",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"waiting", "retrying"}))
          @RequestParam(required = false)
          @Nullable String stepStatus,
      @Parameter(
              description =
                  "Only runs that wait, are retried or have failed at a step with this name")
          @RequestParam(required = false)
          @Nullable String node,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit,
      HttpServletRequest request) {
    var filter =
        new ExecutionFilter(
            Parameters.id(workflowId, "workflowId"),
            Parameters.oneOf(status, "status", STATUSES),
            Parameters.oneOf(mode, "mode", MODES),
            conversationId == null || conversationId.isEmpty() ? null : conversationId,
            Parameters.time(from, "from"),
            Parameters.time(to, "to"),
            Parameters.oneOf(stepStatus, "stepStatus", STANDING),
            node == null || node.isEmpty() ? null : node);
    var before = Parameters.cursor(cursor);
    var most = Parameters.limit(limit);
    // One row more than requested shows whether there is a next page.
    var found = transactions.read(tx -> store.list(tx, filter, before, most + 1));
    var texts = Caller.of(request).may(Scope.TEXTS_READ);
    var items = found.stream().limit(most).map(one -> one.forReader(texts)).toList();
    return new Page(items, found.size() > most ? items.getLast().id() : null);
  }

  @Operation(operationId = "getExecution", summary = "Get a run with its steps")
  @GetMapping("/{id}")
  ExecutionView find(@PathVariable String id, HttpServletRequest request) {
    return find(id).forReader(Caller.of(request).may(Scope.TEXTS_READ));
  }

  private ExecutionView find(String id) {
    return Ids.read(id)
        .flatMap(key -> transactions.read(tx -> store.find(tx, key)))
        .orElseThrow(() -> Refusal.notFound("execution", id));
  }

  /** A graph as it was drawn. */
  @Schema(name = "ExecutionGraph")
  record Drawn(@Schema(ref = "#/components/schemas/Graph") JsonNode graph) {}

  /** Returns the graph of this execution. */
  @Operation(operationId = "getExecutionGraph", summary = "Get the graph of a run")
  @GetMapping("/{id}/graph")
  Drawn graph(@PathVariable String id) {
    return Ids.read(id)
        .flatMap(key -> transactions.read(tx -> store.graph(tx, key)))
        .map(graph -> new Drawn(GraphJson.write(graph)))
        .orElseThrow(() -> Refusal.notFound("execution", id));
  }

  @Operation(operationId = "cancelExecution", summary = "Stop a run")
  @PostMapping("/{id}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<Accepted> cancel(@PathVariable String id, HttpServletRequest request) {
    var shown = find(id);
    var key = UUID.fromString(shown.id());
    var by = Caller.of(request).name();
    if (!transactions.write(tx -> ExecutionStore.cancel(tx, key, by))) {
      throw Refusal.conflict(
          "execution-ended",
          "This run has already ended (" + find(id).status() + "), so there is nothing to cancel.");
    }
    bell.ring();
    return ResponseEntity.accepted().body(new Accepted(shown.id()));
  }

  /**
   * The options of a retry.
   *
   * @param version {@code active}, or the number of a version; null for the run's own
   */
  @Schema(name = "RetryRequest")
  record Retry(@Schema(ref = "#/components/schemas/RetryVersion") @Nullable JsonNode version) {}

  /** Resumes from the failed step, as a new execution. */
  @Operation(operationId = "retryExecution", summary = "Retry from the failed step, as a new run")
  @PostMapping("/{id}/retry")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<Accepted> retry(
      @PathVariable String id, @RequestBody(required = false) @Nullable Retry retry) {
    var key = Ids.read(id).orElseThrow(() -> Refusal.notFound("execution", id));
    var on = RetryVersion.read(retry == null ? null : retry.version());
    return Accepted.dispatched(dispatch, transactions.write(tx -> retries.retry(tx, key, on)));
  }

  /**
   * The runs to cancel: those of a workflow, either all open ones or only the pending or running
   * ones.
   */
  @Schema(name = "Cancelling")
  record CancelMany(
      @Schema(requiredMode = REQUIRED, format = "uuid") @Nullable String workflowId,
      @Schema(allowableValues = {"pending", "running"}) @Nullable String status) {}

  /** The number of cancelled runs. */
  @Schema(name = "CancelledRuns")
  record Cancelled(int cancelled) {}

  @Operation(operationId = "cancelExecutions", summary = "Cancel runs of one workflow")
  @PostMapping("/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<Cancelled> cancelMany(@RequestBody CancelMany which, HttpServletRequest request) {
    var workflow = Parameters.id(which.workflowId(), "workflowId");
    if (workflow == null) {
      throw Refusal.unsound("/workflowId", "missing", "Name the workflow whose runs to cancel.");
    }
    var status = Parameters.oneOf(which.status(), "status", List.of("pending", "running"));
    var by = Caller.of(request).name();
    // Runs that start during this request are not affected.
    var before = Ids.next();
    int cancelled = 0;
    List<UUID> open;
    do {
      var from = before;
      open =
          transactions.read(
              tx -> ExecutionStore.open(tx, workflow, status, from, MOST_CANCELLED_AT_ONCE));
      for (var id : open) {
        Act.about("execution", id);
        cancelled += transactions.write(tx -> ExecutionStore.cancel(tx, id, by)) ? 1 : 0;
        before = id;
      }
      bell.ring();
    } while (open.size() == MOST_CANCELLED_AT_ONCE);
    if (cancelled == 0) {
      Act.about("workflow", workflow);
    }
    return ResponseEntity.accepted().body(new Cancelled(cancelled));
  }
}
