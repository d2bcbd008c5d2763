package dev.parley.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Another system: records requests and answers as configured, by path. */
final class Peer implements AutoCloseable {
  private final HttpServer server;
  private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final Map<String, String> says = new ConcurrentHashMap<>();
  private final Map<String, Consumer<Asked>> then = new ConcurrentHashMap<>();

  /**
   * One request.
   *
   * @param headers by lower-case name
   * @param status of the answer
   */
  record Asked(
      String path,
      String key,
      String causation,
      String body,
      Map<String, String> headers,
      int status) {}

  Peer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** Sets the status for this path. */
  void answers(String path, int status) {
    statuses.put(path, status);
  }

  /** Sets the JSON response for this path. */
  void says(String path, String json) {
    says.put(path, json);
  }

  /** Sets an action that precedes the response for this path. */
  void then(String path, Consumer<Asked> action) {
    then.put(path, action);
  }

  /** Delays responses for this path until {@link #release}. */
  void hold(String path) {
    held.put(path, new CountDownLatch(1));
  }

  void release(String path) {
    var latch = held.remove(path);
    if (latch != null) {
      latch.countDown();
    }
  }

  List<Asked> asked(String path) {
    return asked.stream().filter(one -> one.path().equals(path)).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var headers = exchange.getRequestHeaders();
      var one =
          new Asked(
              path,
              String.valueOf(headers.getFirst("Idempotency-Key")),
              Objects.requireNonNullElse(headers.getFirst("Parley-Causation"), ""),
              body,
              headers.entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          header -> header.getKey().toLowerCase(Locale.ROOT),
                          header -> String.join(", ", header.getValue()))),
              statuses.getOrDefault(path, 200));
      asked.add(one);
      then.getOrDefault(path, _ -> {}).accept(one);
      var latch = held.get(path);
      if (latch != null) {
        latch.await();
      }
      var answer = says.getOrDefault(path, "{\"ok\": true}").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(one.status(), answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    held.values().forEach(CountDownLatch::countDown);
    server.stop(0);
  }
}
