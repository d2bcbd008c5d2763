package dev.parley.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class TemporalServerTest {
  @Test
  void itIsTheRealServerWithItsWebUi() throws IOException, InterruptedException {
    try (var temporal = Temporary.temporal();
        var client = HttpClient.newHttpClient()) {
      var ui = temporal.server().ui();

      assertThat(get(client, ui.resolve("/namespaces/default/workflows"))).isEqualTo(200);
      assertThat(get(client, ui.resolve("/api/v1/namespaces/default"))).isEqualTo(200);
      assertThat(temporal.server().database()).isNotEmptyFile();
    }
  }

  @Test
  void nothingOfATemporaryOneStays() {
    var temporal = Temporary.temporal();

    temporal.close();

    assertThat(temporal.process().isAlive()).isFalse();
    assertThat(temporal.server().database().getParent()).doesNotExist();
  }

  private static int get(HttpClient client, URI uri) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
