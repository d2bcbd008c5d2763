package dev.parley.api.run;

import dev.parley.api.Transactions;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Requires;
import dev.parley.api.security.Scope;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /executions/{id}/log}: the log of a run, line by line. */
@RestController
@RequestMapping("/api/v1/executions/{id}/log")
@Requires(Scope.TEXTS_READ)
class RunLogController {
  private final Transactions transactions;
  private final RunLogStore store;

  RunLogController(Transactions transactions, RunLogStore store) {
    this.transactions = transactions;
    this.store = store;
  }

  /** Returns the whole log, oldest line first. */
  @Operation(operationId = "getExecutionLog", summary = "Get the log of a run, oldest line first")
  @GetMapping
  RunLog log(@PathVariable String id) {
    return Ids.read(id)
        .flatMap(key -> transactions.read(tx -> store.find(tx, key)))
        .orElseThrow(() -> Refusal.notFound("execution", id));
  }
}
