package dev.parley.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The published MCP server that demonstrates the whole protocol, installed below {@code target}.
 */
final class EverythingServer implements AutoCloseable {
  private static final String PACKAGE = "@modelcontextprotocol/server-everything";
  private static final String VERSION = "2026.8.31";

  private final Path home;
  private final int port;
  private @Nullable Process process;

  EverythingServer() throws IOException, InterruptedException {
    home = Path.of("target/server-everything").toAbsolutePath();
    if (Files.notExists(main())) {
      Files.createDirectories(home);
      var install =
          new ProcessBuilder(
                  "npm",
                  "install",
                  "--prefix",
                  home.toString(),
                  "--no-audit",
                  "--no-fund",
                  "--ignore-scripts",
                  PACKAGE + "@" + VERSION)
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("install.log").toFile())
              .start();
      if (!install.waitFor(5, TimeUnit.MINUTES) || install.exitValue() != 0) {
        throw new IllegalStateException(
            PACKAGE + " could not be installed: " + home.resolve("install.log"));
      }
    }
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    start();
  }

  private Path main() {
    return home.resolve("node_modules").resolve(PACKAGE).resolve("dist/index.js");
  }

  void start() throws IOException, InterruptedException {
    var builder = new ProcessBuilder("node", main().toString(), "streamableHttp");
    builder.environment().put("PORT", Integer.toString(port));
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("server.log").toFile()))
            .start();
    while (!listens()) {
      if (!process.isAlive()) {
        throw new IllegalStateException("server-everything ended: " + home.resolve("server.log"));
      }
      Thread.sleep(50);
    }
  }

  private boolean listens() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  String url() {
    return "http://127.0.0.1:" + port + "/mcp";
  }

  void stop() {
    var running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
