package dev.parley.api.execution;

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
 * Hears of changes for all who look on: one connection in this process, held only while there is
 * somebody. What is heard says nothing but "look again", and who hears nothing looks again anyway.
 */
@Component
class Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
  private static final Duration HEARING = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private long rings;
  private int lookers;
  private boolean hearing;

  Changes(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Somebody begins to look on. */
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

  /** Somebody looks on no more. */
  void leave() {
    lock.lock();
    try {
      lookers--;
    } finally {
      lock.unlock();
    }
  }

  /** How often it has rung so far. */
  long rings() {
    lock.lock();
    try {
      return rings;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it has rung more often than that, at most for so long. */
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

  /** Lets everybody look again. */
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

  /** Nobody looks on: the next who does starts this again. */
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
        ChangeStore.listen(connection);
        ring();
        while (isLookedOn()) {
          if (ChangeStore.hear(connection, HEARING)) {
            ring();
          }
        }
        ChangeStore.leave(connection);
      } catch (SQLException e) {
        LOG.warn("Changes are not heard at the moment and looked for instead: {}", e.toString());
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
