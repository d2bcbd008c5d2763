package dev.parley.servers.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.servers.Temporary;
import dev.parley.servers.process.Ports;
import dev.parley.servers.process.Progress;
import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.process.Signal;
import dev.parley.servers.process.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalServerIT {
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
  void pagesOfOtherSitesReachNeitherTheWebUiNorTheHttpInterface() throws IOException {
    try (var temporal = Temporary.temporal()) {
      var ui = temporal.server().ui().getPort();
      var http = temporal.server().httpPort();
      var path = "/api/v1/namespaces/default";

      assertThat(RawRequest.get(ui, "127.0.0.1:" + ui, path)).startsWith("HTTP/1.1 200 ");
      assertThat(RawRequest.get(ui, "evil.example", path)).startsWith("HTTP/1.1 403 ");
      assertThat(RawRequest.get(ui, "evil.example:" + ui, "/")).startsWith("HTTP/1.1 403 ");
      assertThat(RawRequest.get(http, "evil.example:" + http, path)).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void nothingOfATemporaryOneStays() {
    var temporal = Temporary.temporal();

    temporal.close();

    assertThat(temporal.process().isAlive()).isFalse();
    assertThat(temporal.server().database().getParent()).doesNotExist();
  }

  @Test
  void aFileOfStockSettingsOpensWithOurs(@TempDir Path folder)
      throws IOException, InterruptedException {
    var file = folder.resolve("temporal.db");
    var port = Ports.free();
    var uiPort = Ports.free();
    var stock =
        ServerProcess.start(
            "Temporal",
            List.of(),
            List.of(
                TemporalBinary.find(Progress.SILENT).toString(),
                "server",
                "start-dev",
                "--db-filename",
                file.toString(),
                "--port",
                Integer.toString(port),
                "--ui-port",
                Integer.toString(uiPort),
                "--namespace",
                "made-before"),
            Map.of("USER", "parley"),
            folder.resolve("log"),
            Signal.TERMINATE);
    var server =
        new TemporalServer(file, folder.resolve("log"), port, uiPort, "default", Progress.SILENT);
    var madeBefore = server.ui().resolve("/api/v1/namespaces/made-before");
    Waiting.untilOk(stock, Duration.ofSeconds(60), madeBefore);
    stock.stop(Duration.ofSeconds(20));
    assertThat(folder.resolve("temporal.db-wal")).doesNotExist();

    var ours = server.prepare().get();
    try (var client = HttpClient.newHttpClient()) {
      server.awaitReady(ours);

      assertThat(get(client, madeBefore)).isEqualTo(200);
      assertThat(folder.resolve("temporal.db-wal")).exists();
    } finally {
      ours.stop(Duration.ofSeconds(20));
    }
  }

  private static int get(HttpClient client, URI uri) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
