package dev.parley.api.person;

import dev.parley.api.problem.Refusal;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
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

  /**
   * Argon2 occupies a thread, and 16 MiB, until it is done. Without a limit, it would keep the few
   * threads behind all virtual ones from those that hold locks in the database.
   */
  private final Semaphore turns =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  private final String ofNoAccount = encoder.encode("the password of no account");

  /**
   * Returns true if the password matches.
   *
   * @param encoded null if there is no such account or password; the check takes equally long then
   */
  boolean matches(String password, @Nullable String encoded) {
    var matches = inTurn(() -> encoder.matches(password, encoded == null ? ofNoAccount : encoded));
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
    return inTurn(() -> Objects.requireNonNull(encoder.encode(password)));
  }

  private <T> T inTurn(Supplier<T> work) {
    turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
