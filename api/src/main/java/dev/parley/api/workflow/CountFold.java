package dev.parley.api.workflow;

import dev.parley.api.Transactions;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Adds up the counts of executions, every second. Several instances share the work. */
@Component
class CountFold implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(CountFold.class);

  private final Transactions transactions;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean running;

  CountFold(Transactions transactions) {
    this.transactions = transactions;
  }

  private void fold() {
    try {
      transactions.write(CountStore::fold);
    } catch (RuntimeException e) {
      LOG.warn("Counts are added up later after: {}", e.toString());
    }
  }

  @Override
  public void start() {
    running = true;
    var _ = clock.scheduleWithFixedDelay(this::fold, 1, 1, TimeUnit.SECONDS);
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
