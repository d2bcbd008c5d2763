package dev.parley.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The API as a sender that is in a hurry uses it: connections are kept. */
final class Http implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String key;

  Http(URI service, String key) {
    this.base = service.resolve("/api/v1/");
    this.key = key;
  }

  /** Posts one event, which must be accepted. */
  String post(String event) {
    return send(
        "application/cloudevents+json", HttpRequest.BodyPublishers.ofString(event), "events");
  }

  /** Posts many events at once. */
  String postBatch(Iterable<String> events) {
    return send(
        "application/cloudevents-batch+json",
        HttpRequest.BodyPublishers.ofString("[" + String.join(",", events) + "]"),
        "events");
  }

  /** Reads. */
  String get(String path) {
    var request =
        HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + key).build();
    return answer(request);
  }

  private String send(String type, HttpRequest.BodyPublisher body, String path) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", type)
            .POST(body)
            .build();
    return answer(request);
  }

  private String answer(HttpRequest request) {
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
