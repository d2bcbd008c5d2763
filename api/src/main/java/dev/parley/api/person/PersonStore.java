package dev.parley.api.person;

import static dev.parley.db.Tables.API_KEY;
import static dev.parley.db.Tables.USERS;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import dev.parley.api.Transactions;
import dev.parley.api.audit.Act;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.AdminKeyFile;
import dev.parley.api.security.Role;
import dev.parley.conversation.Name;
import dev.parley.store.Ids;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The users who sign in, with their roles, passwords and second factors. */
@Component
class PersonStore {
  private final Transactions transactions;
  private final AdminKeyFile adminKey;

  PersonStore(Transactions transactions, AdminKeyFile adminKey) {
    this.transactions = transactions;
    this.adminKey = adminKey;
  }

  /**
   * A person who may sign in.
   *
   * @param password encoded; null until the invitation is accepted
   * @param hasSecondFactor true if signing in with the password also needs a code
   * @param usesProvider true if the person can sign in through the OpenID provider
   */
  record Person(
      UUID id,
      String name,
      @Nullable String email,
      Role role,
      boolean readsTexts,
      @Nullable String password,
      boolean hasSecondFactor,
      boolean usesProvider) {}

  /**
   * Returns the person of a session, while the person may sign in and the key with which the
   * session began is valid.
   */
  Optional<Person> signedIn(UUID id, Sessions.@Nullable Origin origin) {
    return transactions.readOnce(tx ->
        tx.selectFrom(USERS)
            .where(USERS.ID.eq(id))
            .and(maySignIn())
            .and(isOfGoodKey(origin))
            .fetchOptional(PersonStore::person));
  }

  private Condition isOfGoodKey(Sessions.@Nullable Origin origin) {
    if (origin == null) {
      return noCondition();
    }
    if (origin.id() == null) {
      return adminKey
              .hash()
              .map(HexFormat.of()::formatHex)
              .equals(Optional.ofNullable(origin.adminHash()))
          ? noCondition()
          : falseCondition();
    }
    return exists(
        selectOne()
            .from(API_KEY)
            .where(API_KEY.ID.eq(origin.id()))
            .and(API_KEY.ARCHIVED_AT.isNull())
            .and(API_KEY.EXPIRES_AT.gt(currentOffsetDateTime())));
  }

  private static Condition maySignIn() {
    return USERS.ROLE.isNotNull().and(USERS.ARCHIVED_AT.isNull());
  }

  /** Returns the person who signs in with this email address. */
  Optional<Person> byEmail(String email) {
    return transactions.readOnce(tx ->
        tx.selectFrom(USERS)
            .where(lower(USERS.EMAIL).eq(email.strip().toLowerCase(Locale.ROOT)))
            .and(maySignIn())
            .fetchOptional(PersonStore::person));
  }

  /** Returns a person who may sign in. */
  Optional<Person> find(UUID id) {
    return transactions.readOnce(tx ->
        tx.selectFrom(USERS)
            .where(USERS.ID.eq(id))
            .and(maySignIn())
            .fetchOptional(PersonStore::person));
  }

  /**
   * Returns the owner: the person to whom links of the administrator's key sign in. Creates one if
   * there is none. An owner who was archived or lost the role becomes an administrator again, since
   * the holder of the key may do everything.
   */
  static UUID owner(DSLContext tx) {
    var known =
        tx.update(USERS)
            .set(USERS.ROLE, Role.ADMIN.wire())
            .setNull(USERS.ARCHIVED_AT)
            .where(USERS.OWNER)
            .returning(USERS.ID)
            .fetchOptional(USERS.ID);
    return known.orElseGet(() -> newOwner(tx));
  }

  private static UUID newOwner(DSLContext tx) {
    for (int i = 1; ; i++) {
      var name = Name.of(i == 1 ? "Owner" : "Owner " + i);
      var made =
          tx.insertInto(USERS)
              .set(USERS.ID, Ids.next())
              .set(USERS.NAME, name.text())
              .set(USERS.NAME_KEY, name.key())
              .set(USERS.ROLE, Role.ADMIN.wire())
              .set(USERS.OWNER, true)
              .onConflictDoNothing()
              .returning(USERS.ID)
              .fetchOptional(USERS.ID);
      if (made.isPresent()) {
        return made.get();
      }
      var other = tx.select(USERS.ID).from(USERS).where(USERS.OWNER).fetchOptional(USERS.ID);
      if (other.isPresent()) {
        return other.get();
      }
    }
  }

  /** Records that a person signed in now. */
  void signedIn(UUID id) {
    Act.by(id);
    transactions.write(tx ->
        tx.update(USERS)
            .set(USERS.SIGNED_IN_AT, currentOffsetDateTime())
            .where(USERS.ID.eq(id))
            .execute());
  }

  static void setPassword(DSLContext tx, UUID id, String encoded) {
    tx.update(USERS).set(USERS.PASSWORD, encoded).where(USERS.ID.eq(id)).execute();
  }

  /** Sets or, with null, removes the second factor. */
  static void setTotp(DSLContext tx, UUID id, byte @Nullable [] sealed) {
    tx.update(USERS)
        .set(USERS.TOTP_SEALED, sealed)
        .setNull(USERS.TOTP_STEP)
        .where(USERS.ID.eq(id))
        .execute();
  }

  /** Returns the sealed secret of the second factor; empty if there is none. */
  Optional<byte[]> totpSealed(UUID id) {
    return transactions.readOnce(tx ->
        tx.select(USERS.TOTP_SEALED)
            .from(USERS)
            .where(USERS.ID.eq(id))
            .and(USERS.TOTP_SEALED.isNotNull())
            .fetchOptional(USERS.TOTP_SEALED));
  }

  /** Records the use of a code; returns false if this code or a later one was used before. */
  boolean useCode(UUID id, long step) {
    return transactions.writeAside(tx ->
        tx.update(USERS)
                .set(USERS.TOTP_STEP, step)
                .where(USERS.ID.eq(id))
                .and(USERS.TOTP_STEP.isNull().or(USERS.TOTP_STEP.lt(step)))
                .execute()
            == 1);
  }

  /**
   * Refuses a change that would leave the team without an administrator.
   *
   * @param id the administrator who would no longer be one
   */
  static void keepAnAdministrator(DSLContext tx, UUID id) {
    if (isLastAdministrator(tx, id)) {
      throw Refusal.conflict(
          "last-administrator",
          "This is the only administrator. Give this role to another person first.");
    }
  }

  /** Returns true for the only administrator, and keeps it from changing in this transaction. */
  static boolean isLastAdministrator(DSLContext tx, UUID id) {
    var admins =
        tx.select(USERS.ID)
            .from(USERS)
            .where(USERS.ROLE.eq(Role.ADMIN.wire()))
            .and(USERS.ARCHIVED_AT.isNull())
            .orderBy(USERS.ID)
            .forUpdate()
            .fetch(USERS.ID);
    return admins.contains(id) && admins.size() == 1;
  }

  private static Person person(Record row) {
    return new Person(
        row.get(USERS.ID),
        row.get(USERS.NAME),
        row.get(USERS.EMAIL),
        Role.of(row.get(USERS.ROLE)),
        row.get(USERS.READS_TEXTS),
        row.get(USERS.PASSWORD),
        row.get(USERS.TOTP_SEALED) != null,
        row.get(USERS.OIDC_SUBJECT) != null);
  }
}
