package dev.parley.api.person;

import com.google.common.hash.Hashing;
import dev.parley.api.ApiConfig;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;

/**
 * The cookies of a session. That of the session itself holds its id and a secret; the database has
 * only the secret's hash, so that reading the database is not enough to take over a session.
 */
@Component
class SessionCookie implements HttpSessionIdResolver {
  private static final String NEW_SECRET = SessionCookie.class.getName() + ".secret";

  private final SecureRandom random = new SecureRandom();
  private final boolean https;
  private final Duration lasts;

  SessionCookie(ApiConfig config) {
    https = config.isHttps();
    lasts = config.sessionMax();
  }

  /** Returns the name under this address: with https, only this host may set it. */
  String name() {
    return https ? "__Host-parley_session" : "parley_session";
  }

  String csrfName() {
    return https ? "__Host-XSRF-TOKEN" : "XSRF-TOKEN";
  }

  @Override
  public List<String> resolveSessionIds(HttpServletRequest request) {
    return parts(request).map(parts -> List.of(parts[0])).orElse(List.of());
  }

  /** Returns true if the cookie holds the secret with this hash. */
  boolean proves(HttpServletRequest request, @Nullable String hash) {
    return parts(request).filter(parts -> hash(parts[1]).equals(hash)).isPresent();
  }

  private Optional<String[]> parts(HttpServletRequest request) {
    return value(request, name()).map(value -> value.split("\\.", 2)).filter(it -> it.length == 2);
  }

  static Optional<String> value(HttpServletRequest request, String name) {
    var cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .findFirst();
  }

  /** Chooses the secret of the session that this request begins, and returns its hash. */
  String newSecret(HttpServletRequest request) {
    var secret = token();
    request.setAttribute(NEW_SECRET, secret);
    return hash(secret);
  }

  String token() {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void setSessionId(HttpServletRequest request, HttpServletResponse response, String id) {
    if (request.getAttribute(NEW_SECRET) instanceof String secret) {
      add(response, name(), id + "." + secret, true, lasts);
    }
  }

  @Override
  public void expireSession(HttpServletRequest request, HttpServletResponse response) {
    add(response, name(), "", true, Duration.ZERO);
    add(response, csrfName(), "", false, Duration.ZERO);
  }

  /** Adds a cookie of this host; writes readable ones for the dashboard's scripts. */
  void add(
      HttpServletResponse response, String name, String value, boolean httpOnly, Duration age) {
    add(response, ResponseCookie.from(name, value).httpOnly(httpOnly).sameSite("Strict"), age);
  }

  /** Adds a cookie that browsers also send when another site leads here. */
  void addLax(HttpServletResponse response, String name, String value, Duration age) {
    add(response, ResponseCookie.from(name, value).httpOnly(true).sameSite("Lax"), age);
  }

  private void add(
      HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie, Duration age) {
    response.addHeader(
        HttpHeaders.SET_COOKIE, cookie.path("/").secure(https).maxAge(age).build().toString());
  }

  void addCsrf(HttpServletResponse response, String token) {
    add(response, csrfName(), token, false, lasts);
  }

  private static String hash(String secret) {
    return Hashing.sha256().hashString(secret, StandardCharsets.UTF_8).toString();
  }
}
