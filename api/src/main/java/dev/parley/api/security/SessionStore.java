package dev.parley.api.security;

import static dev.parley.db.Tables.SESSION;
import static dev.parley.db.Tables.SIGN_IN_LINK;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import dev.parley.api.Transactions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Sessions of the dashboard and one-time links that begin one; only hashes are kept. */
@Component
class SessionStore {
  static final Duration SESSION_LASTS = Duration.ofDays(7);
  private static final Duration LINK_LASTS = Duration.ofMinutes(10);

  private final Transactions transactions;
  private final SecureRandom random = new SecureRandom();

  SessionStore(Transactions transactions) {
    this.transactions = transactions;
  }

  /** A token that begins one session, within ten minutes. */
  String makeLink() {
    var token = token();
    return transactions.write(tx -> {
      tx.deleteFrom(SIGN_IN_LINK)
          .where(SIGN_IN_LINK.EXPIRES_AT.lt(currentOffsetDateTime()))
          .execute();
      tx.insertInto(SIGN_IN_LINK)
          .set(SIGN_IN_LINK.HASH, ApiKeys.hash(token))
          .set(SIGN_IN_LINK.EXPIRES_AT, in(LINK_LASTS))
          .execute();
      return token;
    });
  }

  /** Uses a link up. */
  boolean useLink(String token) {
    return transactions.write(tx ->
        tx.deleteFrom(SIGN_IN_LINK)
                .where(SIGN_IN_LINK.HASH.eq(ApiKeys.hash(token)))
                .and(SIGN_IN_LINK.EXPIRES_AT.gt(currentOffsetDateTime()))
                .execute()
            == 1);
  }

  /** Begins a session and gives its token. */
  String begin(String subject) {
    var token = token();
    return transactions.write(tx -> {
      tx.deleteFrom(SESSION).where(SESSION.EXPIRES_AT.lt(currentOffsetDateTime())).execute();
      tx.insertInto(SESSION)
          .set(SESSION.HASH, ApiKeys.hash(token))
          .set(SESSION.SUBJECT, subject)
          .set(SESSION.EXPIRES_AT, in(SESSION_LASTS))
          .execute();
      return token;
    });
  }

  /** Whose session it is. */
  Optional<String> subject(String token) {
    return transactions.read(tx ->
        tx.select(SESSION.SUBJECT)
            .from(SESSION)
            .where(SESSION.HASH.eq(ApiKeys.hash(token)))
            .and(SESSION.EXPIRES_AT.gt(currentOffsetDateTime()))
            .fetchOptional(SESSION.SUBJECT));
  }

  void end(String token) {
    transactions.write(
        tx -> tx.deleteFrom(SESSION).where(SESSION.HASH.eq(ApiKeys.hash(token))).execute());
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
