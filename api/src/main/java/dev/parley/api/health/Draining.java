package dev.parley.api.health;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The time between SIGTERM and the moment when this instance accepts no more requests. Until then
 * its health is 503, so that load balancers choose another instance, and connections end with their
 * next response, so that no client sends a request to a closed one.
 */
@Component
class Draining extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(Draining.class);

  private final Duration time;
  private volatile boolean begun;

  Draining(@Value("${parley.drain}") Duration time) {
    this.time = time;
  }

  boolean hasBegun() {
    return begun;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (begun) {
      response.setHeader("Connection", "close");
    }
    chain.doFilter(request, response);
  }

  /** Waits before anything else is stopped, since all of it is still in use. */
  @EventListener(ContextClosedEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void drain() {
    begun = true;
    if (time.isZero()) {
      return;
    }
    LOG.info("Stopping in {} s; until then, requests are answered", time.toSeconds());
    LockSupport.parkNanos(time.toNanos());
  }
}
