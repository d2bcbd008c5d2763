package dev.parley.servers.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.servers.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackProxyTest {
  private static final String OK = "HTTP/1.1 200 ";
  private static final String FORBIDDEN = "HTTP/1.1 403 ";

  private final int port = Ports.free();
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final HttpServer target = target();
  private final LoopbackProxy proxy =
      LoopbackProxy.open(port, URI.create("http://127.0.0.1:" + target.getAddress().getPort()));

  private HttpServer target() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void start() {
    target.createContext("/", this::answer);
    target.start();
  }

  @AfterEach
  void stop() {
    proxy.close();
    target.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var token = exchange.getRequestHeaders().getFirst("X-CSRF-Token");
      seen.add(
          "%s %s %s %s"
              .formatted(exchange.getRequestMethod(), exchange.getRequestURI(), token, body));
      exchange.getResponseHeaders().put("Set-Cookie", List.of("a=1", "b=2"));
      var status = exchange.getRequestURI().getPath().equals("/same") ? 304 : 200;
      exchange.sendResponseHeaders(status, status == 304 ? -1 : 0);
      if (status == 200) {
        exchange.getResponseBody().write("hello".getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST"})
  void thisMachineIsAnswered(String name) throws IOException {
    var answer = RawRequest.get(port, name + ":" + port, "/a?b=%20c");

    assertThat(answer).startsWith(OK).containsIgnoringCase("set-cookie: a=1");
    assertThat(answer).containsIgnoringCase("set-cookie: b=2").contains("hello");
    assertThat(seen).containsExactly("GET /a?b=%20c null ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "127.0.0.1.evil.example:PORT",
        "localhost.evil.example:PORT",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:PORT, evil.example",
        "evil.example\r\nHost: 127.0.0.1:PORT",
      })
  void otherNamesAreRefused(String host) throws IOException {
    var answer = RawRequest.get(port, host.replace("PORT", Integer.toString(port)), "/");

    assertThat(answer).doesNotStartWith(OK).doesNotContain("hello");
    assertThat(seen).isEmpty();
  }

  @Test
  void aRequestWithoutAHostIsRefused() throws IOException {
    assertThat(RawRequest.send(port, "GET / HTTP/1.0\r\n\r\n")).startsWith(FORBIDDEN);
  }

  @Test
  void bodiesAndHeadersAreSentOn() throws IOException {
    var lines =
        List.of(
            "POST /end HTTP/1.1",
            "Host: localhost:" + port,
            "X-CSRF-Token: t",
            "Content-Length: 4",
            "Connection: close",
            "",
            "body");

    assertThat(RawRequest.send(port, String.join("\r\n", lines))).startsWith(OK);
    assertThat(seen).containsExactly("POST /end t body");
  }

  @Test
  void answersWithoutABodyHaveNone() throws IOException {
    assertThat(RawRequest.get(port, "localhost:" + port, "/same"))
        .startsWith("HTTP/1.1 304 ")
        .endsWith("\r\n\r\n");
  }

  @Test
  void aServerThatIsGoneIsReported() throws IOException {
    target.stop(0);

    assertThat(RawRequest.get(port, "localhost:" + port, "/")).startsWith("HTTP/1.1 502 ");
  }
}
