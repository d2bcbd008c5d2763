package dev.parley.api.person;

import static dev.parley.db.Tables.USERS;
import static org.jooq.impl.DSL.lower;

import dev.parley.api.Texts;
import dev.parley.api.Transactions;
import dev.parley.api.input.Checks;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Role;
import dev.parley.conversation.Name;
import dev.parley.db.tables.records.UsersRecord;
import dev.parley.store.Ids;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * The people who sign in through the OpenID provider. A person is known by issuer and subject. An
 * email address that the provider verified leads to a person who cannot sign in otherwise; who has
 * a password connects the two while signed in, so that the provider cannot go around it.
 */
@Component
class OidcAccounts {
  private static final Logger LOG = LoggerFactory.getLogger(OidcAccounts.class);
  private static final int LONGEST_EMAIL = 320;
  private static final int LONGEST_SUBJECT = 255;
  private static final int MOST_NAMESAKES = 100;

  private final Transactions transactions;
  private final OidcSettings settings;

  OidcAccounts(Transactions transactions, OidcSettings settings) {
    this.transactions = transactions;
    this.settings = settings;
  }

  /**
   * The provider's account.
   *
   * @param subject with its issuer
   * @param email only if the provider verified it
   * @param role empty for a person whom the provider gives none
   */
  private record Identity(
      String subject, String name, Optional<String> email, Optional<Role> role) {}

  /**
   * Returns the person who arrives from the provider, created if there is none yet.
   *
   * @param connecting the person in whose session the account of the provider is connected; null to
   *     sign in
   * @throws Refusal with the code of a sentence on the sign-in page
   */
  UUID arrived(OidcUser account, @Nullable UUID connecting) {
    var identity = identity(account);
    return transactions.write(
        tx -> connecting == null ? signIn(tx, identity) : connect(tx, identity, connecting));
  }

  private Identity identity(OidcUser account) {
    var subject = account.getSubject();
    if (subject == null || subject.length() > LONGEST_SUBJECT) {
      throw refusal("untrusted", "the subject is missing or too long");
    }
    var email = Optional.ofNullable(account.getEmail()).map(String::strip);
    var verified =
        email
            .filter(_ -> Boolean.TRUE.equals(account.getEmailVerified()))
            .filter(one -> one.matches("[^@\\s]+@[^@\\s]+") && Texts.fits(one, LONGEST_EMAIL));
    var name =
        Stream.of(account.getFullName(), account.getPreferredUsername(), verified.orElse(null))
            .filter(Objects::nonNull)
            .map(one -> one.replaceAll("\\p{Cntrl}", " ").strip())
            .filter(one -> !Texts.isBlank(one) && Texts.fits(one, Checks.LONGEST_NAME - 4))
            .findFirst()
            .orElse("Person");
    return new Identity(
        settings.issuer() + " " + subject, name, verified, settings.role(account.getClaims()));
  }

  private UUID connect(DSLContext tx, Identity identity, UUID person) {
    var other = bySubject(tx, identity).filter(known -> !known.getId().equals(person));
    if (other.isPresent()) {
      throw refusal("connected", "the account belongs to another person");
    }
    tx.update(USERS)
        .set(USERS.OIDC_SUBJECT, identity.subject())
        .where(USERS.ID.eq(person))
        .execute();
    return person;
  }

  private static Optional<UsersRecord> bySubject(DSLContext tx, Identity identity) {
    return tx.selectFrom(USERS)
        .where(USERS.OIDC_SUBJECT.eq(identity.subject()))
        .forUpdate()
        .fetchOptional();
  }

  private UUID signIn(DSLContext tx, Identity identity) {
    var known = bySubject(tx, identity);
    if (known.isPresent()) {
      return admitted(tx, known.get(), identity);
    }
    var sameEmail =
        identity
            .email()
            .flatMap(email ->
                tx.selectFrom(USERS)
                    .where(lower(USERS.EMAIL).eq(email.toLowerCase(Locale.ROOT)))
                    .forUpdate()
                    .fetchOptional());
    return sameEmail
        .map(person -> linked(tx, person, identity))
        .orElseGet(() -> created(tx, identity));
  }

  private UUID admitted(DSLContext tx, UsersRecord person, Identity identity) {
    refuseArchived(person);
    if (person.getRole() == null) {
      throw refusal("no-role", "the person may not sign in");
    }
    if (settings.decidesRoles()) {
      follow(tx, person, roleOf(identity));
    }
    return person.getId();
  }

  private static void refuseArchived(UsersRecord person) {
    if (person.getArchivedAt() != null) {
      throw refusal("archived", "the person is archived");
    }
  }

  private static Role roleOf(Identity identity) {
    return identity.role().orElseThrow(() -> refusal("no-role", "no role follows from the claim"));
  }

  /** The owner, and the only administrator, stay administrators whatever the claim says. */
  private static void follow(DSLContext tx, UsersRecord person, Role role) {
    if (role.wire().equals(person.getRole())) {
      return;
    }
    if (Boolean.TRUE.equals(person.getOwner())
        || PersonStore.isLastAdministrator(tx, person.getId())) {
      LOG.warn("{} stays an administrator: there would be none left", person.getId());
      return;
    }
    tx.update(USERS).set(USERS.ROLE, role.wire()).where(USERS.ID.eq(person.getId())).execute();
  }

  private UUID linked(DSLContext tx, UsersRecord person, Identity identity) {
    refuseArchived(person);
    if (person.getOidcSubject() != null) {
      throw refusal("other-account", "the person has another account of the provider");
    }
    var signsInOtherwise =
        settings.passwordSignIn()
            && (person.getPassword() != null || person.getTotpSealed() != null);
    if (Boolean.TRUE.equals(person.getOwner()) || signsInOtherwise) {
      throw refusal("connect-first", "the person signs in with a password");
    }
    var role =
        settings.decidesRoles() || person.getRole() == null
            ? roleOf(identity)
            : Role.of(person.getRole());
    tx.update(USERS)
        .set(USERS.OIDC_SUBJECT, identity.subject())
        .where(USERS.ID.eq(person.getId()))
        .execute();
    follow(tx, person, role);
    return person.getId();
  }

  private static UUID created(DSLContext tx, Identity identity) {
    var role = roleOf(identity);
    for (int i = 1; i <= MOST_NAMESAKES; i++) {
      var name = Name.of(i == 1 ? identity.name() : identity.name() + " " + i);
      var made =
          tx.insertInto(USERS)
              .set(USERS.ID, Ids.next())
              .set(USERS.NAME, name.text())
              .set(USERS.NAME_KEY, name.key())
              .set(USERS.EMAIL, identity.email().orElse(null))
              .set(USERS.ROLE, role.wire())
              .set(USERS.OIDC_SUBJECT, identity.subject())
              .onConflictDoNothing()
              .returning(USERS.ID)
              .fetchOptional(USERS.ID);
      // Another request of the same person may have been faster.
      var found = made.or(() -> bySubject(tx, identity).map(UsersRecord::getId));
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw refusal("failed", "there are too many people with this name");
  }

  private static Refusal refusal(String code, String detail) {
    return Refusal.of(403, code, detail);
  }
}
