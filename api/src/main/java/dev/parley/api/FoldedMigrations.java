package dev.parley.api;

import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Migrates the database, also one from before 0.2.0. Until then there were migrations 1 to 90; they
 * were folded into a few files that create the same tables. A database that has run all of them
 * gets the history of the folded files instead, and its tables stay as they are.
 */
final class FoldedMigrations implements FlywayMigrationStrategy {
  /** Numbers up to this one belong to the folded migrations, in either form. */
  private static final int LAST = 90;

  /** The last commit with the migrations as they were before they were folded. */
  private static final String LAST_UNFOLDED = "8c0c7cd";

  @Override
  public void migrate(Flyway flyway) {
    DSL.using(flyway.getConfiguration().getDataSource(), SQLDialect.POSTGRES)
        .transaction(tx -> replaceHistory(tx.dsl(), flyway));
    flyway.migrate();
  }

  private static void replaceHistory(DSLContext tx, Flyway flyway) {
    if (tx.fetchValue("select to_regclass('flyway_schema_history')") == null) {
      return;
    }
    // Instances that start at once take turns; the second one finds the new history.
    tx.execute("lock table flyway_schema_history in share row exclusive mode");
    var newest =
        tx.fetchOptional(
                "select max(cast(version as int)) from flyway_schema_history where success"
                    + " and cast(version as int) <= ? having bool_or(script = 'V1__core.sql')",
                LAST)
            .map(row -> row.get(0, Integer.class));
    if (newest.isEmpty()) {
      return;
    }
    if (newest.get() < LAST) {
      throw new StartRefused(
          "The database is at migration %d of a version before 0.2.0 (expected: %d)."
              .formatted(newest.get(), LAST),
          "Build commit %s and start its api once, which migrates to %d. Then start this one."
              .formatted(LAST_UNFOLDED, LAST));
    }
    tx.execute("delete from flyway_schema_history where cast(version as int) <= ?", LAST);
    var rank = 0;
    for (var file : folded(flyway)) {
      rank++;
      tx.execute(
          "insert into flyway_schema_history (installed_rank, version, description, type, script,"
              + " checksum, installed_by, execution_time, success)"
              + " values (?, ?, ?, ?, ?, ?, current_user, 0, true)",
          rank,
          file.getVersion().getVersion(),
          file.getDescription(),
          file.getType().name(),
          file.getScript(),
          file.getChecksum());
    }
  }

  /** Returns the folded files as Flyway reads them for a database that has no history. */
  private static List<MigrationInfo> folded(Flyway flyway) {
    var unapplied =
        Flyway.configure()
            .configuration(flyway.getConfiguration())
            .table("flyway_schema_history_of_nothing")
            .load()
            .info()
            .pending();
    return Arrays.stream(unapplied)
        .filter(file -> Integer.parseInt(file.getVersion().getVersion()) <= LAST)
        .toList();
  }
}
