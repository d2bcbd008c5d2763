package dev.parley.api.security;

import dev.parley.trace.Traceparent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Continues the trace of a client that sends {@code traceparent} with its request. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SenderTrace extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var sent = request.getHeader(Traceparent.NAME);
    if (sent == null) {
      chain.doFilter(request, response);
      return;
    }
    try (var _ = Traceparent.context(sent).makeCurrent()) {
      chain.doFilter(request, response);
    }
  }
}
