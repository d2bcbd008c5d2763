package dev.parley.api.person;

import dev.parley.api.Texts;
import dev.parley.api.Transactions;
import dev.parley.api.audit.Act;
import dev.parley.api.audit.RecordedActs;
import dev.parley.api.input.Checks;
import dev.parley.api.person.OidcAccountStore.Added;
import dev.parley.api.person.OidcAccountStore.Known;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Role;
import dev.parley.conversation.Name;
import dev.parley.store.Ids;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private final RecordedActs acts;

  OidcAccounts(Transactions transactions, OidcSettings settings, RecordedActs acts) {
    this.transactions = transactions;
    this.settings = settings;
    this.acts = acts;
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
    if (connecting != null) {
      Act.by(connecting);
      return transactions.write(tx -> connect(tx, identity, connecting));
    }
    Act.aboutUser(identity.name());
    // The changes have entries of their own, and signing in has one when the session begins.
    return transactions.writeAside(tx -> signIn(tx, identity));
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
    var other =
        OidcAccountStore.bySubject(tx, identity.subject())
            .filter(known -> !known.id().equals(person));
    if (other.isPresent()) {
      throw refusal("connected", "the account belongs to another person");
    }
    OidcAccountStore.setSubject(tx, person, identity.subject());
    return person;
  }

  private UUID signIn(DSLContext tx, Identity identity) {
    var known = OidcAccountStore.bySubject(tx, identity.subject());
    if (known.isPresent()) {
      return admitted(tx, known.get(), identity);
    }
    var sameEmail = identity.email().flatMap(email -> OidcAccountStore.byEmail(tx, email));
    return sameEmail
        .map(person -> linked(tx, person, identity))
        .orElseGet(() -> created(tx, identity));
  }

  private UUID admitted(DSLContext tx, Known person, Identity identity) {
    Act.about("user", person.id());
    refuseArchived(person);
    if (person.role() == null) {
      throw refusal("no-role", "the person may not sign in");
    }
    if (settings.decidesRoles()) {
      follow(tx, person, roleOf(identity));
    }
    return person.id();
  }

  private static void refuseArchived(Known person) {
    if (person.archived()) {
      throw refusal("archived", "the person is archived");
    }
  }

  private static Role roleOf(Identity identity) {
    return identity.role().orElseThrow(() -> refusal("no-role", "no role follows from the claim"));
  }

  /** The owner, and the only administrator, stay administrators whatever the claim says. */
  private void follow(DSLContext tx, Known person, Role role) {
    if (role == person.role()) {
      return;
    }
    if (person.owner() || PersonStore.isLastAdministrator(tx, person.id())) {
      LOG.warn("{} stays an administrator: there would be none left", person.id());
      return;
    }
    acts.byProvider(
        tx,
        "setRoleFromProvider",
        person.id(),
        Map.of(),
        () -> OidcAccountStore.setRole(tx, person.id(), role));
  }

  private UUID linked(DSLContext tx, Known person, Identity identity) {
    Act.about("user", person.id());
    refuseArchived(person);
    if (person.hasAccount()) {
      throw refusal("other-account", "the person has another account of the provider");
    }
    if (person.owner() || (settings.passwordSignIn() && person.hasCredentials())) {
      throw refusal("connect-first", "the person signs in with a password");
    }
    var given = person.role();
    var role = settings.decidesRoles() || given == null ? roleOf(identity) : given;
    acts.byProvider(
        tx,
        "linkUserToProvider",
        person.id(),
        Map.of(),
        () -> OidcAccountStore.setSubject(tx, person.id(), identity.subject()));
    follow(tx, person, role);
    return person.id();
  }

  private UUID created(DSLContext tx, Identity identity) {
    var role = roleOf(identity);
    for (int i = 1; i <= MOST_NAMESAKES; i++) {
      var name = Name.of(i == 1 ? identity.name() : identity.name() + " " + i);
      var added = new Added(Ids.next(), name, identity.email(), role, identity.subject());
      if (acts.byProvider(
          tx,
          "createUserFromProvider",
          added.id(),
          claims(added),
          () -> OidcAccountStore.add(tx, added))) {
        return added.id();
      }
      // Another request of the same person may have been faster.
      var other = OidcAccountStore.bySubject(tx, identity.subject());
      if (other.isPresent()) {
        return other.get().id();
      }
    }
    throw refusal("failed", "there are too many people with this name");
  }

  private static Map<String, String> claims(Added user) {
    var claims = new LinkedHashMap<String, String>();
    claims.put("name", user.name().text());
    user.email().ifPresent(email -> claims.put("email", email));
    claims.put("role", user.role().wire());
    claims.put("account", user.subject());
    return claims;
  }

  private static Refusal refusal(String code, String detail) {
    return Refusal.of(403, code, detail);
  }
}
