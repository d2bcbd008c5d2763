package dev.parley.api.person;

import dev.parley.api.ApiConfig;
import dev.parley.api.Transactions;
import dev.parley.api.audit.Act;
import dev.parley.api.audit.RecordedActs;
import dev.parley.api.mail.Mailer;
import dev.parley.api.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Links for choosing a password by email: resets that a person asks for, and invitations. */
@Component
class PasswordMails {
  static final int LONGEST_EMAIL = 320;

  private static final Duration RESET_LASTS = Duration.ofHours(1);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);

  private final Mailer mailer;
  private final PersonStore people;
  private final SignInThrottle throttle;
  private final SessionCookie tokens;
  private final Transactions transactions;
  private final OidcSettings oidc;
  private final RecordedActs acts;
  private final String base;

  PasswordMails(
      Mailer mailer,
      PersonStore people,
      SignInThrottle throttle,
      SessionCookie tokens,
      Transactions transactions,
      OidcSettings oidc,
      RecordedActs acts,
      ApiConfig config) {
    this.mailer = mailer;
    this.people = people;
    this.throttle = throttle;
    this.tokens = tokens;
    this.transactions = transactions;
    this.oidc = oidc;
    this.acts = acts;
    base = config.publicUrl().replaceFirst("/+$", "");
  }

  /** Returns true if people can reset their password by email. */
  boolean canReset() {
    return mailer.isOn() && oidc.passwordSignIn();
  }

  /**
   * Sends a link to the person with this address, if there is one. The account is looked up after
   * the answer, which is the same for all addresses.
   */
  void reset(HttpServletRequest request, String email) {
    oidc.requirePasswords();
    if (!mailer.isOn()) {
      throw Refusal.conflict("mail-missing", "No mail server is configured.");
    }
    throttle.countReset(request, email);
    mailer.later(Act.continued(() -> sendReset(email)));
  }

  private void sendReset(String email) {
    // A provider alone decides on people who never had a password.
    var person = people.byEmail(email).filter(one -> one.password() != null || !one.usesProvider());
    if (person.isPresent()) {
      sendReset(person.get());
    } else {
      acts.refused("account-unknown", email.strip().toLowerCase(Locale.ROOT));
    }
  }

  private void sendReset(PersonStore.Person person) {
    var token = tokens.token();
    var until = OffsetDateTime.now(ZoneOffset.UTC).plus(RESET_LASTS);
    Act.about("user", person.id());
    transactions.write(tx -> {
      PasswordLinkStore.add(tx, person.id(), token, "reset by email", until);
      return true;
    });
    var text =
        """
        Hello %s,

        A new password was requested for your account in Parley. To choose one, open
        this link within an hour. It works once.

        %s/choose-password?token=%s

        If you did not request it, ignore this message. Your password stays as it is.
        """
            .formatted(person.name(), base, token);
    mailer.send(
        new Mailer.Message(
            String.valueOf(person.email()), "Choose a new password for Parley", text));
  }

  /**
   * Sends an invitation.
   *
   * @param url of the link, relative to the dashboard
   * @return true if a mail server is configured
   */
  boolean invite(String name, String email, String from, String url, OffsetDateTime until) {
    if (!mailer.isOn()) {
      return false;
    }
    var text =
        """
        Hello %s,

        %s has created a link with which you choose your password for Parley. Open it
        by %s. It works once.

        %s%s
        """
            .formatted(name, from, TIME.format(until), base, url);
    mailer.later(
        () -> mailer.send(new Mailer.Message(email, "Choose your password for Parley", text)));
    return true;
  }
}
