package dev.parley.api.security;

import dev.parley.api.limit.Allowance;
import dev.parley.api.limit.RateLimits;
import dev.parley.api.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts the requests of each key and person, and refuses those above the limit before their body
 * is read. The headers are those of the IETF's draft-ietf-httpapi-ratelimit-headers-10.
 */
@Component
@Order(RequestLimits.AFTER_SECURITY)
class RequestLimits extends OncePerRequestFilter {
  /** Spring Security's filters have the order -100, stored responses -90. */
  static final int AFTER_SECURITY = -95;

  private final RateLimits limits;
  private final ProblemWriter problems;

  RequestLimits(RateLimits limits, ProblemWriter problems) {
    this.limits = limits;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !Caller.isKnown(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var caller = Caller.of(request);
    var counted =
        caller.person() == null
            ? limits.ofKey(caller.identity())
            : limits.ofPerson(caller.identity());
    counted.ifPresent(allowance -> describe(response, allowance));
    if (counted.isEmpty() || counted.get().granted()) {
      chain.doFilter(request, response);
      return;
    }
    var limit = counted.get();
    problems.write(
        response,
        limit.refusal(
            "This " + limit.policy() + " may send " + limit.limit() + " requests a minute."));
  }

  private static void describe(HttpServletResponse response, Allowance allowance) {
    var name = "\"" + allowance.policy() + "\"";
    response.setHeader("RateLimit-Policy", name + ";q=" + allowance.limit() + ";w=60");
    response.setHeader(
        "RateLimit",
        name + ";r=" + allowance.left() + ";t=" + allowance.reset().plusMillis(999).toSeconds());
  }
}
