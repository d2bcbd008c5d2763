package dev.parley.api;

import dev.parley.store.ScratchDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The api as it runs in its own process, on a dedicated database, without Temporal. */
public final class RunningApi implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String EVENT = "application/cloudevents+json";
  private static final String KEY = "sample-admin-key";

  private final Path home;
  private final ScratchDatabase postgres;
  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  /**
   * Starts the api.
   *
   * @param more additional Spring arguments
   */
  public RunningApi(String... more) {
    try {
      home = Files.createTempDirectory("parley");
      Files.writeString(home.resolve("api-key"), KEY);
      postgres = ScratchDatabase.migrated();
      context =
          SpringApplication.run(
              ApiApp.class,
              Stream.concat(
                      Stream.of(
                          "--server.port=0",
                          "--parley.home=" + home,
                          "--TEMPORAL_ADDRESS=127.0.0.1:1",
                          "--parley.db.user=" + postgres.user(),
                          "--parley.db.password=" + postgres.password(),
                          "--parley.db.url=" + postgres.url()),
                      Stream.of(more))
                  .toArray(String[]::new));
      base =
          "http://127.0.0.1:"
              + context.getEnvironment().getRequiredProperty("local.server.port")
              + "/api/v1/";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A response.
   *
   * @param body a null node if there is none
   */
  public record Answer(int status, JsonNode body) {
    /** Returns the value at a JSON pointer, as text. */
    public String at(String pointer) {
      return body.at(pointer).asString("");
    }

    /** Returns one property of each item of a list. */
    public List<String> items(String property) {
      return body.path("items").valueStream().map(item -> item.path(property).asString()).toList();
    }
  }

  /** Sends a GET request. */
  public Answer get(String path) {
    return send("GET", path, "");
  }

  /** Sends a POST request with JSON; single quotes stand for double quotes. */
  public Answer post(String path, String json) {
    return send("POST", path, json);
  }

  /** Sends JSON; single quotes stand for double quotes. */
  public Answer send(String method, String path, String json) {
    var answer = raw(method, path, json, "Authorization", "Bearer " + KEY);
    var text = answer.body();
    return new Answer(answer.statusCode(), text.isBlank() ? JSON.nullNode() : JSON.readTree(text));
  }

  /**
   * Sends JSON with these headers and without the default key; single quotes stand for double
   * quotes. A path that begins with a slash is outside of the API.
   */
  public HttpResponse<String> raw(String method, String path, String json, String... headers) {
    var body = json.replace('\'', '"');
    var address = path.startsWith("/") ? at(path) : URI.create(base + path);
    var request = HttpRequest.newBuilder(address).headers(headers);
    if (!List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", path.matches("events([?].*)?") ? EVENT : "application/json");
    }
    try {
      return client.send(
          request.method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the port it listens on. */
  public int port() {
    return URI.create(base).getPort();
  }

  /** Replaces the key in the administrator's key file. */
  public void rotateKey(String key) {
    try {
      Files.writeString(home.resolve("api-key"), key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Resolves a path against the API's base; an absolute path stays. */
  public URI at(String path) {
    return URI.create(base).resolve(path);
  }

  /** Returns the key that {@link #get} and the others send. */
  public String key() {
    return KEY;
  }

  /** Returns a bean of the running api. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** Opens a connection to its database. */
  public Connection sql() {
    try {
      return postgres.dataSource().getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    context.close();
    postgres.close();
  }
}
