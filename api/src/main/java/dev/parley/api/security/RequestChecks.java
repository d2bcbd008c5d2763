package dev.parley.api.security;

import dev.parley.api.ApiConfig;
import dev.parley.api.limit.LimitConfig;
import dev.parley.api.problem.ProblemWriter;
import dev.parley.api.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Checks, before authentication, that a request has one meaning, is addressed to us, does not come
 * from a foreign page and is not too large.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RequestChecks extends OncePerRequestFilter {
  private static final long LARGEST_BODY = 1_048_576;
  private static final Pattern PORT = Pattern.compile(":\\d+$");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final ProblemWriter problems;
  private final List<String> hosts;
  private final boolean https;
  private final Duration bodyTime;

  RequestChecks(ProblemWriter problems, ApiConfig config, LimitConfig limits) {
    this.problems = problems;
    hosts = config.hosts().stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    https = config.isHttps();
    bodyTime = limits.bodyTime();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    if (https) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    if (!Address.isPlain(request.getRequestURI())) {
      problems.write(
          response,
          400,
          "address-invalid",
          "The path has a segment that is no name: \".\", \"..\", parameters after \";\" or"
              + " U+0000. Percent-encode the characters of an id.");
      return;
    }
    if (!OpenPaths.isDashboard(Address.of(request))) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    if (!isOurs(request.getHeader(HttpHeaders.HOST))) {
      problems.write(
          response, 403, "host-foreign", "This host name is not served here (see PARLEY_HOSTS).");
    } else if (isForeignOrigin(request)) {
      problems.write(response, 403, "origin-foreign", "Pages of other sites cannot use this API.");
    } else if (request.getContentLengthLong() > LARGEST_BODY) {
      problems.write(response, 413, "body-too-large", "A request's body can have at most 1 MiB.");
    } else if (isEncoded(request)) {
      response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
      problems.write(
          response,
          415,
          "unsupported-media-type",
          "A request's body is sent as it is, without a Content-Encoding.");
    } else {
      next(request, response, chain);
    }
  }

  /** Answers with a problem if a filter cannot reach PostgreSQL, for example to find a session. */
  private void next(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(new BodyLimitedRequest(request, LARGEST_BODY, bodyTime), response);
    } catch (RuntimeException e) {
      var problem = Problems.ofStore(e).orElseThrow(() -> e);
      if (response.isCommitted()) {
        throw e;
      }
      problems.write(response, problem);
    }
  }

  private static boolean isEncoded(HttpServletRequest request) {
    return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"));
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
}
