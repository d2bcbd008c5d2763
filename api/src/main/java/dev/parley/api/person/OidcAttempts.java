package dev.parley.api.person;

import dev.parley.api.ApiConfig;
import dev.parley.api.security.CallerAuthentication;
import dev.parley.secret.Sealer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;

/**
 * Attempts to sign in through the provider, each in a sealed cookie of its browser. The provider
 * leads back from another site, where the browser does not send the cookie of a session; this one
 * is sent, and lasts ten minutes.
 */
@Component
class OidcAttempts implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
  private static final Duration LASTS = Duration.ofMinutes(10);
  private static final Duration TICKET_LASTS = Duration.ofMinutes(2);
  private static final String CONTEXT = "oidc-attempt";
  private static final String TICKET = "oidc-connect";
  private static final String ATTRIBUTE = OidcAttempts.class.getName();
  private static final Pattern OWN_PAGE = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,500}");

  private final OidcProvider provider;
  private final Sealer sealer;
  private final SessionCookie cookie;
  private final String name;

  OidcAttempts(OidcProvider provider, Sealer sealer, SessionCookie cookie, ApiConfig config) {
    this.provider = provider;
    this.sealer = sealer;
    this.cookie = cookie;
    name = config.isHttps() ? "__Host-parley_oidc" : "parley_oidc";
  }

  /**
   * One attempt.
   *
   * @param person who connects the account of the provider; null to sign in
   * @param page where the attempt leads
   */
  record Attempt(
      String state,
      String nonce,
      String verifier,
      Instant until,
      @Nullable UUID person,
      String page) {
    String text() {
      return String.join(
          " ",
          state,
          nonce,
          verifier,
          Long.toString(until.getEpochSecond()),
          person == null ? "-" : person.toString(),
          page);
    }

    static Attempt of(String text) {
      var parts = text.split(" ", 6);
      return new Attempt(
          parts[0],
          parts[1],
          parts[2],
          Instant.ofEpochSecond(Long.parseLong(parts[3])),
          parts[4].equals("-") ? null : UUID.fromString(parts[4]),
          parts[5]);
    }
  }

  /** Returns the address at which this person connects an account of the provider. */
  String connecting(UUID person) {
    var text = Instant.now().plus(TICKET_LASTS).getEpochSecond() + " " + person;
    return OidcProvider.START + "?connect=" + sealed(text, TICKET);
  }

  /** Returns the person of the session who has such an address. */
  private Optional<UUID> connects(HttpServletRequest request) {
    return Optional.ofNullable(request.getParameter("connect"))
        .flatMap(sent -> opened(sent, TICKET))
        .map(text -> text.split(" ", 2))
        .filter(parts -> Instant.ofEpochSecond(Long.parseLong(parts[0])).isAfter(Instant.now()))
        .map(parts -> UUID.fromString(parts[1]))
        .filter(person ->
            SecurityContextHolder.getContext().getAuthentication()
                    instanceof CallerAuthentication known
                && person.equals(known.getPrincipal().person()));
  }

  /** Returns the attempt that {@link #removeAuthorizationRequest} found. */
  static Attempt of(HttpServletRequest request) {
    return (Attempt) Objects.requireNonNull(request.getAttribute(ATTRIBUTE));
  }

  @Override
  public void saveAuthorizationRequest(
      @Nullable OAuth2AuthorizationRequest begun,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (begun == null) {
      forget(response);
      return;
    }
    var page = Objects.requireNonNullElse(request.getParameter("to"), "");
    var person = connects(request).orElse(null);
    var attempt =
        new Attempt(
            Objects.requireNonNull(begun.getState()),
            Objects.requireNonNull(begun.getAttribute(OidcParameterNames.NONCE)),
            Objects.requireNonNull(begun.getAttribute(PkceParameterNames.CODE_VERIFIER)),
            Instant.now().plus(LASTS),
            person,
            person != null ? "/account" : OWN_PAGE.matcher(page).matches() ? page : "/workflows");
    cookie.addLax(response, name, sealed(attempt.text(), CONTEXT), LASTS);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
    var found =
        SessionCookie.value(request, name)
            .flatMap(value -> opened(value, CONTEXT))
            .map(Attempt::of)
            .filter(attempt -> attempt.until().isAfter(Instant.now()))
            .filter(attempt ->
                attempt.state().equals(request.getParameter(OAuth2ParameterNames.STATE)));
    found.ifPresent(attempt -> request.setAttribute(ATTRIBUTE, attempt));
    return found.map(this::begun).orElse(null);
  }

  private OAuth2AuthorizationRequest begun(Attempt attempt) {
    var registration = Objects.requireNonNull(provider.findByRegistrationId(OidcProvider.ID));
    return OAuth2AuthorizationRequest.authorizationCode()
        .clientId(registration.getClientId())
        .authorizationUri(
            Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
        .redirectUri(registration.getRedirectUri())
        .scopes(registration.getScopes())
        .state(attempt.state())
        .attributes(
            Map.of(
                OAuth2ParameterNames.REGISTRATION_ID,
                OidcProvider.ID,
                OidcParameterNames.NONCE,
                attempt.nonce(),
                PkceParameterNames.CODE_VERIFIER,
                attempt.verifier()))
        .build();
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest request, HttpServletResponse response) {
    var found = loadAuthorizationRequest(request);
    if (found != null) {
      forget(response);
    }
    return found;
  }

  private void forget(HttpServletResponse response) {
    cookie.addLax(response, name, "", Duration.ZERO);
  }

  private String sealed(String text, String context) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealer.seal(text, context));
  }

  private Optional<String> opened(String value, String context) {
    try {
      return Optional.of(sealer.open(Base64.getUrlDecoder().decode(value), context));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
