package dev.parley.api.person;

import dev.parley.api.audit.RecordedActs;
import dev.parley.api.limit.RateLimits;
import dev.parley.api.problem.Refusal;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * People who come back from the OpenID provider: a session begins, or the sign-in page says why
 * not. Both are recorded in the audit log.
 */
@Component
class OidcArrivals {
  private static final Logger LOG = LoggerFactory.getLogger(OidcArrivals.class);
  private static final String SIGN_IN = "signInWithProvider";

  /** As the operation with which the person began. */
  private static final String CONNECT = "connectProvider";

  private static final String UNREACHABLE = "unreachable";

  /** The failures that the sign-in page has a sentence for, by the codes of errors. */
  private static final Map<String, String> FAILURES =
      Map.of(
          "access_denied",
          "denied",
          "server_error",
          UNREACHABLE,
          "temporarily_unavailable",
          UNREACHABLE,
          OidcProvider.UNREACHABLE,
          UNREACHABLE,
          "invalid_state_parameter",
          "expired",
          "authorization_request_not_found",
          "expired",
          "invalid_id_token",
          "untrusted",
          "invalid_nonce",
          "untrusted");

  private final OidcAccounts accounts;
  private final Sessions sessions;
  private final RecordedActs acts;
  private final RateLimits limits;

  OidcArrivals(OidcAccounts accounts, Sessions sessions, RecordedActs acts, RateLimits limits) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.acts = acts;
    this.limits = limits;
  }

  /** Begins the session of a person whom the provider confirmed. */
  void arrived(HttpServletRequest request, HttpServletResponse response, Authentication known) {
    var attempt = OidcAttempts.of(request);
    try {
      var account = (OidcUser) Objects.requireNonNull(known.getPrincipal());
      acts.carryOut(
          attempt.person() == null ? SIGN_IN : CONNECT,
          request,
          () -> {
            var person = accounts.arrived(account, attempt.person());
            sessions.begin(request, response, person, null);
          });
      lead(response, attempt.page());
    } catch (Refusal refused) {
      LOG.info("Sign-in through the OpenID provider refused: {}", refused.getMessage());
      refuse(response, refused.code());
    }
  }

  /** Leads to the sign-in page after an answer that proves nothing. */
  void failed(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
    LOG.warn("Sign-in through the OpenID provider failed: {}", reason(failure));
    var shown = FAILURES.getOrDefault(code(failure), "failed");
    if (!shown.equals(UNREACHABLE)) {
      acts.refused(SIGN_IN, request, shown);
    }
    refuse(response, shown);
  }

  private static String code(AuthenticationException failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof OAuth2AuthenticationException known) {
        return known.getError().getErrorCode();
      }
    }
    return failure.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String reason(AuthenticationException failure) {
    return code(failure) + ": " + failure.getMessage();
  }

  /**
   * Returns a filter that limits the attempts from an address, each of which may make the api call
   * the provider.
   */
  Filter limit() {
    return new OncePerRequestFilter() {
      @Override
      protected void doFilterInternal(
          HttpServletRequest request, HttpServletResponse response, FilterChain chain)
          throws ServletException, IOException {
        var counted = limits.ofProviderSignIn(request.getRemoteAddr());
        if (counted.isEmpty() || counted.get().granted()) {
          chain.doFilter(request, response);
          return;
        }
        acts.refused(SIGN_IN, request, "rate-limited");
        refuse(response, "rate-limited");
      }
    };
  }

  private static void refuse(HttpServletResponse response, String code) {
    lead(response, "/sign-in?failed=" + code);
  }

  /**
   * Leads to a page of ours. It is loaded without a cookie, as the way here began on another site,
   * and its own requests then send the session's.
   */
  private static void lead(HttpServletResponse response, String page) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(HttpHeaders.LOCATION, page);
  }
}
