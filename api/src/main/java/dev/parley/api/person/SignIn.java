package dev.parley.api.person;

import dev.parley.api.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Signing in with email address, password and second factor. */
@Component
class SignIn {
  private final PersonStore people;
  private final Passwords passwords;
  private final SecondFactor secondFactor;
  private final SignInThrottle throttle;

  SignIn(
      PersonStore people, Passwords passwords, SecondFactor secondFactor, SignInThrottle throttle) {
    this.people = people;
    this.passwords = passwords;
    this.secondFactor = secondFactor;
    this.throttle = throttle;
  }

  /**
   * Returns the person whose credentials these are. No answer reveals whether an account exists.
   *
   * @throws Refusal 401 {@code sign-in-failed}, {@code code-needed} or {@code code-wrong}; 429
   *     after too many failures
   */
  UUID withPassword(
      HttpServletRequest request,
      HttpServletResponse response,
      SessionController.Credentials sent) {
    var email = Objects.requireNonNullElse(sent.email(), "");
    var attempt = throttle.begin(request, email);
    var person = people.byEmail(email);
    var encoded = person.map(PersonStore.Person::password).orElse(null);
    var right = passwords.matches(Objects.requireNonNullElse(sent.password(), ""), encoded);
    if (!right || person.isEmpty()) {
      throttle.failed(attempt);
      throw Refusal.of(401, "sign-in-failed", "The email address or the password is wrong.");
    }
    var known = person.get();
    people
        .totpSealed(known.id())
        .ifPresent(sealed ->
            check(attempt, known.id(), sealed, Objects.requireNonNullElse(sent.code(), "")));
    throttle.succeeded(attempt, email, response);
    return known.id();
  }

  private void check(SignInThrottle.Attempt attempt, UUID person, byte[] sealed, String code) {
    if (code.isBlank()) {
      throw Refusal.of(401, "code-needed", "Enter the code that your authenticator app shows.");
    }
    if (!secondFactor.accepts(person, sealed, code)) {
      throttle.failed(attempt);
      throw Refusal.of(
          401, "code-wrong", "This code is wrong or was used already. Enter the next one.");
    }
  }
}
