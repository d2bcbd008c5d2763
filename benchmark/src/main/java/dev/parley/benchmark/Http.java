package dev.parley.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A high-throughput client of the API: connections are kept alive, and each thread waits for its
 * own response. It uses less processor time than the JDK's newer client, which passes each response
 * between threads; the sender's processor time counts in some measurements.
 */
final class Http {
  // The number of idle connections kept; five by default.
  private static final String KEPT = "http.maxConnections";
  private static final int MOST_SENDERS = 32;

  private final URI base;
  private final String key;

  Http(URI service, String key) {
    System.setProperty(KEPT, Integer.toString(MOST_SENDERS));
    this.base = service.resolve("/api/v1/");
    this.key = key;
  }

  /** Posts one event, which must be accepted. */
  String post(String event) {
    return post("application/cloudevents+json", event);
  }

  /** Posts a batch of events. */
  String postBatch(Iterable<String> events) {
    return post("application/cloudevents-batch+json", "[" + String.join(",", events) + "]");
  }

  private String post(String type, String body) {
    try {
      var connection = opened("events");
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      connection.setRequestProperty("Content-Type", type);
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(bytes.length);
      try (var out = connection.getOutputStream()) {
        out.write(bytes);
      }
      return answer(connection, 202);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a GET request. */
  String get(String path) {
    try {
      return answer(opened(path), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpURLConnection opened(String path) throws IOException {
    var connection = (HttpURLConnection) base.resolve(path).toURL().openConnection();
    connection.setRequestProperty("Authorization", "Bearer " + key);
    return connection;
  }

  private static String answer(HttpURLConnection connection, int wanted) throws IOException {
    var failed = connection.getResponseCode() != wanted;
    try (var in = failed ? connection.getErrorStream() : connection.getInputStream()) {
      var text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (failed) {
        throw new IllegalStateException(connection.getResponseCode() + " " + text);
      }
      return text;
    }
  }
}
