package dev.parley.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackHostsTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final HttpServer server = create();

  private static HttpServer create() {
    try {
      return HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void start() {
    server
        .createContext("/", exchange -> exchange.sendResponseHeaders(204, -1))
        .getFilters()
        .add(new LoopbackHosts(server.getAddress().getPort()));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "Host: localhost:PORT, 204",
    "Host: 127.0.0.1:PORT, 204",
    "Host: [::1]:PORT, 204",
    "Host: LocalHost:PORT, 204",
    "Host: evil.example, 403",
    "Host: evil.example:PORT, 403",
    "Host: localhost.evil.example:PORT, 403",
    "Host: localhost, 403",
    "Accept: */*, 403",
  })
  void onlyThisMachineByItsOwnNameIsAnswered(String header, int status) throws IOException {
    var port = server.getAddress().getPort();
    try (var socket = new Socket(LOOPBACK, port)) {
      socket.setSoTimeout(20_000);
      var lines = "GET /metrics HTTP/1.0\r\n" + header.replace("PORT", "" + port) + "\r\n\r\n";
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }
  }
}
