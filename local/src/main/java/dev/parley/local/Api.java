package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client of the HTTP API with the administrator's key, like any other program. */
public final class Api implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String EVENT = "application/cloudevents+json";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;
  private final String key;

  /**
   * Creates a client.
   *
   * @param service without the path of the API
   */
  public Api(URI service, String key) {
    this.base = service.resolve("/api/v1/");
    this.key = key;
  }

  /**
   * A response with any status.
   *
   * @param body a null node if there is none
   */
  public record Answer(int status, JsonNode body) {
    /** Returns true if the status means success. */
    public boolean isOk() {
      return status / 100 == 2;
    }

    /**
     * Returns the body of a successful response.
     *
     * @throws IllegalStateException if the request was refused
     */
    public JsonNode orThrow() {
      if (!isOk()) {
        throw new IllegalStateException("The API answered %d: %s".formatted(status, body));
      }
      return body;
    }
  }

  /** Returns an empty JSON object. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** Sends a GET request. */
  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** Sends a POST request with an idempotency key, so that network retries do not repeat it. */
  public Answer post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  @Override
  public void close() {
    client.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", isEvents(path) ? EVENT : "application/json");
  }

  private static boolean isEvents(String path) {
    return path.equals("events") || path.startsWith("events?");
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var text = answer.body();
      return new Answer(
          answer.statusCode(), text.isBlank() ? JSON.nullNode() : JSON.readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException("The API at %s does not respond.".formatted(base), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
