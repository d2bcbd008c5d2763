package dev.parley.worker.extraction;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that speaks the models' protocols and can be made to misbehave. */
public final class ModelPeer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Queue<Behaviour> next = new ArrayDeque<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** A request that it received. */
  public record Asked(String path, Map<String, List<String>> headers, JsonNode body) {
    /** Returns the text of the messages with this role. */
    public List<String> said(String role) {
      return body.path("messages")
          .valueStream()
          .filter(message -> message.path("role").asString().equals(role))
          .map(message -> text(message.path("content")))
          .toList();
    }

    private static String text(JsonNode content) {
      return content.isString() ? content.asString() : content.path(0).path("text").asString();
    }
  }

  private interface Behaviour {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** Starts it on a free port. */
  public ModelPeer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          new Asked(
              exchange.getRequestURI().getPath(),
              Map.copyOf(exchange.getRequestHeaders()),
              JSON.readTree(exchange.getRequestBody().readAllBytes())));
      Behaviour behaviour;
      synchronized (next) {
        behaviour = next.poll();
      }
      if (behaviour == null) {
        send(exchange, 500, "{}");
      } else {
        behaviour.answer(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ModelPeer then(Behaviour behaviour) {
    synchronized (next) {
      next.add(behaviour);
    }
    return this;
  }

  /** Responds with this text, according to the protocol. */
  public ModelPeer says(String text) {
    return then(exchange -> send(exchange, 200, answer(exchange, text, false)));
  }

  /** Responds with a truncated text and the corresponding stop reason. */
  public ModelPeer startsToSay(String text) {
    return then(exchange -> send(exchange, 200, answer(exchange, text, true)));
  }

  /** Responds according to the protocol, but without the number of tokens. */
  public ModelPeer saysWithoutUsage(String text) {
    return then(exchange ->
        send(
            exchange,
            200,
            JSON.writeValueAsString(
                Map.of("choices", List.of(choice(text, "stop")), "model", "sample"))));
  }

  /** Responds with this status and body. */
  public ModelPeer answers(int status, String body) {
    return then(exchange -> send(exchange, status, body));
  }

  /** Responds that it receives too many requests. */
  public ModelPeer asksForPatience(int seconds) {
    return then(exchange -> {
      exchange.getResponseHeaders().set("Retry-After", Integer.toString(seconds));
      send(exchange, 429, "{\"error\": {\"message\": \"slow down\"}}");
    });
  }

  /** Does not respond. */
  public ModelPeer isSilent() {
    return then(exchange -> closing.await());
  }

  /** Closes the connection in the middle of a response. */
  public ModelPeer breaksOff() {
    return then(exchange -> {
      exchange.sendResponseHeaders(200, 5_000);
      exchange.getResponseBody().write("{\"choices\": [{".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    });
  }

  private static String answer(HttpExchange exchange, String text, boolean cutOff) {
    var anthropic = exchange.getRequestURI().getPath().endsWith("/messages");
    return JSON.writeValueAsString(
        anthropic
            ? Map.of(
                "id", "sample",
                "type", "message",
                "role", "assistant",
                "model", "sample",
                "content", List.of(Map.of("type", "text", "text", text)),
                "stop_reason", cutOff ? "max_tokens" : "end_turn",
                "usage", Map.of("input_tokens", 120, "output_tokens", 30))
            : Map.of(
                "id",
                "sample",
                "model",
                "sample",
                "choices",
                List.of(choice(text, cutOff ? "length" : "stop")),
                "usage",
                Map.of("prompt_tokens", 120, "completion_tokens", 30, "total_tokens", 150)));
  }

  private static Map<String, Object> choice(String text, String reason) {
    return Map.of(
        "index",
        0,
        "message",
        Map.of("role", "assistant", "content", text),
        "finish_reason",
        reason);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Returns its base address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Returns the requests since the previous call. */
  public List<Asked> asked() {
    var all = List.copyOf(asked);
    asked.clear();
    return all;
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
