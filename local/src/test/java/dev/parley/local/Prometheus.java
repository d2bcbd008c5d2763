package dev.parley.local;

import dev.parley.servers.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A real Prometheus that scrapes a running stack every second and evaluates our rules. */
final class Prometheus implements AutoCloseable {
  static final String MISSING =
      "SKIPPED: prometheus and promtool are not installed; .ci/run installs them";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final Process process;

  /** Starts one whose data is in that folder. */
  Prometheus(Path folder, Stack stack) throws IOException {
    var port = Ports.free();
    address = URI.create("http://127.0.0.1:" + port);
    var configuration = folder.resolve("prometheus.yaml");
    Files.writeString(
        configuration,
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: api
            metrics_path: /actuator/prometheus
            authorization: {credentials: "%s"}
            static_configs: [{targets: ["%s"]}]
          - job_name: worker
            static_configs: [{targets: ["%s"]}]
        """
            .formatted(
                Checkout.root().resolve(AlertRules.FILE),
                stack.adminKey(),
                stack.api().getAuthority(),
                stack.worker().getAuthority()));
    process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + address.getAuthority())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
  }

  /** Returns true if this machine has its programs. */
  static boolean isInstalled() {
    return Stream.of("prometheus", "promtool").allMatch(Prometheus::runs);
  }

  private static boolean runs(String program) {
    try {
      return Tools.run(Checkout.root(), Map.of(), program, "--version").status() == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Returns a command line of promtool. */
  static String[] promtool(String... arguments) {
    return Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toArray(String[]::new);
  }

  /** Returns what promtool objects to in a scrape, a line for each metric. */
  static Stream<String> lint(Path folder, String scrape) throws IOException {
    var file = folder.resolve("scrape");
    Files.writeString(file, scrape);
    var command = "promtool check metrics < '" + file + "'";
    var ran = Tools.run(folder, Map.of(), "sh", "-c", command);
    // 3 is its status for lint; 1 means that the scrape cannot be read.
    if (ran.status() != 0 && ran.status() != 3) {
      throw new AssertionError(ran.output());
    }
    return ran.output().lines();
  }

  /** Returns the series that an expression has now; empty until the server answers. */
  JsonNode query(String expression) {
    var query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    var answer = get("/api/v1/query?query=" + query);
    if (answer.path("status").asString("").equals("error")) {
      throw new AssertionError(expression + ": " + answer.path("error").asString());
    }
    return answer.path("data").path("result");
  }

  /** Returns true if an expression has a series whose value is a number. */
  boolean hasData(String expression) {
    return query(expression)
        .valueStream()
        .anyMatch(series -> !series.path("value").path(1).asString("NaN").equals("NaN"));
  }

  private JsonNode get(String path) {
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(address.resolve(path)).build(),
              HttpResponse.BodyHandlers.ofString());
      return Product.JSON.readTree(answer.statusCode() == 503 ? "{}" : answer.body());
    } catch (IOException e) {
      // It is not listening yet.
      return Product.JSON.createObjectNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
