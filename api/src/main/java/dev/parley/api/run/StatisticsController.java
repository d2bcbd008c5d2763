package dev.parley.api.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Transactions;
import dev.parley.api.input.Parameters;
import dev.parley.api.problem.Refusal;
import dev.parley.api.run.StatisticsStore.Day;
import dev.parley.api.run.StatisticsStore.HeldBack;
import dev.parley.api.security.Requires;
import dev.parley.api.security.Scope;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The number of runs of a workflow, and the starts that were held back. */
@RestController
@RequestMapping("/api/v1/workflows/{id}")
@Requires(Scope.WORKFLOWS_READ)
class StatisticsController {
  private static final int MOST_DAYS = 90;

  private final Transactions transactions;

  StatisticsController(Transactions transactions) {
    this.transactions = transactions;
  }

  /** One entry per day (UTC), oldest first and today last. */
  @Schema(name = "Statistics")
  record Statistics(List<Day> days) {}

  @Operation(operationId = "getStatistics", summary = "Get a workflow's run counts by day")
  @GetMapping("/statistics")
  Statistics statistics(@PathVariable String id, @RequestParam(defaultValue = "14") int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw Refusal.unreadable("days-out-of-range", "days is 1 to " + MOST_DAYS + ".");
    }
    var workflow = known(id);
    var today = LocalDate.now(ZoneOffset.UTC);
    return new Statistics(
        transactions.read(
            tx -> StatisticsStore.days(tx, workflow, today.minusDays(days - 1L), today)));
  }

  /** A page of starts that were held back, newest first. */
  @Schema(name = "NotStartedPage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record NotStarted(List<HeldBack> items, @Nullable String nextCursor) {}

  @Operation(
      operationId = "listNotStarted",
      summary = "List starts that were held back, newest first")
  @Requires(Scope.EXECUTIONS_READ)
  @GetMapping("/not-started")
  NotStarted notStarted(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var workflow = known(id);
    var before = Parameters.cursor(cursor);
    var most = Parameters.limit(limit);
    var found = transactions.read(tx -> StatisticsStore.heldBack(tx, workflow, before, most + 1));
    var items = found.size() > most ? found.subList(0, most) : found;
    return new NotStarted(items, found.size() > most ? items.getLast().id() : null);
  }

  private UUID known(String id) {
    return Ids.read(id)
        .filter(key -> transactions.read(tx -> StatisticsStore.exists(tx, key)))
        .orElseThrow(() -> Refusal.notFound("workflow", id));
  }
}
