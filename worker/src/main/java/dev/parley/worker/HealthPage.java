package dev.parley.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** {@code /health} and {@code /metrics} of the worker. */
final class HealthPage implements AutoCloseable {
  private final HttpServer server;

  HealthPage(WorkerConfig config, BooleanSupplier healthy, PrometheusMeterRegistry metrics)
      throws IOException {
    server = HttpServer.create(new InetSocketAddress(config.bind(), config.port()), 16);
    server.createContext(
        "/health",
        exchange -> {
          var up = healthy.getAsBoolean();
          answer(
              exchange,
              up ? 200 : 503,
              "application/json",
              "{\"status\":\"" + (up ? "up" : "down") + "\"}");
        });
    server.createContext(
        "/metrics",
        exchange -> answer(exchange, 200, "text/plain; version=0.0.4", metrics.scrape()));
    server.start();
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
