package dev.parley.servers.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a server to respond, and no longer than it runs. */
public final class Waiting {
  private static final long PAUSE_MILLIS = 40;

  private Waiting() {}

  /**
   * Polls a condition.
   *
   * @throws CannotStartException if the process ends first, or the time limit is reached
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
   * Polls over HTTP until the status is 200.
   *
   * @throws CannotStartException if the process ends first, or the time limit is reached
   */
  public static void untilOk(ServerProcess process, Duration patience, URI health) {
    var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
    try (var client = HttpClient.newHttpClient()) {
      until(process, patience, () -> isOk(client, request));
    }
  }

  /**
   * Returns true if the process has ended in time. Java's own notification is seconds late for a
   * process that is not its child.
   */
  public static boolean untilGone(ProcessHandle process, Duration patience) {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (process.isAlive() && !isRemembered(process)) {
      if (System.nanoTime() > giveUp) {
        return false;
      }
      pause();
    }
    return true;
  }

  /**
   * Returns true for a zombie, which has ended and waits to be reaped by its adoptive parent. Linux
   * only.
   */
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
