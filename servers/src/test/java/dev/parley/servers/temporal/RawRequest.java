package dev.parley.servers.temporal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request with any host, which the JDK's client refuses to send. */
final class RawRequest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private RawRequest() {}

  /** Returns the whole response. */
  static String get(int port, String host, String path) throws IOException {
    return send(
        port, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host));
  }

  static String send(int port, String request) throws IOException {
    try (var socket = new Socket(LOOPBACK, port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
