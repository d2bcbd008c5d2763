package dev.parley.api.person;

import dev.parley.api.problem.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Encodes and checks passwords with Argon2id. Only their length is restricted, as NIST SP 800-63B
 * recommends, and they must not be the person's own name or address.
 */
@Component
class Passwords {
  static final int LEAST = 10;
  static final int MOST = 200;

  private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  private final String ofNoAccount = encoder.encode("the password of no account");

  /**
   * Returns true if the password matches.
   *
   * @param encoded null if there is no such account or password; the check takes equally long then
   */
  boolean matches(String password, @Nullable String encoded) {
    var matches = encoder.matches(password, encoded == null ? ofNoAccount : encoded);
    return matches && encoded != null;
  }

  /**
   * Checks and encodes a new password.
   *
   * @throws Refusal 422 at {@code /password} if it is too short, too long or easily guessed
   */
  String encode(@Nullable String password, String name, @Nullable String email) {
    if (password == null || password.length() < LEAST || password.length() > MOST) {
      throw Refusal.unsound(
          "/password",
          "password-length",
          "A password must have " + LEAST + " to " + MOST + " characters.");
    }
    var lower = password.toLowerCase(Locale.ROOT);
    if (lower.equals(name.toLowerCase(Locale.ROOT))
        || (email != null && lower.equals(email.toLowerCase(Locale.ROOT)))
        || password.chars().distinct().count() < 4) {
      throw Refusal.unsound(
          "/password", "password-guessable", "This password is too easy to guess.");
    }
    return encoder.encode(password);
  }
}
