package dev.parley.api.dispatch;

import static dev.parley.db.Tables.LEASE;
import static dev.parley.db.Tables.WATERMARK;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;

/** Assigns the reading of Temporal's closed runs to an instance, and stores its progress. */
final class ReconcilerStore {
  private static final String NAME = "closed-runs";
  private static final Duration FIRST_LOOK_BACK = Duration.ofDays(7);

  private ReconcilerStore() {}

  /**
   * Acquires or renews the lease of work that one instance at a time does.
   *
   * @return true if this instance has it
   */
  static boolean lease(DSLContext tx, String work, UUID instance, Duration lasts) {
    var until =
        field(
            "now() + make_interval(secs => {0})",
            OffsetDateTime.class, val((double) lasts.toSeconds()));
    return tx.insertInto(LEASE)
            .set(LEASE.NAME, work)
            .set(LEASE.HOLDER, instance)
            .set(LEASE.UNTIL, until)
            .onConflict(LEASE.NAME)
            .doUpdate()
            .set(LEASE.HOLDER, instance)
            .set(LEASE.UNTIL, until)
            .where(LEASE.HOLDER.eq(instance).or(LEASE.UNTIL.lt(currentOffsetDateTime())))
            .execute()
        > 0;
  }

  /** Releases all leases of an instance. */
  static int release(DSLContext tx, UUID instance) {
    return tx.deleteFrom(LEASE).where(LEASE.HOLDER.eq(instance)).execute();
  }

  static Instant watermark(DSLContext tx) {
    return tx.select(WATERMARK.AT)
        .from(WATERMARK)
        .where(WATERMARK.NAME.eq(NAME))
        .fetchOptional(row -> row.value1().toInstant())
        .orElseGet(() -> Instant.now().minus(FIRST_LOOK_BACK));
  }

  static int moveWatermark(DSLContext tx, Instant to) {
    var at = to.atOffset(ZoneOffset.UTC);
    return tx.insertInto(WATERMARK)
        .set(WATERMARK.NAME, NAME)
        .set(WATERMARK.AT, at)
        .onConflict(WATERMARK.NAME)
        .doUpdate()
        .set(WATERMARK.AT, at)
        .execute();
  }
}
