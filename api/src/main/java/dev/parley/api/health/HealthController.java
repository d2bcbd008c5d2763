package dev.parley.api.health;

import static org.jooq.impl.DSL.field;

import dev.parley.api.Transactions;
import dev.parley.api.dispatch.WorkflowStop;
import dev.parley.api.security.OpenToAll;
import dev.parley.api.temporal.TaskQueues;
import dev.parley.api.temporal.Temporal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /health} reports whether this instance can take work: without PostgreSQL, or while it is
 * read-only, nothing works; without Temporal or a worker, events are still accepted. {@code
 * /health/live} only reports that the process responds, so that no instance is restarted because of
 * another program's failure.
 */
@RestController
@OpenToAll
class HealthController {
  private static final String NO_TEMPORAL =
      "Temporal does not respond: events are accepted, and their runs start when it is back.";

  private static final String STOPPING =
      "This instance is stopping: requests are still answered, but send them to another one.";

  private static final String STOPPED =
      "All workflows are stopped: events are accepted, and their runs wait until an administrator"
          + " resumes them.";

  private final Transactions transactions;
  private final Temporal temporal;
  private final TaskQueues queues;
  private final Draining draining;
  private final WorkflowStop stop;

  HealthController(
      Transactions transactions,
      Temporal temporal,
      TaskQueues queues,
      Draining draining,
      WorkflowStop stop) {
    this.transactions = transactions;
    this.temporal = temporal;
    this.queues = queues;
    this.draining = draining;
    this.stop = stop;
  }

  /**
   * The health of this instance.
   *
   * @param reason the problem and its consequences; null if all is well
   */
  @Schema(name = "Health")
  record Health(
      @Schema(allowableValues = {"up", "degraded", "down"}) String status,
      Checks checks,
      @Nullable String reason) {}

  /** The state of its dependencies. */
  @Schema(name = "HealthChecks")
  record Checks(
      @Schema(allowableValues = {"up", "read-only", "down"}) String database,
      @Schema(allowableValues = {"up", "down"}) String temporal,
      @Schema(allowableValues = {"up", "down", "unknown"}) String workers,
      @Schema(allowableValues = {"running", "stopped"}) String workflows) {}

  @Operation(operationId = "getHealth", summary = "Check whether this instance can do its work")
  @ApiResponse(responseCode = "200")
  @ApiResponse(
      responseCode = "503",
      description = "It cannot: take it out of service",
      content = @Content(schema = @Schema(implementation = Health.class)))
  @GetMapping("/api/v1/health")
  ResponseEntity<Health> health() {
    var database = database();
    var works = database.equals("up");
    var starts = temporal.reachable();
    var abandoned = starts ? queues.abandoned() : List.<String>of();
    var checks =
        new Checks(
            database,
            starts ? "up" : "down",
            !starts || !queues.areKnown() ? "unknown" : abandoned.isEmpty() ? "up" : "down",
            stop.isOn() ? "stopped" : "running");
    if (!works) {
      return ResponseEntity.status(503).body(new Health("down", checks, down(database)));
    }
    if (draining.hasBegun()) {
      return ResponseEntity.status(503).body(new Health("down", checks, STOPPING));
    }
    var reason = stop.isOn() ? STOPPED : starts ? without(abandoned) : NO_TEMPORAL;
    return ResponseEntity.ok(new Health(reason == null ? "up" : "degraded", checks, reason));
  }

  private static String down(String database) {
    return database.equals("down")
        ? "PostgreSQL does not respond: nothing can be accepted."
        : "PostgreSQL is read-only: nothing can be accepted.";
  }

  private static @Nullable String without(List<String> abandoned) {
    return abandoned.isEmpty()
        ? null
        : "No worker polls the task queue "
            + String.join(" or ", abandoned)
            + ": events are accepted, and their runs wait until a worker is back.";
  }

  /** The response of a live process. */
  @Schema(name = "Liveness")
  record Liveness(@Schema(allowableValues = "up") String status) {}

  @Operation(operationId = "getLiveness", summary = "Check whether this instance responds")
  @GetMapping("/api/v1/health/live")
  Liveness live() {
    return new Liveness("up");
  }

  /** A standby, or a database with a full disk, responds but accepts no writes. */
  private String database() {
    try {
      var readOnly =
          transactions.readOnce(tx ->
              tx.fetchValue(
                  field("current_setting('transaction_read_only')::boolean", Boolean.class)));
      return readOnly ? "read-only" : "up";
    } catch (RuntimeException e) {
      return "down";
    }
  }
}
