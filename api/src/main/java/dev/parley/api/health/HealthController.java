package dev.parley.api.health;

import dev.parley.api.Transactions;
import dev.parley.api.execution.Temporal;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /health} says whether this instance can take work: without PostgreSQL nothing works;
 * without Temporal events are still accepted. {@code /health/live} says only that it answers, so
 * that nobody restarts an instance for the fault of another program.
 */
@RestController
class HealthController {
  private final Transactions transactions;
  private final Temporal temporal;

  HealthController(Transactions transactions, Temporal temporal) {
    this.transactions = transactions;
    this.temporal = temporal;
  }

  @GetMapping("/api/v1/health")
  ResponseEntity<Map<String, Object>> health() {
    var database = databaseAnswers();
    var starts = temporal.reachable();
    var status = !database ? "down" : starts ? "up" : "degraded";
    return ResponseEntity.status(database ? 200 : 503)
        .body(
            Map.of(
                "status",
                status,
                "checks",
                Map.of("database", database ? "up" : "down", "temporal", starts ? "up" : "down")));
  }

  @GetMapping("/api/v1/health/live")
  Map<String, String> live() {
    return Map.of("status", "up");
  }

  private boolean databaseAnswers() {
    try {
      return transactions.read(tx -> tx.selectOne().fetch().isNotEmpty());
    } catch (RuntimeException e) {
      return false;
    }
  }
}
