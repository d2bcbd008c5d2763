package dev.parley.api.key;

import static dev.parley.db.Tables.API_KEY;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Transactions;
import dev.parley.api.audit.RefusedKeys;
import dev.parley.api.security.AdminKeyFile;
import dev.parley.api.security.Scope;
import dev.parley.store.Ids;
import dev.parley.store.sql.StoreFailure;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** API keys of services: only their hashes are stored. */
@Component
class ApiKeyStore {
  private static final Logger LOG = LoggerFactory.getLogger(ApiKeyStore.class);

  /** The last use is recorded to the minute, so that not every read causes a write. */
  private static final long TOLD_EVERY_SECONDS = 60;

  private final Transactions transactions;

  ApiKeyStore(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * A key in a response, without the key itself.
   *
   * @param sources the event sources that it may send; empty for all
   * @param lastUsedAt to the minute; null if it was never used
   * @param previousUntil until when the key before the last rotation works; null if it does not
   */
  @Schema(name = "ApiKey")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Named(
      String id,
      String name,
      List<Scope> scopes,
      List<String> sources,
      OffsetDateTime createdAt,
      OffsetDateTime expiresAt,
      @Nullable OffsetDateTime lastUsedAt,
      @Nullable OffsetDateTime previousUntil) {}

  /** Returns the holder of a valid key: neither revoked nor expired. */
  Optional<Named> holder(String key) {
    return transactions
        .readOnce(tx ->
            tx.selectFrom(API_KEY)
                .where(is(AdminKeyFile.hash(key)))
                .and(API_KEY.ARCHIVED_AT.isNull())
                .and(API_KEY.EXPIRES_AT.gt(currentOffsetDateTime()))
                .fetchOptional(ApiKeyStore::named))
        .map(this::used);
  }

  /** Returns why a key without a holder is refused. */
  RefusedKeys.Refused refused(String key) {
    var hash = AdminKeyFile.hash(key);
    return transactions
        .readOnce(tx ->
            tx.select(API_KEY.ID, API_KEY.NAME, API_KEY.HASH, API_KEY.ARCHIVED_AT)
                .from(API_KEY)
                .where(API_KEY.HASH.eq(hash).or(API_KEY.PREVIOUS_HASH.eq(hash)))
                .fetchOptional())
        .map(row ->
            new RefusedKeys.Refused(
                row.value1(),
                row.value2(),
                row.value4() != null
                    ? "revoked"
                    : Arrays.equals(row.value3(), hash) ? "expired" : "replaced"))
        .orElseGet(() -> new RefusedKeys.Refused(null, null, "unknown"));
  }

  private static Condition is(byte[] hash) {
    return API_KEY
        .HASH
        .eq(hash)
        .or(API_KEY.PREVIOUS_HASH.eq(hash).and(API_KEY.PREVIOUS_UNTIL.gt(currentOffsetDateTime())));
  }

  private Named used(Named key) {
    var now = OffsetDateTime.now(ZoneOffset.UTC);
    var told = key.lastUsedAt();
    if (told == null || told.isBefore(now.minusSeconds(TOLD_EVERY_SECONDS))) {
      note(key, now);
    }
    return key;
  }

  /** A key can be used while PostgreSQL is read-only: its use is noted later. */
  private void note(Named key, OffsetDateTime now) {
    try {
      transactions.writeAside(tx ->
          tx.update(API_KEY)
              .set(API_KEY.LAST_USED_AT, now)
              .where(API_KEY.ID.eq(UUID.fromString(key.id())))
              .execute());
    } catch (RuntimeException e) {
      LOG.debug("The use of a key is noted later: {}", StoreFailure.words(e));
    }
  }

  /** Returns all keys that are not revoked, including expired ones. */
  static List<Named> list(DSLContext tx) {
    return tx.selectFrom(API_KEY)
        .where(API_KEY.ARCHIVED_AT.isNull())
        .orderBy(API_KEY.ID)
        .fetch(ApiKeyStore::named);
  }

  /** Returns a key that is not revoked. */
  static Optional<Named> find(DSLContext tx, UUID id) {
    return tx.selectFrom(API_KEY)
        .where(API_KEY.ID.eq(id))
        .and(API_KEY.ARCHIVED_AT.isNull())
        .fetchOptional(ApiKeyStore::named);
  }

  /** A key to insert. */
  record New(
      String name,
      List<Scope> scopes,
      List<String> sources,
      OffsetDateTime expiresAt,
      String createdBy) {}

  static Named insert(DSLContext tx, New key, byte[] hash) {
    return tx.insertInto(API_KEY)
        .set(API_KEY.ID, Ids.next())
        .set(API_KEY.NAME, key.name())
        .set(API_KEY.HASH, hash)
        .set(API_KEY.SCOPES, key.scopes().stream().map(Scope::wire).toArray(String[]::new))
        .set(API_KEY.SOURCES, key.sources().toArray(String[]::new))
        .set(API_KEY.EXPIRES_AT, key.expiresAt())
        .set(API_KEY.CREATED_BY, key.createdBy())
        .returning()
        .fetchSingle(ApiKeyStore::named);
  }

  /**
   * Replaces a key. The one before it works for a while longer; a rotation during that time ends
   * the one before that.
   */
  static Optional<Named> rotate(DSLContext tx, UUID id, byte[] hash, OffsetDateTime until) {
    return tx.update(API_KEY)
        .set(API_KEY.PREVIOUS_HASH, API_KEY.HASH)
        .set(API_KEY.PREVIOUS_UNTIL, until)
        .set(API_KEY.HASH, hash)
        .where(API_KEY.ID.eq(id))
        .and(API_KEY.ARCHIVED_AT.isNull())
        .and(API_KEY.EXPIRES_AT.gt(currentOffsetDateTime()))
        .returning()
        .fetchOptional(ApiKeyStore::named);
  }

  static boolean revoke(DSLContext tx, UUID id) {
    return tx.update(API_KEY)
            .set(API_KEY.ARCHIVED_AT, currentOffsetDateTime())
            .where(API_KEY.ID.eq(id))
            .and(API_KEY.ARCHIVED_AT.isNull())
            .execute()
        > 0;
  }

  private static Named named(Record row) {
    return new Named(
        row.get(API_KEY.ID).toString(),
        row.get(API_KEY.NAME),
        Arrays.stream(row.get(API_KEY.SCOPES)).map(Scope::of).toList(),
        List.of(row.get(API_KEY.SOURCES)),
        row.get(API_KEY.CREATED_AT),
        row.get(API_KEY.EXPIRES_AT),
        row.get(API_KEY.LAST_USED_AT),
        row.get(API_KEY.PREVIOUS_UNTIL));
  }
}
