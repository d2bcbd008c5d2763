package dev.parley.api.security;

import static dev.parley.db.Tables.API_KEY;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Transactions;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** API keys of services: only their hashes are stored. */
@Component
class ApiKeyStore {
  /** The last use is recorded to the minute, so that not every read causes a write. */
  private static final long TOLD_EVERY_SECONDS = 60;

  private final Transactions transactions;

  ApiKeyStore(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * A key in a response, without the key itself.
   *
   * @param lastUsedAt to the minute; null if it was never used
   */
  @Schema(name = "ApiKey")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Named(
      String id,
      String name,
      List<Scope> scopes,
      OffsetDateTime createdAt,
      OffsetDateTime expiresAt,
      @Nullable OffsetDateTime lastUsedAt) {}

  /** Returns the holder of a valid key: neither revoked nor expired. */
  Optional<Named> holder(String key) {
    return transactions
        .readOnce(tx ->
            tx.selectFrom(API_KEY)
                .where(API_KEY.HASH.eq(ApiKeys.hash(key)))
                .and(API_KEY.ARCHIVED_AT.isNull())
                .and(API_KEY.EXPIRES_AT.gt(currentOffsetDateTime()))
                .fetchOptional(ApiKeyStore::named))
        .map(this::used);
  }

  private Named used(Named key) {
    var now = OffsetDateTime.now(ZoneOffset.UTC);
    var told = key.lastUsedAt();
    if (told == null || told.isBefore(now.minusSeconds(TOLD_EVERY_SECONDS))) {
      transactions.write(tx ->
          tx.update(API_KEY)
              .set(API_KEY.LAST_USED_AT, now)
              .where(API_KEY.ID.eq(UUID.fromString(key.id())))
              .execute());
    }
    return key;
  }

  /** Returns all keys that are not revoked, including expired ones. */
  static List<Named> list(DSLContext tx) {
    return tx.selectFrom(API_KEY)
        .where(API_KEY.ARCHIVED_AT.isNull())
        .orderBy(API_KEY.ID)
        .fetch(ApiKeyStore::named);
  }

  static Named insert(
      DSLContext tx, String name, byte[] hash, List<Scope> scopes, OffsetDateTime expiresAt) {
    return tx.insertInto(API_KEY)
        .set(API_KEY.ID, Ids.next())
        .set(API_KEY.NAME, name)
        .set(API_KEY.HASH, hash)
        .set(API_KEY.SCOPES, scopes.stream().map(Scope::wire).toArray(String[]::new))
        .set(API_KEY.EXPIRES_AT, expiresAt)
        .returning()
        .fetchSingle(ApiKeyStore::named);
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
        row.get(API_KEY.CREATED_AT),
        row.get(API_KEY.EXPIRES_AT),
        row.get(API_KEY.LAST_USED_AT));
  }
}
