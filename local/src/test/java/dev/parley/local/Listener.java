package dev.parley.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events as a browser does, and remembers them. */
final class Listener implements AutoCloseable {
  private final HttpURLConnection connection;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  /** One event. */
  record Heard(String id, String name, JsonNode data) {}

  private Listener(HttpURLConnection connection) {
    this.connection = connection;
  }

  /** Listens to a path of an api; {@code lastEventId} empty for a first time. */
  static Listener to(URI api, String key, String path, String lastEventId) {
    try {
      var connection = (HttpURLConnection) api.resolve("/api/v1/" + path).toURL().openConnection();
      connection.setRequestProperty("Authorization", "Bearer " + key);
      connection.setRequestProperty("Accept", "text/event-stream");
      if (!lastEventId.isEmpty()) {
        connection.setRequestProperty("Last-Event-ID", lastEventId);
      }
      if (connection.getResponseCode() != 200) {
        throw new IllegalStateException(path + " answered " + connection.getResponseCode());
      }
      var listener = new Listener(connection);
      Thread.ofVirtual().start(listener::read);
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String type() {
    return connection.getContentType();
  }

  List<Heard> heard() {
    return List.copyOf(heard);
  }

  /** The last event's id, as a browser sends it back. */
  String lastEventId() {
    return heard.isEmpty() ? "" : heard.getLast().id();
  }

  /** Whether the server has ended it. */
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

  /** Waits until an execution was told to have that status. */
  Heard await(String execution, String status) {
    return await(event ->
        event.name().equals("execution")
            && event.data().path("id").asString().equals(execution)
            && event.data().path("status").asString().equals(status));
  }

  private void read() {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      var id = "";
      var name = "";
      var data = new StringBuilder();
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            heard.add(new Heard(id, name, Product.JSON.readTree(data.toString())));
          }
          data.setLength(0);
        } else if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
          name = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring(5));
        }
      }
    } catch (IOException e) {
      // Closed here, or the server is gone.
    }
    ended = true;
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
