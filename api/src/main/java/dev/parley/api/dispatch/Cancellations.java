package dev.parley.api.dispatch;

import dev.parley.api.Transactions;
import dev.parley.api.temporal.Temporal;
import dev.parley.store.sql.StoreFailure;
import io.temporal.client.WorkflowNotFoundException;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Informs Temporal of executions that were cancelled here; the cancellation is final regardless.
 */
@Component
class Cancellations implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Cancellations.class);
  private static final int MOST_AT_ONCE = 8;
  private static final int LOOK_MILLIS = 200;

  private final Transactions transactions;
  private final Temporal temporal;
  private final TemporalBackoff respite = new TemporalBackoff(System::nanoTime);
  private final Semaphore slots = new Semaphore(MOST_AT_ONCE);
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean running;

  Cancellations(Transactions transactions, Temporal temporal) {
    this.transactions = transactions;
    this.temporal = temporal;
  }

  private void look() {
    if (!respite.isOver()) {
      return;
    }
    try {
      transactions
          .write(DispatchStore::leaseCancelled)
          .forEach(cancelled -> calls.execute(() -> tell(cancelled.id(), cancelled.reason())));
    } catch (RuntimeException e) {
      LOG.warn("Cancellations are forwarded to Temporal later: {}", StoreFailure.words(e));
    }
  }

  private void tell(UUID id, String reason) {
    slots.acquireUninterruptibly();
    try {
      if (!respite.isOver()) {
        return;
      }
      temporal.client().newUntypedWorkflowStub(id.toString()).cancel(reason);
      transactions.write(tx -> DispatchStore.markCancelled(tx, id));
      respite.answered();
    } catch (WorkflowNotFoundException e) {
      transactions.write(tx -> DispatchStore.markCancelledUnlessRecent(tx, id));
    } catch (RuntimeException e) {
      respite.failed(e);
      LOG.warn(
          "The cancellation of {} was not forwarded to Temporal yet: {}",
          id,
          StoreFailure.words(e));
    } finally {
      slots.release();
    }
  }

  @Override
  public void start() {
    running = true;
    var _ = clock.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    running = false;
    clock.shutdown();
    calls.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
