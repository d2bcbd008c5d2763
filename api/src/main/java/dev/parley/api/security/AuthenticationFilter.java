package dev.parley.api.security;

import dev.parley.api.ApiConfig;
import dev.parley.api.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Authenticates requests and checks that they are addressed to us, do not come from a foreign page
 * and are not too large. Writes in a session also need its CSRF token (double submit).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class AuthenticationFilter extends OncePerRequestFilter {
  static final String SESSION_COOKIE = "parley_session";
  static final String CSRF_COOKIE = "XSRF-TOKEN";
  private static final String CSRF_HEADER = "X-XSRF-TOKEN";
  private static final long LARGEST_BODY = 1_048_576;
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Pattern PORT = Pattern.compile(":\\d+$");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final ApiKeys keys;
  private final SessionStore sessions;
  private final JsonMapper mapper;
  private final List<String> hosts;

  AuthenticationFilter(ApiKeys keys, SessionStore sessions, JsonMapper mapper, ApiConfig config) {
    this.keys = keys;
    this.sessions = sessions;
    this.mapper = mapper;
    hosts = config.hosts().stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    if (!Address.isPlain(request.getRequestURI())) {
      refuse(
          response,
          400,
          "address-invalid",
          "The path has a segment that is no name: \".\", \"..\", parameters after \";\" or"
              + " U+0000. Percent-encode the characters of an id.");
      return;
    }
    var path = Address.of(request);
    if (!isOfDashboard(path)) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    if (!isOurs(request.getHeader(HttpHeaders.HOST))) {
      refuse(
          response, 403, "host-foreign", "This host name is not served here (see PARLEY_HOSTS).");
    } else if (isForeignOrigin(request)) {
      refuse(response, 403, "origin-foreign", "Pages of other sites cannot use this API.");
    } else if (request.getContentLengthLong() > LARGEST_BODY) {
      refuse(response, 413, "body-too-large", "A request's body can have at most 1 MiB.");
    } else if (isEncoded(request)) {
      response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
      refuse(
          response,
          415,
          "unsupported-media-type",
          "A request's body is sent as it is, without a Content-Encoding.");
    } else if (isOpen(path, request)) {
      chain.doFilter(new BodySizeLimitedRequest(request, LARGEST_BODY), response);
    } else {
      authenticated(path, request, response, chain);
    }
  }

  private static boolean isEncoded(HttpServletRequest request) {
    return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"));
  }

  private void authenticated(
      String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var credential = credential(request);
    Optional<Caller> caller;
    try {
      caller = credential.flatMap(this::caller);
    } catch (RuntimeException e) {
      refuse(response, Problems.ofStore(e).orElseThrow(() -> e));
      return;
    }
    if (caller.isEmpty()) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      refuse(
          response,
          401,
          "not-signed-in",
          "Send \"Authorization: Bearer <API key>\" or sign in to the dashboard.");
    } else if (caller.get().session() != null && !hasCsrf(request)) {
      refuse(response, 403, "csrf", "The header " + CSRF_HEADER + " is missing or wrong.");
    } else {
      if (!allowed(caller.get(), request.getMethod(), path)) {
        refuse(
            response,
            403,
            "scope-missing",
            "This API key does not have permission (see its scopes).");
        return;
      }
      caller.get().attach(request, () -> credential.flatMap(this::caller).isPresent());
      chain.doFilter(new BodySizeLimitedRequest(request, LARGEST_BODY), response);
    }
  }

  private static boolean allowed(Caller caller, String method, String path) {
    return caller.scopes().stream().map(Scope::of).anyMatch(scope -> scope.allows(method, path));
  }

  private static boolean isOfDashboard(String path) {
    return !path.startsWith("/api/") && !path.equals("/api") && !path.startsWith("/actuator");
  }

  private static boolean isOpen(String path, HttpServletRequest request) {
    return isOfDashboard(path)
        || (isRead(request)
            && (path.equals("/api/v1/health") || path.equals("/api/v1/health/live")))
        || (path.equals("/api/v1/session")
            && request.getMethod().equals("POST")
            && request.getHeader(HttpHeaders.AUTHORIZATION) == null);
  }

  private static boolean isRead(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  /** A key or a session's token, as it was sent. */
  private record Credential(String text, boolean isSession) {}

  private static Optional<Credential> credential(HttpServletRequest request) {
    var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
          ? Optional.of(new Credential(authorization.substring(7).strip(), false))
          : Optional.empty();
    }
    return cookie(request, SESSION_COOKIE).map(token -> new Credential(token, true));
  }

  private Optional<Caller> caller(Credential credential) {
    return credential.isSession()
        ? sessions.caller(credential.text())
        : keys.caller(credential.text());
  }

  private static boolean hasCsrf(HttpServletRequest request) {
    if (READS.contains(request.getMethod())) {
      return true;
    }
    var sent = request.getHeader(CSRF_HEADER);
    return sent != null
        && cookie(request, CSRF_COOKIE)
            .filter(expected ->
                MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8),
                    sent.getBytes(StandardCharsets.UTF_8)))
            .isPresent();
  }

  static Optional<String> cookie(HttpServletRequest request, String name) {
    var cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .findFirst();
  }

  private boolean isOurs(@Nullable String host) {
    if (host == null) {
      return false;
    }
    var name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
    return LOOPBACK.contains(name)
        || hosts.contains(name)
        || hosts.contains(host.toLowerCase(Locale.ROOT));
  }

  private boolean isForeignOrigin(HttpServletRequest request) {
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null) {
      return false;
    }
    try {
      return !isOurs(URI.create(origin).getAuthority())
          || !URI.create(origin)
              .getAuthority()
              .equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private void refuse(HttpServletResponse response, int status, String code, String detail)
      throws IOException {
    refuse(response, Problems.answer(status, code, detail, List.of(), Map.of()));
  }

  private void refuse(HttpServletResponse response, ResponseEntity<Map<String, Object>> problem)
      throws IOException {
    problem.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
    response.setStatus(problem.getStatusCode().value());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.getOutputStream().write(mapper.writeValueAsBytes(problem.getBody()));
  }
}
