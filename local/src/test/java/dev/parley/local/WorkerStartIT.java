package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.servers.process.Ports;
import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.process.Signal;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
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
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker without one of its prerequisites reports it, is live but not ready, and continues once
 * the prerequisite is available.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerStartIT {
  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<ServerProcess> started = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private List<String> command = List.of();
  private Product product;

  /** Another worker of the same installation, with one configuration error. */
  private record Worker(ServerProcess process, URI page) {
    String said() {
      return String.join("\n", process.lastLines(200));
    }
  }

  @BeforeAll
  void start() throws IOException {
    product = new Product(Map.of());
    var running = product.stack.process(Part.WORKER).orElseThrow();
    command = running.command();
    var kept = Files.readString(Path.of("/proc", running.handle().pid() + "", "environ"));
    for (var variable : kept.split("\0", -1)) {
      if (variable.startsWith("PARLEY_") || variable.startsWith("TEMPORAL_")) {
        var parts = variable.split("=", 2);
        environment.put(parts[0], parts[1]);
      }
    }
  }

  @AfterEach
  void endWorkers() {
    started.forEach(process -> process.stop(Duration.ofSeconds(30)));
    product.stack.start();
  }

  @AfterAll
  void stop() {
    product.close();
    http.close();
  }

  private Worker worker(String variable, String value) {
    var port = Ports.free();
    var all = new HashMap<>(environment);
    all.put("PARLEY_WORKER_PORT", Integer.toString(port));
    all.put(variable, value);
    var log = folder.resolve("worker-" + port + ".log");
    var process = ServerProcess.start("Worker", List.of(), command, all, log, Signal.TERMINATE);
    started.add(process);
    return new Worker(process, URI.create("http://127.0.0.1:" + port));
  }

  /** Asserts that it is live but not ready, and repeats its message after a while. */
  private void waits(Worker worker, String reason) {
    Eventually.the(worker::said, said -> said.contains("Waiting: " + reason));
    assertThat(status(worker, "/health/live")).isEqualTo(200);
    assertThat(status(worker, "/health")).isEqualTo(503);
    Eventually.the(worker::said, said -> occurrences(said, reason) > 1);
    assertThat(worker.said()).doesNotContain("\tat ");
  }

  private static int occurrences(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  private void becomesReady(Worker worker) {
    Eventually.the(() -> status(worker, "/health"), status -> status == 200);
  }

  private int status(Worker worker, String path) {
    try {
      var request = HttpRequest.newBuilder(worker.page().resolve(path)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void withoutTemporal() {
    product.stack.stop(Part.TEMPORAL);
    var worker = worker("TEMPORAL_NAMESPACE", "default");
    waits(worker, "Temporal at " + product.stack.temporalAddress() + " does not respond");

    product.stack.start(Part.TEMPORAL);
    becomesReady(worker);
  }

  @Test
  void withoutItsNamespace() {
    var worker = worker("TEMPORAL_NAMESPACE", "made-later");
    waits(worker, "Temporal at " + address() + " has no namespace \"made-later\"");

    var _ =
        product
            .temporal()
            .getWorkflowServiceStubs()
            .blockingStub()
            .registerNamespace(
                RegisterNamespaceRequest.newBuilder()
                    .setNamespace("made-later")
                    .setWorkflowExecutionRetentionPeriod(
                        com.google.protobuf.Duration.newBuilder().setSeconds(86_400))
                    .build());
    becomesReady(worker);
  }

  private String address() {
    return product.stack.temporalAddress();
  }

  @Test
  void withoutPostgreSql() {
    product.stack.stop(Part.DATABASE);
    var worker = worker("PARLEY_BUILD", "");
    waits(worker, "PostgreSQL at " + product.stack.database().jdbcUrl() + " does not respond");

    product.stack.start(Part.DATABASE);
    becomesReady(worker);
    assertThat(worker.said()).containsPattern("as build [0-9][-.0-9A-Za-z]*-[0-9a-f]{8};");
  }

  @Test
  void withAWrongPassword() {
    var worker = worker("PARLEY_DB_PASSWORD", "not-the-password");
    waits(
        worker,
        "PostgreSQL at "
            + product.stack.database().jdbcUrl()
            + " rejects the user \"parley_service\": wrong password");
    assertThat(worker.said()).doesNotContain("not-the-password");
  }

  @Test
  void withoutTheKeyOfSecretsItMakesNone() throws IOException {
    var missing = folder.resolve("secrets-key.json");
    var worker = worker("PARLEY_SECRETS_KEY_FILE", missing.toString());
    waits(worker, "PARLEY_SECRETS_KEY_FILE names " + missing + ", which does not exist");
    assertThat(missing).doesNotExist();

    Files.copy(
        Path.of(Objects.requireNonNull(environment.get("PARLEY_SECRETS_KEY_FILE"))), missing);
    becomesReady(worker);
  }

  @Test
  void permanentProblemsEndIt() throws IOException {
    var noKeyset = Files.writeString(folder.resolve("no-keyset.json"), "{}");
    ends(worker("PARLEY_SECRETS_KEY_FILE", noKeyset.toString()), noKeyset.toString());
    ends(worker("PARLEY_DB_CONNECTIONS", "many"), "PARLEY_DB_CONNECTIONS");
    ends(worker("PARLEY_WORKER_PORT", product.stack.api().getPort() + ""), "PARLEY_WORKER_PORT");
  }

  private static void ends(Worker worker, String named) {
    assertThat(worker.process().ended()).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(1);
    assertThat(worker.said()).contains("The worker ends: ").contains(named).doesNotContain("\tat ");
  }

  @Test
  void theApiCreatesNoNewKeyIfThereAreSealedSecrets() throws IOException {
    product.post("secrets", "{\"name\": \"kept\", \"value\": \"hush\"}").orThrow();
    var key = Path.of(Objects.requireNonNull(environment.get("PARLEY_SECRETS_KEY_FILE")));
    var aside = key.resolveSibling("aside.json");
    product.stack.stop(Part.API);
    Files.move(key, aside);
    try {
      assertThatThrownBy(() -> product.stack.start(Part.API))
          .hasMessageContaining("PARLEY_SECRETS_KEY_FILE names " + key)
          .hasMessageContaining("Put the file back");
      assertThat(key).doesNotExist();
    } finally {
      Files.move(aside, key);
    }
    product.stack.start(Part.API);
  }
}
