package dev.parley.worker;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests to a loopback address that name another host: those of a page of another site
 * whose name was made to resolve to this machine.
 */
final class LoopbackHosts extends Filter {
  private static final int FORBIDDEN = 403;

  private final Set<String> hosts;

  LoopbackHosts(int port) {
    hosts = Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    var named = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    if (named.size() == 1 && hosts.contains(named.getFirst().toLowerCase(Locale.ROOT))) {
      chain.doFilter(exchange);
    } else {
      try (exchange) {
        exchange.sendResponseHeaders(FORBIDDEN, -1);
      }
    }
  }

  @Override
  public String description() {
    return "Refuses requests that name another host.";
  }
}
