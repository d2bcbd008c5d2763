package dev.parley.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a server to answer, and no longer than it lives. */
public final class Waiting {
  private static final long PAUSE_MILLIS = 40;

  private Waiting() {}

  /**
   * Asks again and again.
   *
   * @throws CannotStartException when the process ends first, or the patience does
   */
  public static void until(ServerProcess process, Duration patience, BooleanSupplier answers) {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (!answers.getAsBoolean()) {
      if (!process.isAlive()) {
        throw process.endedEarly();
      }
      if (System.nanoTime() > giveUp) {
        throw process.silent(patience);
      }
      pause();
    }
  }

  /**
   * Asks over HTTP until the answer is 200.
   *
   * @throws CannotStartException when the process ends first, or the patience does
   */
  public static void untilOk(ServerProcess process, Duration patience, URI health) {
    var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
    try (var client = HttpClient.newHttpClient()) {
      until(process, patience, () -> isOk(client, request));
    }
  }

  /**
   * Whether the process has ended in time. Java's own notice of an end is seconds late for a
   * process that is not its child.
   */
  static boolean untilGone(ProcessHandle process, Duration patience) {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (process.isAlive() && !isRemembered(process)) {
      if (System.nanoTime() > giveUp) {
        return false;
      }
      pause();
    }
    return true;
  }

  /** Ended, and only kept in the system's table until its adopted parent asks how. Linux tells. */
  private static boolean isRemembered(ProcessHandle process) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isOk(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("Interrupted while waiting.", e);
    }
  }
}
