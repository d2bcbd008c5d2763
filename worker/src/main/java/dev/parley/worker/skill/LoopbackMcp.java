package dev.parley.worker.skill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Streamable HTTP without sessions, on a free port of the loopback address: each request is
 * answered with one JSON document, which the protocol allows.
 */
final class LoopbackMcp implements McpStatelessServerTransport, AutoCloseable {
  private static final int MOST_BYTES = 1024 * 1024;

  private final McpJsonMapper mapper = McpJsonDefaults.getMapper();
  private final HttpServer server;
  private @Nullable McpStatelessServerHandler handler;

  LoopbackMcp() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/mcp", this::answer);
  }

  void start() {
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void setMcpHandler(McpStatelessServerHandler handler) {
    this.handler = handler;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      var body = exchange.getRequestBody().readNBytes(MOST_BYTES);
      var message =
          McpSchema.deserializeJsonRpcMessage(mapper, new String(body, StandardCharsets.UTF_8));
      var served = Objects.requireNonNull(handler);
      if (message instanceof JSONRPCRequest request) {
        var reply = served.handleRequest(McpTransportContext.EMPTY, request).block();
        var bytes = mapper.writeValueAsBytes(reply);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
      } else {
        if (message instanceof JSONRPCNotification notification) {
          served.handleNotification(McpTransportContext.EMPTY, notification).block();
        }
        exchange.sendResponseHeaders(202, -1);
      }
    }
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::close);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
