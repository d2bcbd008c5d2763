package dev.parley.servers.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Ports of this machine. */
public final class Ports {
  // Below the range of ephemeral ports: a server that a test stops for a while must find its port
  // free afterwards.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int CONNECT_MILLIS = 300;
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private static final Set<Integer> given = new HashSet<>();

  // A file of which each port is one byte, locked by the process that has it. The system unlocks
  // them at the end of the process; closing the file would, too.
  private static @Nullable FileChannel claims;

  private Ports() {}

  /**
   * Returns a port that is free now. Until this process ends, the method returns it neither here
   * nor in another process of the user, even while nothing listens on it.
   */
  public static synchronized int free() {
    for (int tries = 0; tries < 1_000; tries++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (!given.contains(port) && !isTaken(LOOPBACK, port) && claimed(port)) {
        return port;
      }
    }
    throw new CannotStartException(
        "No free port found between %d and %d.".formatted(LOWEST, HIGHEST));
  }

  /** Returns true if this process now has the port and no other has. */
  static synchronized boolean claimed(int port) {
    var file =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "parley-ports-" + System.getProperty("user.name"));
    try {
      if (claims == null) {
        claims = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      }
      return claims.tryLock(port, 1, false) != null && given.add(port);
    } catch (IOException e) {
      throw new CannotStartException("The file " + file + " cannot be written.", e);
    }
  }

  /** Returns true if something listens on this port, on the address or on all addresses. */
  public static boolean isTaken(InetAddress address, int port) {
    return answers(port) || !canListen(address, port);
  }

  private static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(LOOPBACK, port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean canListen(InetAddress address, int port) {
    try (var socket = new ServerSocket(port, 1, address)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
