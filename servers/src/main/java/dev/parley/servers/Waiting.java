package dev.parley.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
        throw new CannotStartException(
            "%s did not answer within %d s. Its log: %s"
                .formatted(process.name(), patience.toSeconds(), process.log()));
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
