package dev.parley.store;

import dev.parley.store.sql.SqlStatement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies listeners that the ledger has changed. However often it is rung, one process sends at
 * most one notification per {@link #APART}, always in a transaction of its own: NOTIFY makes
 * PostgreSQL serialize commits, and no step or event should wait for that. A lost notification only
 * delays a listener, since it reads by cursor.
 */
public final class ChangeNotifier implements AutoCloseable {
  /** The channel to listen on. */
  public static final String CHANNEL = "parley_changes";

  private static final SqlStatement NOTIFY = new SqlStatement("notify " + CHANNEL);
  private static final Duration APART = Duration.ofMillis(100);
  private static final Logger LOG = LoggerFactory.getLogger(ChangeNotifier.class);

  private final DSLContext dsl;
  private final Thread ringer;
  private volatile boolean rung;
  private volatile boolean closed;

  /** Creates a bell that uses these connections. */
  public ChangeNotifier(DSLContext dsl) {
    this.dsl = dsl;
    ringer = Thread.ofVirtual().name("change-bell").start(this::run);
  }

  /** Schedules a notification; call it after a commit. Returns at once. */
  public void ring() {
    if (!rung) {
      rung = true;
      LockSupport.unpark(ringer);
    }
  }

  private void run() {
    while (!closed) {
      if (!rung) {
        LockSupport.park(this);
        continue;
      }
      // Reset first, so that a commit from now on rings again.
      rung = false;
      tell();
      pause();
    }
  }

  private void tell() {
    try {
      NOTIFY.execute(dsl);
    } catch (RuntimeException e) {
      LOG.debug("Listeners were not notified and will poll: {}", e.toString());
    }
  }

  private void pause() {
    for (var end = System.nanoTime() + APART.toNanos(); System.nanoTime() < end && !closed; ) {
      LockSupport.parkNanos(this, end - System.nanoTime());
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(ringer);
  }
}
