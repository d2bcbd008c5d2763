package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An api that was asked to stop and still answers. */
class DrainIT {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void itsHealthSaysSoBeforeItRefusesRequests() throws IOException, InterruptedException {
    var api = new RunningApi("--parley.drain=PT4S");
    assertThat(get(api, "health").statusCode()).isEqualTo(200);

    var stopped = CompletableFuture.runAsync(api::close);
    var health = get(api, "health");
    while (health.statusCode() == 200) {
      health = get(api, "health");
    }

    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).contains("This instance is stopping");
    assertThat(health.headers().firstValue("Connection")).hasValue("close");
    assertThat(get(api, "workflows").statusCode()).isEqualTo(200);
    stopped.join();
  }

  private HttpResponse<String> get(RunningApi api, String path)
      throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:%d/api/v1/%s".formatted(api.port(), path));
    return client.send(
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + api.key()).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
