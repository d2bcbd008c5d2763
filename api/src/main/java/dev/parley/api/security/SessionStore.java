package dev.parley.api.security;

import static dev.parley.db.Tables.API_KEY;
import static dev.parley.db.Tables.SESSION;
import static dev.parley.db.Tables.SIGN_IN_LINK;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import dev.parley.api.Transactions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sessions of the dashboard and one-time links that begin one; only hashes are stored. */
@Component
class SessionStore {
  static final Duration SESSION_LASTS = Duration.ofDays(7);
  private static final String SUBJECT = "Administrator";
  private static final Duration LINK_LASTS = Duration.ofMinutes(10);

  private final Transactions transactions;
  private final ApiKeys keys;
  private final SecureRandom random = new SecureRandom();

  SessionStore(Transactions transactions, ApiKeys keys) {
    this.transactions = transactions;
    this.keys = keys;
  }

  /**
   * Creates a token that begins one session within ten minutes.
   *
   * @param key the key that creates the link, and without which the session ends
   */
  String makeLink(@Nullable UUID key) {
    var token = token();
    return transactions.write(tx -> {
      tx.deleteFrom(SIGN_IN_LINK)
          .where(SIGN_IN_LINK.EXPIRES_AT.lt(currentOffsetDateTime()))
          .execute();
      tx.insertInto(SIGN_IN_LINK)
          .set(SIGN_IN_LINK.HASH, ApiKeys.hash(token))
          .set(SIGN_IN_LINK.KEY_ID, key)
          .set(SIGN_IN_LINK.ADMIN_KEY, adminKey(key))
          .set(SIGN_IN_LINK.EXPIRES_AT, in(LINK_LASTS))
          .execute();
      return token;
    });
  }

  /** Consumes a link and begins its session; empty if the link was used or has expired. */
  Optional<String> beginByLink(String link) {
    return transactions.write(tx ->
        tx.deleteFrom(SIGN_IN_LINK)
            .where(SIGN_IN_LINK.HASH.eq(ApiKeys.hash(link)))
            .and(SIGN_IN_LINK.EXPIRES_AT.gt(currentOffsetDateTime()))
            .and(isOfGoodKey(SIGN_IN_LINK.KEY_ID, SIGN_IN_LINK.ADMIN_KEY))
            .returning(SIGN_IN_LINK.KEY_ID)
            .fetchOptional()
            .map(used -> begin(tx, used.getKeyId())));
  }

  /** Begins a session that ends with this key, and returns its token. */
  String begin(@Nullable UUID key) {
    return transactions.write(tx -> begin(tx, key));
  }

  private String begin(DSLContext tx, @Nullable UUID key) {
    var token = token();
    tx.deleteFrom(SESSION).where(SESSION.EXPIRES_AT.lt(currentOffsetDateTime())).execute();
    tx.insertInto(SESSION)
        .set(SESSION.HASH, ApiKeys.hash(token))
        .set(SESSION.SUBJECT, SUBJECT)
        .set(SESSION.KEY_ID, key)
        .set(SESSION.ADMIN_KEY, adminKey(key))
        .set(SESSION.EXPIRES_AT, in(SESSION_LASTS))
        .execute();
    return token;
  }

  /** Returns the holder of a session, as long as the key that began it is valid. */
  Optional<Caller> caller(String token) {
    return transactions.readOnce(tx ->
        tx.select(SESSION.SUBJECT, SESSION.KEY_ID)
            .from(SESSION)
            .where(SESSION.HASH.eq(ApiKeys.hash(token)))
            .and(SESSION.EXPIRES_AT.gt(currentOffsetDateTime()))
            .and(isOfGoodKey(SESSION.KEY_ID, SESSION.ADMIN_KEY))
            .fetchOptional(
                row -> new Caller(row.value2(), row.value1(), token, List.of(Scope.ADMIN.wire()))));
  }

  void end(String token) {
    transactions.write(
        tx -> tx.deleteFrom(SESSION).where(SESSION.HASH.eq(ApiKeys.hash(token))).execute());
  }

  /**
   * A stored key is valid until it is revoked or expires, the one in the file while it is there.
   */
  private Condition isOfGoodKey(Field<UUID> key, Field<byte[]> adminKey) {
    Condition ofStore =
        exists(
            selectOne()
                .from(API_KEY)
                .where(API_KEY.ID.eq(key))
                .and(API_KEY.ARCHIVED_AT.isNull())
                .and(API_KEY.EXPIRES_AT.gt(currentOffsetDateTime())));
    return keys.admin()
        .map(hash -> ofStore.or(key.isNull().and(adminKey.eq(hash))))
        .orElse(ofStore);
  }

  private byte @Nullable [] adminKey(@Nullable UUID key) {
    return key == null ? keys.admin().orElse(null) : null;
  }

  private String token() {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static OffsetDateTime in(Duration duration) {
    return OffsetDateTime.now(ZoneOffset.UTC).plus(duration);
  }
}
