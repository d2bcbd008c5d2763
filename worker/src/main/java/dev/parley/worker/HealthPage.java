package dev.parley.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * {@code /health}, {@code /health/live} and {@code /metrics} of the worker. It needs PostgreSQL and
 * Temporal: without one of them it waits and carries nothing out.
 */
final class HealthPage implements AutoCloseable {
  private final HttpServer server;

  HealthPage(
      WorkerConfig config,
      BooleanSupplier database,
      BooleanSupplier temporal,
      PrometheusMeterRegistry metrics)
      throws IOException {
    server = HttpServer.create(new InetSocketAddress(config.bind(), config.port()), 16);
    // One that waits for PostgreSQL must not hold up the answer that this process lives.
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/health/live", exchange -> json(exchange, 200, "{\"status\":\"up\"}"));
    server.createContext("/health", exchange -> health(exchange, database, temporal));
    server.createContext(
        "/metrics",
        exchange -> answer(exchange, 200, "text/plain; version=0.0.4", metrics.scrape()));
    server.start();
  }

  private static void health(
      HttpExchange exchange, BooleanSupplier database, BooleanSupplier temporal)
      throws IOException {
    var rows = database.getAsBoolean();
    var tasks = temporal.getAsBoolean();
    json(
        exchange,
        rows && tasks ? 200 : 503,
        "{\"status\":\"%s\",\"checks\":{\"database\":\"%s\",\"temporal\":\"%s\"}}"
            .formatted(word(rows && tasks), word(rows), word(tasks)));
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
