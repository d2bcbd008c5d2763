package dev.parley.api.page;

import dev.parley.api.Transactions;
import dev.parley.store.sql.SqlStatement;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The time up to which a list ordered by change is complete. A row carries the start time of the
 * transaction that changed it, and becomes visible at its commit: after the start of a transaction
 * that is still open, an older row may yet appear, which a reader that has moved on would miss.
 */
public final class Horizon {
  private static final SqlStatement NOW = new SqlStatement("select clock_timestamp()");

  /**
   * Open transactions of this database that may write: one that has written nothing for a minute,
   * such as a backup, only reads.
   */
  private static final SqlStatement OLDEST =
      new SqlStatement(
          """
          select min(xact_start) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()
            and backend_type = 'client backend'
            and (backend_xid is not null or xact_start > clock_timestamp() - interval '1 minute')
          """);

  /** A transaction becomes visible to others a moment after it has begun. */
  private static final long UNTIL_SEEN_MS = 20;

  private Horizon() {}

  /** Returns the time before which no further rows will appear. */
  public static OffsetDateTime now(Transactions transactions) {
    var now =
        transactions.readOnce(
            tx -> NOW.fetch(tx, row -> row.getObject(1, OffsetDateTime.class)).getFirst());
    try {
      Thread.sleep(UNTIL_SEEN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var oldest =
        transactions.readOnce(tx ->
            OLDEST
                .fetch(tx, row -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .getFirst());
    return oldest.filter(at -> at.isBefore(now)).orElse(now);
  }
}
