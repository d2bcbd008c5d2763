package dev.parley.api.page;

import dev.parley.api.Transactions;
import dev.parley.store.PlainStatement;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Up to when a list in order of change is complete. A row is dated with the beginning of the
 * transaction that changed it, and seen once that is committed: what is dated after the beginning
 * of a transaction that is still going may yet be joined by something older, which a reader that
 * has gone past would never see.
 */
public final class Horizon {
  private static final PlainStatement NOW = new PlainStatement("select clock_timestamp()");

  /**
   * Of those that go on here and may write: one that has written nothing for a minute, such as a
   * backup, only reads.
   */
  private static final PlainStatement OLDEST =
      new PlainStatement(
          """
          select min(xact_start) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()
            and backend_type = 'client backend'
            and (backend_xid is not null or xact_start > clock_timestamp() - interval '1 minute')
          """);

  /** A transaction is seen among those that go on a moment after it has begun. */
  private static final long UNTIL_SEEN_MS = 20;

  private Horizon() {}

  /** The moment before which nothing will be dated that is not seen from now on. */
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
