package dev.parley.api.idempotency;

import static dev.parley.db.Tables.IDEMPOTENCY_KEY;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import dev.parley.api.retention.RetentionSettingStore;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Idempotency keys of clients, and the responses stored for them, for a day unless configured. */
final class IdempotencyStore {
  /** Read with the statement that needs it. */
  private static final Field<OffsetDateTime> SINCE =
      field(
          "now() - make_interval(days => coalesce((select (value ->> 'storedResponsesDays')::int"
              + " from setting where key = {0}), 1))",
          OffsetDateTime.class, inline(RetentionSettingStore.KEY));

  private IdempotencyStore() {}

  /**
   * The stored state of a key.
   *
   * @param status null until the first request is answered
   */
  record Known(
      boolean sameBody,
      @Nullable Integer status,
      @Nullable String location,
      @Nullable String etag,
      @Nullable String body) {}

  /** Claims a key for a request; returns its state if it is already claimed. */
  static Optional<Known> take(DSLContext tx, String key, String route, byte[] bodyHash) {
    tx.deleteFrom(IDEMPOTENCY_KEY)
        .where(IDEMPOTENCY_KEY.KEY.eq(key))
        .and(IDEMPOTENCY_KEY.ROUTE.eq(route))
        .and(IDEMPOTENCY_KEY.CREATED_AT.lt(SINCE))
        .execute();
    int taken =
        tx.insertInto(IDEMPOTENCY_KEY)
            .set(IDEMPOTENCY_KEY.KEY, key)
            .set(IDEMPOTENCY_KEY.ROUTE, route)
            .set(IDEMPOTENCY_KEY.BODY_HASH, bodyHash)
            .onConflictDoNothing()
            .execute();
    return taken == 1
        ? Optional.empty()
        : tx.selectFrom(IDEMPOTENCY_KEY)
            .where(IDEMPOTENCY_KEY.KEY.eq(key))
            .and(IDEMPOTENCY_KEY.ROUTE.eq(route))
            .fetchOptional(row ->
                new Known(
                    Arrays.equals(row.getBodyHash(), bodyHash),
                    row.getStatus(),
                    row.getLocation(),
                    row.getEtag(),
                    row.getBody() == null ? null : row.getBody().data()));
  }

  static int answered(
      DSLContext tx,
      String key,
      String route,
      int status,
      @Nullable String location,
      @Nullable String etag,
      @Nullable String body) {
    return tx.update(IDEMPOTENCY_KEY)
        .set(IDEMPOTENCY_KEY.STATUS, status)
        .set(IDEMPOTENCY_KEY.LOCATION, location)
        .set(IDEMPOTENCY_KEY.ETAG, etag)
        .set(IDEMPOTENCY_KEY.BODY, body == null ? null : JSONB.valueOf(body))
        .where(IDEMPOTENCY_KEY.KEY.eq(key))
        .and(IDEMPOTENCY_KEY.ROUTE.eq(route))
        .execute();
  }

  /** Frees a key whose request did nothing. */
  static int free(DSLContext tx, String key, String route) {
    return tx.deleteFrom(IDEMPOTENCY_KEY)
        .where(IDEMPOTENCY_KEY.KEY.eq(key))
        .and(IDEMPOTENCY_KEY.ROUTE.eq(route))
        .and(IDEMPOTENCY_KEY.STATUS.isNull())
        .execute();
  }
}
