package dev.parley.store;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever listens that the ledger has changed. However often it is rung, one process sends at
 * most one notification in {@link #APART}, always in a transaction of its own: notifying makes
 * PostgreSQL commit one after the other, which no step and no event should wait for. A lost ring
 * costs a listener some time and nothing else, since it reads by cursor.
 */
public final class ChangeBell implements AutoCloseable {
  /** The channel to listen on. */
  public static final String CHANNEL = "parley_changes";

  private static final PlainStatement NOTIFY = new PlainStatement("notify " + CHANNEL);
  private static final Duration APART = Duration.ofMillis(100);
  private static final Logger LOG = LoggerFactory.getLogger(ChangeBell.class);

  private final DSLContext dsl;
  private final Thread ringer;
  private volatile boolean rung;
  private volatile boolean closed;

  /** A bell that takes its connections from here. */
  public ChangeBell(DSLContext dsl) {
    this.dsl = dsl;
    ringer = Thread.ofVirtual().name("change-bell").start(this::run);
  }

  /** To be called after a commit; returns at once. */
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
      // First, so that what is committed from now on rings again.
      rung = false;
      tell();
      pause();
    }
  }

  private void tell() {
    try {
      NOTIFY.execute(dsl);
    } catch (RuntimeException e) {
      LOG.debug("Listeners were not told and will look by themselves: {}", e.toString());
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
