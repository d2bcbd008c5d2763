package dev.parley.api.live;

import dev.parley.store.sql.StoreFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Listens for changes on behalf of all streams: one connection per process, held only while there
 * are streams. A notification only means "look again", and streams also look again without one.
 */
@Component
class ChangeNotifications {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeNotifications.class);
  private static final Duration HEARING = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private long rings;
  private int lookers;
  private boolean hearing;

  ChangeNotifications(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Registers a stream. */
  void join() {
    lock.lock();
    try {
      lookers++;
      if (!hearing) {
        hearing = true;
        Thread.ofVirtual().name("changes").start(this::hear);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Unregisters a stream. */
  void leave() {
    lock.lock();
    try {
      lookers--;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of notifications so far. */
  long rings() {
    lock.lock();
    try {
      return rings;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there have been more notifications than that, up to a maximum time. */
  void await(long heard, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      var left = atMost.toNanos();
      while (rings <= heard && left > 0) {
        left = rung.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Wakes all streams. */
  void ring() {
    lock.lock();
    try {
      rings++;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isLookedOn() {
    lock.lock();
    try {
      return lookers > 0;
    } finally {
      lock.unlock();
    }
  }

  /** No stream is left: the next one starts listening again. */
  private boolean ends() {
    lock.lock();
    try {
      hearing = lookers > 0;
      return !hearing;
    } finally {
      lock.unlock();
    }
  }

  private void hear() {
    do {
      try (var connection = dataSource.getConnection()) {
        ChangeListener.listen(connection);
        ring();
        while (isLookedOn()) {
          if (ChangeListener.hear(connection, HEARING)) {
            ring();
          }
        }
        ChangeListener.leave(connection);
      } catch (SQLException e) {
        LOG.warn(
            "Notifications are unavailable, polling for changes instead: {}",
            StoreFailure.words(e));
        pause();
      }
    } while (!ends());
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(AFTER_FAILURE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
