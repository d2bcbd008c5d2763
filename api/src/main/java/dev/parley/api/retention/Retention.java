package dev.parley.api.retention;

import dev.parley.api.Transactions;
import dev.parley.store.sql.StoreFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Maintains the ledger at each start and several times a day: it creates partitions in advance and
 * deletes receipts after the deduplication window, and old tests, events, daily counts and months
 * of executions unless something in them is still open. Safe with several concurrent instances.
 */
@Component
class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final int EVERY_HOURS = 6;

  /** Statistics cover 90 days; the oldest day is kept whole. */
  private static final Period COUNTS = Period.ofDays(91);

  private final Transactions transactions;
  private final MeterRegistry metrics;

  Retention(Transactions transactions, MeterRegistry metrics) {
    this.transactions = transactions;
    this.metrics = metrics;
  }

  @Scheduled(initialDelay = 0, fixedDelay = EVERY_HOURS, timeUnit = TimeUnit.HOURS)
  void tidy() {
    tidy(OffsetDateTime.now(ZoneOffset.UTC));
  }

  /** Cleans up as of a moment; the failure of one part does not stop the others. */
  void tidy(OffsetDateTime now) {
    var today = now.toLocalDate();
    attempt("partitions", () -> transactions.write(tx -> RetentionStore.makePartitions(tx, today)));
    var kept = transactions.readOnce(RetentionSettingStore::find);
    var events = now.minusDays(kept.eventsDays());
    forget(
        "stored responses",
        now.minusDays(kept.storedResponsesDays()),
        RetentionStore::forgetAnswers);
    forget("tests", now.minusDays(kept.testsDays()), RetentionStore::forgetTests);
    forget("event receipts", now.minusDays(kept.receiptsDays()), RetentionStore::forgetReceipts);
    forget(
        "rejected events",
        now.minusDays(kept.rejectedEventsDays()),
        RetentionStore::forgetRejected);
    var deliveries = now.minusDays(kept.deliveriesDays());
    forget("deliveries", deliveries, RetentionStore::forgetDeliveries);
    forget("delivery attempts", deliveries, RetentionStore::forgetAttempts);
    // A start that was held back refers to its event, so it is deleted first.
    forget("starts held back", events, RetentionStore::forgetHeldBack);
    forget("events", events, RetentionStore::forgetEvents);
    forget("daily counts", now.minus(COUNTS), RetentionStore::forgetCounts);
    attempt("months of executions", () -> dropMonths(today.minusDays(kept.runsDays())));
  }

  private void attempt(String what, Runnable part) {
    // Registered before it first counts: Prometheus sees no increase from a missing series.
    var failures =
        Counter.builder("parley.retention.failures")
            .description("Failed deletions of old data; each is retried")
            .tag("part", what)
            .register(metrics);
    try {
      part.run();
    } catch (RuntimeException e) {
      failures.increment();
      LOG.warn("Deletion of {} continues later after: {}", what, StoreFailure.words(e));
    }
  }

  /** Deletes a batch of old rows and returns their number. */
  private interface Part {
    int forget(DSLContext tx, OffsetDateTime before);
  }

  private void forget(String what, OffsetDateTime before, Part part) {
    attempt(what, () -> forgetAll(what, before, part));
  }

  /** Works in batches, so that no transaction is long. */
  private void forgetAll(String what, OffsetDateTime before, Part part) {
    int all = 0;
    int some;
    do {
      some = transactions.write(tx -> part.forget(tx, before));
      all += some;
    } while (some > 0);
    if (all > 0) {
      LOG.info("Deleted {} {} from before {}", all, what, before);
    }
  }

  private void dropMonths(LocalDate before) {
    for (var month : transactions.readOnce(tx -> RetentionStore.monthsBefore(tx, before))) {
      if (transactions.readOnce(tx -> RetentionStore.isOpen(tx, month))) {
        LOG.warn("The executions of {} are kept because one of them is open", month);
        continue;
      }
      transactions.write(tx -> RetentionStore.drop(tx, month));
      LOG.info("The executions of {} have expired and were dropped", month);
    }
  }
}
