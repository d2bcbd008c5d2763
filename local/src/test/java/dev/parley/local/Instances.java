package dev.parley.local;

import dev.parley.servers.process.Ports;
import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.process.Signal;
import dev.parley.servers.process.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Further instances of a product's services, as those of another release are started next to it.
 */
final class Instances implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Product product;
  private final Map<Part, List<String>> commands = new HashMap<>();
  private final Map<Part, Map<String, String>> environments = new HashMap<>();
  private final List<ServerProcess> started = new ArrayList<>();

  /** Learns from the running services how they are started. */
  Instances(Product product) throws IOException {
    this.product = product;
    for (var part : List.of(Part.API, Part.WORKER)) {
      var process = product.stack.process(part).orElseThrow();
      commands.put(part, process.command());
      environments.put(part, environment(process));
    }
  }

  private static Map<String, String> environment(ServerProcess process) throws IOException {
    var variables = new HashMap<String, String>();
    var kept = Files.readString(Path.of("/proc", process.handle().pid() + "", "environ"));
    for (var variable : kept.split("\0", -1)) {
      if (variable.startsWith("PARLEY_") || variable.startsWith("TEMPORAL_")) {
        var parts = variable.split("=", 2);
        variables.put(parts[0], parts[1]);
      }
    }
    return variables;
  }

  /** Starts a worker of that build, which takes over the work, and returns once it has it. */
  ServerProcess worker(String build) {
    var port = Ports.free();
    var worker =
        start(
            Part.WORKER,
            port,
            "/health",
            Map.of(
                "PARLEY_WORKER_PORT",
                Integer.toString(port),
                "PARLEY_BUILD",
                build,
                "PARLEY_VERSIONING",
                "automatic"));
    Eventually.the(
        () -> metrics(port),
        text -> text.contains("parley_worker_current{build=\"" + build + "\"} 1.0"));
    return worker;
  }

  private static String metrics(int port) {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + port + "/metrics");
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts an api and returns once it can accept events. */
  ServerProcess api(int port) {
    return start(Part.API, port, "/api/v1/health", Map.of("PARLEY_PORT", Integer.toString(port)));
  }

  private ServerProcess start(Part part, int port, String health, Map<String, String> changes) {
    var all = new HashMap<>(environments.getOrDefault(part, Map.of()));
    all.putAll(changes);
    var log = product.stack.home().log(part).resolveSibling(part.title() + "-" + port + ".log");
    var process =
        ServerProcess.start(
            part.title(),
            List.of(),
            commands.getOrDefault(part, List.of()),
            all,
            log,
            Signal.TERMINATE);
    started.add(process);
    Waiting.untilOk(process, PATIENCE, URI.create("http://127.0.0.1:" + port + health));
    return process;
  }

  /** Stops an instance gracefully. */
  static void stop(ServerProcess process) {
    process.stop(Part.WORKER.patience());
  }

  @Override
  public void close() {
    started.forEach(Instances::stop);
  }
}
