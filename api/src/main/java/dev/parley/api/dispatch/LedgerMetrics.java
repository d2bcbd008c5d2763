package dev.parley.api.dispatch;

import com.google.common.base.Suppliers;
import dev.parley.api.Transactions;
import dev.parley.execution.ExecutionStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Metrics that are read from the ledger when they are collected: one statement for all of them, so
 * that a database that does not answer delays a collection only once.
 */
@Component
class LedgerMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerMetrics.class);

  /** Longer than the longest read, which would have expired otherwise when it returns. */
  private static final Duration KEPT = Duration.ofSeconds(12);

  private final Transactions transactions;
  private final Supplier<Optional<DispatchStore.Totals>> totals =
      Suppliers.memoizeWithExpiration(this::read, KEPT);

  LedgerMetrics(Transactions transactions, MeterRegistry metrics) {
    this.transactions = transactions;
    Gauge.builder("parley.database.up", this, it -> it.writable() ? 1 : 0)
        .description("1 while PostgreSQL answers and accepts writes")
        .register(metrics);
    Gauge.builder("parley.dispatch.backlog", this, it -> it.of(DispatchStore.Totals::waiting))
        .description("Executions waiting to be started on Temporal")
        .register(metrics);
    Gauge.builder("parley.dispatch.oldest", this, it -> it.of(LedgerMetrics::oldestSeconds))
        .description("Time that the oldest of them has been waiting")
        .baseUnit("seconds")
        .register(metrics);
    for (var status : List.of(ExecutionStatus.PENDING, ExecutionStatus.RUNNING)) {
      Gauge.builder("parley.runs.open", this, it -> it.of(seen -> seen.open(status)))
          .description("Runs that have not ended")
          .tag("status", status.wire())
          .register(metrics);
    }
  }

  private Optional<DispatchStore.Totals> read() {
    try {
      return Optional.of(transactions.readOnce(DispatchStore::totals));
    } catch (RuntimeException e) {
      LOG.debug("The ledger's metrics are not known: {}", e.toString());
      return Optional.empty();
    }
  }

  private boolean writable() {
    return totals.get().map(DispatchStore.Totals::writable).orElse(false);
  }

  private double of(ToDoubleFunction<DispatchStore.Totals> value) {
    return totals.get().map(value::applyAsDouble).orElse(Double.NaN);
  }

  private static double oldestSeconds(DispatchStore.Totals seen) {
    return seen.oldest().toMillis() / 1_000.0;
  }
}
