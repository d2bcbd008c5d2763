package dev.parley.api.retention;

import dev.parley.api.Transactions;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the ledger in shape, at each start and several times a day: partitions ahead of time, no
 * receipt of an event beyond the window of deduplication, no month of executions beyond its time
 * unless one of them is still open. Several instances may do it at once.
 */
@Component
class Retention implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final int EVERY_HOURS = 6;
  private static final Period RECEIPTS = Period.ofDays(30);
  private static final Period EXECUTIONS = Period.ofDays(90);

  private final Transactions transactions;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean running;

  Retention(Transactions transactions) {
    this.transactions = transactions;
  }

  private void tidy() {
    try {
      tidy(OffsetDateTime.now(ZoneOffset.UTC));
    } catch (RuntimeException e) {
      LOG.warn("Tidying goes on later after: {}", e.toString());
    }
  }

  /** Tidies as of a moment. */
  void tidy(OffsetDateTime now) {
    var today = now.toLocalDate();
    transactions.write(tx -> RetentionStore.makePartitions(tx, today));
    var window = now.minus(RECEIPTS);
    while (transactions.write(tx -> RetentionStore.forgetReceipts(tx, window)) > 0) {
      LOG.debug("Receipts before {} are forgotten", window);
    }
    dropMonths(today.minus(EXECUTIONS));
  }

  private void dropMonths(LocalDate before) {
    for (var month : transactions.read(tx -> RetentionStore.monthsBefore(tx, before))) {
      if (transactions.read(tx -> RetentionStore.isOpen(tx, month))) {
        LOG.warn("The executions of {} are kept on, because one of them is open", month);
        continue;
      }
      transactions.write(tx -> RetentionStore.drop(tx, month));
      LOG.info("The executions of {} are past their time and were dropped", month);
    }
  }

  @Override
  public void start() {
    running = true;
    var _ = clock.scheduleWithFixedDelay(this::tidy, 0, EVERY_HOURS, TimeUnit.HOURS);
  }

  @Override
  public void stop() {
    running = false;
    clock.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
