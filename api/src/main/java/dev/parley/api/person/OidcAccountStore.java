package dev.parley.api.person;

import static dev.parley.db.Tables.USERS;
import static org.jooq.impl.DSL.lower;

import dev.parley.api.security.Role;
import dev.parley.conversation.Name;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The users with their accounts of the OpenID provider, and locks on those who arrive. */
final class OidcAccountStore {
  private OidcAccountStore() {}

  /**
   * A user who arrives from the provider.
   *
   * @param role null if the user may not sign in
   * @param hasCredentials true if the user has a password or a second factor
   * @param hasAccount true if an account of the provider is connected
   */
  record Known(
      UUID id,
      @Nullable Role role,
      boolean archived,
      boolean owner,
      boolean hasCredentials,
      boolean hasAccount) {}

  static Optional<Known> bySubject(DSLContext tx, String subject) {
    return find(tx, USERS.OIDC_SUBJECT.eq(subject));
  }

  static Optional<Known> byEmail(DSLContext tx, String email) {
    return find(tx, lower(USERS.EMAIL).eq(email.toLowerCase(Locale.ROOT)));
  }

  private static Optional<Known> find(DSLContext tx, Condition condition) {
    return tx.selectFrom(USERS).where(condition).forUpdate().fetchOptional(OidcAccountStore::known);
  }

  private static Known known(Record row) {
    var role = row.get(USERS.ROLE);
    return new Known(
        row.get(USERS.ID),
        role == null ? null : Role.of(role),
        row.get(USERS.ARCHIVED_AT) != null,
        row.get(USERS.OWNER),
        row.get(USERS.PASSWORD) != null || row.get(USERS.TOTP_SEALED) != null,
        row.get(USERS.OIDC_SUBJECT) != null);
  }

  static boolean setSubject(DSLContext tx, UUID user, String subject) {
    return tx.update(USERS).set(USERS.OIDC_SUBJECT, subject).where(USERS.ID.eq(user)).execute()
        == 1;
  }

  static boolean setRole(DSLContext tx, UUID user, Role role) {
    return tx.update(USERS).set(USERS.ROLE, role.wire()).where(USERS.ID.eq(user)).execute() == 1;
  }

  /** A user to add. */
  record Added(UUID id, Name name, Optional<String> email, Role role, String subject) {}

  /** Adds a user, and returns false if the name, the address or the account is taken. */
  static boolean add(DSLContext tx, Added user) {
    return tx.insertInto(USERS)
            .set(USERS.ID, user.id())
            .set(USERS.NAME, user.name().text())
            .set(USERS.NAME_KEY, user.name().key())
            .set(USERS.EMAIL, user.email().orElse(null))
            .set(USERS.ROLE, user.role().wire())
            .set(USERS.OIDC_SUBJECT, user.subject())
            .onConflictDoNothing()
            .execute()
        == 1;
  }
}
