package dev.parley.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events as a browser does, and records them. */
final class Listener implements AutoCloseable {
  private final HttpClient client;
  private final HttpResponse<InputStream> response;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger comments = new AtomicInteger();
  private volatile boolean ended;

  /** One event. */
  record Heard(String id, String name, JsonNode data) {}

  private Listener(HttpClient client, HttpResponse<InputStream> response) {
    this.client = client;
    this.response = response;
  }

  /** Opens a stream of an api; {@code lastEventId} is empty the first time. */
  static Listener to(URI api, String key, String path, String lastEventId) {
    var request =
        HttpRequest.newBuilder(api.resolve("/api/v1/" + path))
            .header("Authorization", "Bearer " + key)
            .header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    var client = HttpClient.newHttpClient();
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(path + " answered " + response.statusCode());
      }
      var listener = new Listener(client, response);
      Thread.ofVirtual().start(listener::read);
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String type() {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  /** Returns the number of comments, which keep the connection alive. */
  int comments() {
    return comments.get();
  }

  List<Heard> heard() {
    return List.copyOf(heard);
  }

  /** Returns the last event's id, as a browser sends it back. */
  String lastEventId() {
    return heard.isEmpty() ? "" : heard.getLast().id();
  }

  /** Returns true if the server has ended the stream. */
  boolean ended() {
    return ended;
  }

  /** Waits for an event. */
  Heard await(Predicate<Heard> wanted) {
    return Eventually.the(() -> find(wanted), Optional::isPresent).orElseThrow();
  }

  Optional<Heard> find(Predicate<Heard> wanted) {
    return heard.stream().filter(wanted).findFirst();
  }

  /** Waits until an execution is reported with that status. */
  Heard await(String execution, String status) {
    return await(event ->
        event.name().equals("execution")
            && event.data().path("id").asString().equals(execution)
            && event.data().path("status").asString().equals(status));
  }

  private void read() {
    try (var reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      var id = "";
      var name = "";
      var data = new StringBuilder();
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            heard.add(new Heard(id, name, Product.JSON.readTree(data.toString())));
          }
          data.setLength(0);
        } else if (line.startsWith(":")) {
          comments.incrementAndGet();
        } else if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
          name = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring(5));
        }
      }
    } catch (IOException e) {
      // Closed here, or the server has stopped.
    }
    ended = true;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
