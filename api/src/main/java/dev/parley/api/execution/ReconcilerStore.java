package dev.parley.api.execution;

import static dev.parley.db.Tables.WATERMARK;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jooq.DSLContext;

/** How far Temporal's closed runs have been read. */
final class ReconcilerStore {
  private static final String NAME = "closed-runs";
  private static final Duration FIRST_LOOK_BACK = Duration.ofDays(7);

  private ReconcilerStore() {}

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
