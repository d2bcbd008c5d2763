package dev.parley.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.worker.database.Database;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health}, {@code /health/live} and {@code /metrics} of the worker. It needs PostgreSQL and
 * Temporal, whose queues it polls: without one of them it waits and runs nothing.
 */
final class HealthPage implements AutoCloseable {
  private final HttpServer server;

  private HealthPage(HttpServer server) {
    this.server = server;
  }

  /** Serves the page until it is closed; null if no port is configured. */
  static @Nullable HealthPage of(
      WorkerConfig config,
      Database database,
      TemporalConnection temporal,
      PrometheusMeterRegistry metrics)
      throws IOException {
    if (config.port() == 0) {
      return null;
    }
    var address = new InetSocketAddress(config.bind(), config.port());
    HttpServer server;
    try {
      server = HttpServer.create(address, 16);
    } catch (IOException e) {
      throw new IOException(
          "PARLEY_WORKER_PORT: %s cannot be listened on (%s)".formatted(address, e.getMessage()),
          e);
    }
    // A request that waits for PostgreSQL must not delay the liveness response.
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var contexts =
        List.of(
            server.createContext(
                "/health/live", exchange -> json(exchange, 200, "{\"status\":\"up\"}")),
            server.createContext("/health", exchange -> health(exchange, database, temporal)),
            server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4", metrics.scrape())));
    // In a private network, those who collect metrics know the worker by any name.
    if (address.getAddress().isLoopbackAddress()) {
      contexts.forEach(context -> context.getFilters().add(new LoopbackHosts(config.port())));
    }
    server.start();
    return new HealthPage(server);
  }

  private static void health(HttpExchange exchange, Database database, TemporalConnection temporal)
      throws IOException {
    var rows = database.problem().isEmpty();
    var tasks = temporal.problem().isEmpty();
    var polls = temporal.isPolling();
    var all = rows && tasks && polls;
    json(
        exchange,
        all ? 200 : 503,
        """
        {"status":"%s","checks":{"database":"%s","temporal":"%s","polling":"%s"}}\
        """
            .formatted(word(all), word(rows), word(tasks), word(polls)));
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    answer(exchange, status, "application/json", body);
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
