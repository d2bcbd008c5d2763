package dev.parley.servers.temporal;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.servers.process.CannotStartException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Passes on only requests that were sent to this machine by its own name. The page of another site
 * whose name was made to resolve to the loopback address (DNS rebinding) sends its name as the
 * host, and is refused.
 */
final class LoopbackProxy implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FORBIDDEN = 403;
  private static final int BAD_GATEWAY = 502;

  /** Headers of one connection, and those that the JDK's client sets itself. */
  private static final Set<String> OF_A_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final HttpServer server;
  private final HttpClient client;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> hosts;
  private final URI target;

  private LoopbackProxy(int port, URI target) throws IOException {
    this.target = target;
    hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    server = HttpServer.create(new InetSocketAddress(LOOPBACK, port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Opens the port, which passes requests on to another server. */
  static LoopbackProxy open(int port, URI target) {
    try {
      return new LoopbackProxy(port, target);
    } catch (IOException e) {
      throw new CannotStartException("Port %d cannot be opened.".formatted(port), e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var host = exchange.getRequestHeaders().getOrDefault("Host", List.of());
      if (host.size() != 1 || !hosts.contains(host.getFirst().toLowerCase(Locale.ROOT))) {
        say(exchange, FORBIDDEN, "This address is for this machine only.");
        return;
      }
      try {
        pass(exchange);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void pass(HttpExchange exchange) throws IOException, InterruptedException {
    HttpResponse<InputStream> response;
    try {
      response = client.send(request(exchange), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      say(exchange, BAD_GATEWAY, "Temporal's Web UI does not respond.");
      return;
    }
    try (var body = response.body()) {
      response
          .headers()
          .map()
          .forEach((name, values) -> copy(name, values, exchange.getResponseHeaders()));
      var empty = exchange.getRequestMethod().equals("HEAD") || hasNoBody(response.statusCode());
      exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : 0);
      if (!empty) {
        body.transferTo(exchange.getResponseBody());
      }
    }
  }

  private static boolean hasNoBody(int status) {
    return status == 204 || status == 304;
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    var asked = exchange.getRequestURI();
    var query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    var body = exchange.getRequestBody().readAllBytes();
    var request =
        HttpRequest.newBuilder(URI.create(target + asked.getRawPath() + query))
            .timeout(PATIENCE)
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  private static void copy(String name, List<String> values, Headers to) {
    if (!OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
      to.put(name, values);
    }
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
