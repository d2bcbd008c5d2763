package dev.parley.api.person;

import static dev.parley.db.Tables.API_KEY;
import static dev.parley.db.Tables.SIGN_IN_LINK;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import dev.parley.api.Transactions;
import dev.parley.api.security.AdminKeyFile;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One-time links with which the holder of an administrator's key signs in as the owner. */
@Component
class SignInLinkStore {
  private static final Duration LASTS = Duration.ofMinutes(10);

  private final Transactions transactions;
  private final AdminKeyFile adminKey;
  private final SessionCookie cookie;

  SignInLinkStore(Transactions transactions, AdminKeyFile adminKey, SessionCookie cookie) {
    this.transactions = transactions;
    this.adminKey = adminKey;
    this.cookie = cookie;
  }

  /**
   * Creates a token that begins one session within ten minutes.
   *
   * @param key the key that creates the link, and without which the session ends
   */
  String make(@Nullable UUID key) {
    var token = cookie.token();
    return transactions.write(tx -> {
      tx.deleteFrom(SIGN_IN_LINK)
          .where(SIGN_IN_LINK.EXPIRES_AT.lt(currentOffsetDateTime()))
          .execute();
      tx.insertInto(SIGN_IN_LINK)
          .set(SIGN_IN_LINK.HASH, AdminKeyFile.hash(token))
          .set(SIGN_IN_LINK.KEY_ID, key)
          .set(SIGN_IN_LINK.ADMIN_KEY, key == null ? adminKey.hash().orElse(null) : null)
          .set(SIGN_IN_LINK.EXPIRES_AT, OffsetDateTime.now(ZoneOffset.UTC).plus(LASTS))
          .execute();
      return token;
    });
  }

  /** The owner, and the key that created the link. */
  record Used(UUID owner, Sessions.Origin origin) {}

  /** Uses up a link; empty if it was used or has expired, or its key is no longer valid. */
  Optional<Used> use(String token) {
    return transactions.writeAside(tx ->
        tx.deleteFrom(SIGN_IN_LINK)
            .where(SIGN_IN_LINK.HASH.eq(AdminKeyFile.hash(token)))
            .and(SIGN_IN_LINK.EXPIRES_AT.gt(currentOffsetDateTime()))
            .and(isOfGoodKey())
            .returning(SIGN_IN_LINK.KEY_ID, SIGN_IN_LINK.ADMIN_KEY)
            .fetchOptional()
            .map(used ->
                new Used(PersonStore.owner(tx), origin(used.getKeyId(), used.getAdminKey()))));
  }

  /** Returns the owner for a session that begins with a key itself. */
  Used withKey(@Nullable UUID key) {
    var origin = origin(key, key == null ? adminKey.hash().orElse(null) : null);
    return new Used(transactions.writeAside(PersonStore::owner), origin);
  }

  private static Sessions.Origin origin(@Nullable UUID key, byte @Nullable [] adminHash) {
    return new Sessions.Origin(key, adminHash == null ? null : HexFormat.of().formatHex(adminHash));
  }

  /**
   * A stored key is valid until it is revoked or expires, the one in the file while it is there.
   */
  private Condition isOfGoodKey() {
    Condition ofStore =
        exists(
            selectOne()
                .from(API_KEY)
                .where(API_KEY.ID.eq(SIGN_IN_LINK.KEY_ID))
                .and(API_KEY.ARCHIVED_AT.isNull())
                .and(API_KEY.EXPIRES_AT.gt(currentOffsetDateTime())));
    return adminKey
        .hash()
        .map(hash -> ofStore.or(SIGN_IN_LINK.KEY_ID.isNull().and(SIGN_IN_LINK.ADMIN_KEY.eq(hash))))
        .orElse(ofStore);
  }
}
