package dev.parley.api.person;

import static dev.parley.db.Tables.PASSWORD_LINK;
import static dev.parley.db.Tables.USERS;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import dev.parley.api.security.AdminKeyFile;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/** One-time links with which people choose a password: invitations and resets. */
final class PasswordLinkStore {
  private PasswordLinkStore() {}

  /** Adds a link; those that the person had before no longer work. */
  static void insert(
      DSLContext tx, UUID person, String token, String createdBy, OffsetDateTime expiresAt) {
    tx.deleteFrom(PASSWORD_LINK).where(PASSWORD_LINK.USER_ID.eq(person)).execute();
    add(tx, person, token, createdBy, expiresAt);
  }

  /** Adds a link next to those that the person has. */
  static void add(
      DSLContext tx, UUID person, String token, String createdBy, OffsetDateTime expiresAt) {
    tx.deleteFrom(PASSWORD_LINK)
        .where(PASSWORD_LINK.EXPIRES_AT.lt(currentOffsetDateTime()))
        .execute();
    tx.insertInto(PASSWORD_LINK)
        .set(PASSWORD_LINK.HASH, AdminKeyFile.hash(token))
        .set(PASSWORD_LINK.USER_ID, person)
        .set(PASSWORD_LINK.CREATED_BY, createdBy)
        .set(PASSWORD_LINK.EXPIRES_AT, expiresAt)
        .execute();
  }

  /**
   * Uses up a link and returns its person, whose other links end, too. Of several attempts at once,
   * one gets it.
   */
  static Optional<UUID> use(DSLContext tx, String token) {
    var person = useOne(tx, token);
    person.ifPresent(
        id -> tx.deleteFrom(PASSWORD_LINK).where(PASSWORD_LINK.USER_ID.eq(id)).execute());
    return person;
  }

  private static Optional<UUID> useOne(DSLContext tx, String token) {
    return tx.deleteFrom(PASSWORD_LINK)
        .using(USERS)
        .where(PASSWORD_LINK.HASH.eq(AdminKeyFile.hash(token)))
        .and(PASSWORD_LINK.EXPIRES_AT.gt(currentOffsetDateTime()))
        .and(USERS.ID.eq(PASSWORD_LINK.USER_ID))
        .and(USERS.ROLE.isNotNull())
        .and(USERS.ARCHIVED_AT.isNull())
        .returning(PASSWORD_LINK.USER_ID)
        .fetchOptional(PASSWORD_LINK.USER_ID);
  }
}
