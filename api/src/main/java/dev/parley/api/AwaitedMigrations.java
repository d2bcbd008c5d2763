package dev.parley.api;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/** Waits until another process, such as {@link MigrateCommand}, has migrated the database. */
final class AwaitedMigrations implements FlywayMigrationStrategy {
  private static final Logger LOG = LoggerFactory.getLogger(AwaitedMigrations.class);
  private static final int USUAL_TRIES = 60;
  private static final int TRIES_BETWEEN_LINES = 10;
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final int tries;

  AwaitedMigrations() {
    this(USUAL_TRIES);
  }

  /** Creates one that looks this often, once a second. */
  AwaitedMigrations(int tries) {
    this.tries = tries;
  }

  @Override
  public void migrate(Flyway flyway) {
    for (int tried = 0; tried < tries; tried++) {
      var missing = flyway.info().pending().length;
      if (missing == 0) {
        return;
      }
      if (tried % TRIES_BETWEEN_LINES == 0) {
        LOG.warn("Waiting: the database lacks {} migrations of this release", missing);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new StartRefused(
        "The database lacks migrations of this release, and PARLEY_MIGRATE is false.",
        "Run the command migrate of this release, or set PARLEY_MIGRATE to true.");
  }
}
