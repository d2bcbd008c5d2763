package dev.parley.api.health;

import static org.jooq.impl.DSL.field;

import dev.parley.api.Transactions;
import dev.parley.api.execution.Temporal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /health} says whether this instance can take work: without PostgreSQL, or while that takes
 * no writes, nothing works; without Temporal events are still accepted. {@code /health/live} says
 * only that it answers, so that nobody restarts an instance for the fault of another program.
 */
@RestController
class HealthController {
  private final Transactions transactions;
  private final Temporal temporal;

  HealthController(Transactions transactions, Temporal temporal) {
    this.transactions = transactions;
    this.temporal = temporal;
  }

  /** How this instance is. */
  @Schema(name = "Health")
  record Health(
      @Schema(allowableValues = {"up", "degraded", "down"}) String status, Checks checks) {}

  /** What it depends on. */
  @Schema(name = "HealthChecks")
  record Checks(
      @Schema(allowableValues = {"up", "read-only", "down"}) String database,
      @Schema(allowableValues = {"up", "down"}) String temporal) {}

  @Operation(operationId = "getHealth", summary = "Whether this instance can do its work")
  @ApiResponse(responseCode = "200")
  @ApiResponse(
      responseCode = "503",
      description = "It cannot: take it out",
      content = @Content(schema = @Schema(implementation = Health.class)))
  @GetMapping("/api/v1/health")
  ResponseEntity<Health> health() {
    var database = database();
    var works = database.equals("up");
    var starts = temporal.reachable();
    var status = !works ? "down" : starts ? "up" : "degraded";
    return ResponseEntity.status(works ? 200 : 503)
        .body(new Health(status, new Checks(database, starts ? "up" : "down")));
  }

  /** That it answers. */
  @Schema(name = "Liveness")
  record Liveness(@Schema(allowableValues = "up") String status) {}

  @Operation(operationId = "getLiveness", summary = "Whether this instance answers at all")
  @GetMapping("/api/v1/health/live")
  Liveness live() {
    return new Liveness("up");
  }

  /** A standby, or a database whose disk is full, answers and takes nothing. */
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
