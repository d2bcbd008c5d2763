package dev.parley.worker.skill;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An MCP server that greets correctly, and otherwise answers as its script says. It has no stream
 * on which it speaks first.
 */
final class ScriptedMcp implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final MockWebServer server = new MockWebServer();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final @Nullable String session;
  private final Function<JsonNode, MockResponse> script;

  /** A request; its message is missing if it has no body. */
  record Received(RecordedRequest request, JsonNode message) {
    /** Returns the JSON-RPC method, or else the HTTP method. */
    String name() {
      return message.path("method").asString(request.getMethod());
    }

    @Nullable String header(String name) {
      return request.getHeaders().get(name);
    }
  }

  /**
   * Starts the server.
   *
   * @param session the id of the session that it opens
   * @param script returns the response to any message after the greeting
   */
  ScriptedMcp(@Nullable String session, Function<JsonNode, MockResponse> script)
      throws IOException {
    this.session = session;
    this.script = script;
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    server.start();
  }

  URI url() {
    return URI.create(server.url("/mcp").toString());
  }

  List<Received> received() {
    return received;
  }

  private MockResponse answer(RecordedRequest request) {
    var body = Objects.requireNonNullElse(request.getBody(), ByteString.EMPTY).utf8();
    var message = JSON.readTree(body.isEmpty() ? "{}" : body);
    received.add(new Received(request, message));
    if (!request.getMethod().equals("POST")) {
      return status(request.getMethod().equals("DELETE") ? 204 : 405);
    }
    return switch (message.path("method").asString("")) {
      case "initialize" -> greeting(message);
      case "notifications/initialized" -> status(202);
      default -> script.apply(message);
    };
  }

  /** Returns the response that opens the session, in an older version of the protocol. */
  private MockResponse greeting(JsonNode request) {
    var greeting =
        json(
            answer(
                request,
                Map.of(
                    "protocolVersion", "2025-03-26",
                    "capabilities", Map.of("tools", Map.of()),
                    "serverInfo", Map.of("name", "scripted", "version", "1"))));
    return session == null
        ? greeting
        : greeting.newBuilder().addHeader("Mcp-Session-Id", session).build();
  }

  /** Returns a JSON-RPC response, written as JSON. */
  static String answer(JsonNode request, Object result) {
    return JSON.writeValueAsString(
        Map.of("jsonrpc", "2.0", "id", request.path("id"), "result", result));
  }

  /** Returns the JSON-RPC response of a tool, written as JSON. */
  static String said(JsonNode request, String text) {
    return answer(request, Map.of("content", List.of(Map.of("type", "text", "text", text))));
  }

  static MockResponse json(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  static MockResponse.Builder events() {
    return new MockResponse.Builder().addHeader("Content-Type", "text/event-stream");
  }

  static MockResponse status(int code) {
    return new MockResponse.Builder().code(code).build();
  }

  @Override
  public void close() {
    server.close();
  }
}
