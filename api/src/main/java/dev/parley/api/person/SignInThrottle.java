package dev.parley.api.person;

import com.google.common.hash.Hashing;
import dev.parley.api.ApiConfig;
import dev.parley.api.Transactions;
import dev.parley.api.person.SignInFailureStore.Delays;
import dev.parley.api.problem.Refusal;
import dev.parley.secret.Sealer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Delays attempts to sign in after failures, by account and by address. A browser from which a
 * person has signed in before is counted by itself, so that an attack on an account does not keep
 * its owner out.
 */
@Component
class SignInThrottle {
  private static final Delays OF_ACCOUNT = Delays.ofSignIn(5);
  private static final Delays OF_ADDRESS = Delays.ofSignIn(20);

  /** For requests that send an email, which a stranger could cause. */
  private static final Delays RESETS_OF_ACCOUNT =
      new Delays(3, Duration.ofMinutes(1), Duration.ofMinutes(15));

  private static final Delays RESETS_OF_ADDRESS =
      new Delays(20, Duration.ofMinutes(1), Duration.ofMinutes(15));
  private static final Duration KNOWN_FOR = Duration.ofDays(180);
  private static final String CONTEXT = "known-browser";

  private final Transactions transactions;
  private final Sealer sealer;
  private final SessionCookie cookie;
  private final String cookieName;

  SignInThrottle(Transactions transactions, Sealer sealer, SessionCookie cookie, ApiConfig config) {
    this.transactions = transactions;
    this.sealer = sealer;
    this.cookie = cookie;
    cookieName = config.isHttps() ? "__Host-parley_browser" : "parley_browser";
  }

  /**
   * One attempt to sign in.
   *
   * @param keys what its failure counts against
   */
  record Attempt(List<String> keys) {}

  /**
   * Returns the attempt of a request on an account.
   *
   * @throws Refusal 429 with the delay if there were too many failures
   */
  Attempt begin(HttpServletRequest request, String email) {
    var account = account(email);
    var attempt =
        new Attempt(
            browser(request)
                .filter(known -> known.startsWith(account + " "))
                .map(known -> List.of("browser " + known))
                .orElse(List.of("account " + account, "address " + request.getRemoteAddr())));
    refuseBlocked(attempt.keys(), "Too many failed attempts to sign in.");
    return attempt;
  }

  private void refuseBlocked(List<String> keys, String reason) {
    var blocked = transactions.readOnce(tx -> SignInFailureStore.blockedUntil(tx, keys));
    if (blocked.isPresent()) {
      var wait = Duration.between(OffsetDateTime.now(ZoneOffset.UTC), blocked.get());
      var seconds = Math.max(1, (int) wait.plusMillis(999).toSeconds());
      throw Refusal.of(429, "sign-in-delayed", reason + " Try again in " + seconds + " seconds.")
          .retryAfter(seconds);
    }
  }

  /**
   * Counts a request for a link by email, whether or not the account exists.
   *
   * @throws Refusal 429 with the delay if there were too many
   */
  void countReset(HttpServletRequest request, String email) {
    var account = "reset of " + account(email);
    var address = "reset from " + request.getRemoteAddr();
    refuseBlocked(List.of(account, address), "Too many links were requested.");
    transactions.writeAside(tx -> {
      SignInFailureStore.failed(tx, account, RESETS_OF_ACCOUNT);
      SignInFailureStore.failed(tx, address, RESETS_OF_ADDRESS);
      return true;
    });
  }

  /** Counts the failure of an attempt. */
  void failed(Attempt attempt) {
    transactions.writeAside(tx -> {
      for (var key : attempt.keys()) {
        SignInFailureStore.failed(tx, key, key.startsWith("address ") ? OF_ADDRESS : OF_ACCOUNT);
      }
      return true;
    });
  }

  /** Forgets the failures of the account, and makes the browser known to it. */
  void succeeded(Attempt attempt, String email, HttpServletResponse response) {
    var own = attempt.keys().stream().filter(key -> !key.startsWith("address ")).toList();
    transactions.writeAside(tx -> {
      SignInFailureStore.forget(tx, own);
      return true;
    });
    var known = account(email) + " " + UUID.randomUUID();
    var sealed = sealer.seal(known, CONTEXT);
    var value = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    cookie.add(response, cookieName, value, true, KNOWN_FOR);
  }

  private Optional<String> browser(HttpServletRequest request) {
    return SessionCookie.value(request, cookieName)
        .flatMap(value -> {
          try {
            return Optional.of(sealer.open(Base64.getUrlDecoder().decode(value), CONTEXT));
          } catch (RuntimeException e) {
            return Optional.empty();
          }
        });
  }

  /** The address itself is not stored: accounts that do not exist have failures too. */
  private static String account(String email) {
    return Hashing.sha256()
        .hashString(email.strip().toLowerCase(Locale.ROOT), StandardCharsets.UTF_8)
        .toString();
  }
}
