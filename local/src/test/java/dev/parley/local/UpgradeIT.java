package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static dev.parley.local.Product.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.servers.process.Ports;
import dev.parley.servers.process.Progress;
import dev.parley.servers.temporal.TemporalBinary;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Runs that wait, are being retried or are in a call, across upgrades and rollbacks of api and
 * worker. The releases are the same code with different build ids: what differs between releases
 * are histories and tables, which {@code HistoriesTest} and {@code MigrationsTest} hold.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeIT {
  private static final Duration A_DELAY = Duration.ofMinutes(4);

  private final List<String> runs = new ArrayList<>();
  private Product product;
  private Instances instances;
  private String delayed = "";
  private String called = "";

  @BeforeAll
  void start() throws IOException {
    product = new Product(Map.of("PARLEY_SWEEP_INTERVAL", "PT2S", "PARLEY_BUILD", "release-1"));
    instances = new Instances(product);
    delayed =
        publish(
            "conversation.created",
            "/delayed",
            "hello sendMessage {\"text\": \"Hello\"}",
            "wait delay {\"amount\": 1, \"unit\": \"minutes\"}");
    called = publish("conversation.opened", "/called", "hello sendMessage {\"text\": \"Hello\"}");
  }

  @AfterAll
  void stop() {
    instances.close();
    product.close();
  }

  private String publish(String event, String path, String... first) {
    var call =
        "call fetch {\"method\": \"POST\", \"url\": \"%s\", \"body\": \"{{ conversation.id }}\"}"
            .formatted(product.peer.url(path));
    var nodes =
        Stream.concat(Stream.of(first), Stream.of(call, "bye sendMessage {\"text\": \"Bye\"}"));
    return product.publish(
        "Upgraded " + UUID.randomUUID(), chain(event, nodes.toArray(String[]::new)));
  }

  /** Posts events to an api, and returns the runs that they started. */
  private List<String> post(URI api, String event, int count) {
    var started = new ArrayList<String>();
    try (var client = new Api(api, product.stack.adminKey())) {
      for (int i = 0; i < count; i++) {
        var id = UUID.randomUUID().toString();
        var json = Product.eventJson(id, event, "upgraded-" + id, "webchat", "Hi");
        started.addAll(executions(client.post("events", json).orThrow()));
      }
    }
    assertThat(started).hasSize(count);
    runs.addAll(started);
    return started;
  }

  private void until(List<String> started, Predicate<JsonNode> enough) {
    started.forEach(id -> Eventually.the(() -> product.execution(id), enough));
  }

  private static Predicate<JsonNode> has(String step) {
    return run -> steps(run).contains(step);
  }

  private static boolean isRetried(JsonNode run) {
    return run.path("steps")
        .valueStream()
        .anyMatch(step -> step.path("status").asString().equals("retrying"));
  }

  @Test
  void nothingFailsAndNothingIsDoneTwice() throws Exception {
    acrossReleases(10);
  }

  @Test
  @Tag("long")
  void norDoesItWithAThousandRuns() throws Exception {
    acrossReleases(200);
  }

  private void acrossReleases(int each) throws Exception {
    product.peer.answers("/called", 503);
    var api = product.stack.api();
    var waiting = post(api, "conversation.created", each);
    var retried = post(api, "conversation.opened", each);
    until(waiting, has("wait waiting"));
    until(retried, UpgradeIT::isRetried);

    // From workers without versions, as before this release, to versions.
    var second = instances.worker("release-2");
    var otherPort = Ports.free();
    var otherApi = instances.api(otherPort);
    product.stack.stop(Part.WORKER);
    var other = URI.create("http://127.0.0.1:" + otherPort);
    waiting = post(other, "conversation.created", each);
    retried = post(other, "conversation.opened", each);
    until(waiting, has("wait waiting"));
    until(retried, UpgradeIT::isRetried);
    assertThat(buildOf(waiting.getFirst())).isEqualTo("release-2");

    // A further upgrade, in the middle of calls that the peer answers later.
    product.peer.hold("/called");
    product.peer.answers("/called", 200);
    Eventually.the(
        () -> product.peer.asked("/called"),
        all -> all.stream().anyMatch(asked -> asked.status() == 200));
    var third = instances.worker("release-3");
    product.peer.release("/called");
    Instances.stop(second);
    product.peer.answers("/called", 503);
    retried = post(api, "conversation.opened", each);
    until(retried, UpgradeIT::isRetried);

    // Back by one release.
    second = instances.worker("release-2");
    Instances.stop(third);
    Instances.stop(otherApi);

    // And back to workers without versions; the others finish what is being retried.
    withoutVersions();
    product.stack.start(Part.WORKER);
    product.peer.answers("/called", 200);
    assertDoneOnce();
    Instances.stop(second);
  }

  /** Returns the build that carried out the last task of a run, as Temporal shows it. */
  private String buildOf(String run) {
    return product
        .temporal()
        .newUntypedWorkflowStub(run)
        .describe()
        .getRawDescription()
        .getWorkflowExecutionInfo()
        .getVersioningInfo()
        .getDeploymentVersion()
        .getBuildId();
  }

  private void withoutVersions() throws IOException, InterruptedException {
    var command =
        List.of(
            TemporalBinary.find(Progress.SILENT).toString(),
            "worker",
            "deployment",
            "set-current-version",
            "--deployment-name",
            "parley",
            "--unversioned",
            "--yes",
            "--address",
            product.stack.temporalAddress());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private void assertDoneOnce() {
    for (var id : runs) {
      var run =
          Eventually.within(
              A_DELAY,
              () -> product.execution(id),
              seen -> !seen.path("status").asString().equals("running"));
      assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("completed");
    }
    assertThat(
            product.sql(
                "select id::text from execution where workflow_id in ('%s', '%s')"
                    .formatted(delayed, called)))
        .containsExactlyInAnyOrderElementsOf(runs);
    assertThat(
            product.sql(
                """
                select execution_id from message where execution_id is not null
                group by execution_id
                having string_agg(text, ' ' order by seq) <> 'Hello Bye'\
                """))
        .isEmpty();
    var keys =
        Stream.of("/delayed", "/called")
            .flatMap(path -> product.peer.asked(path).stream())
            .map(asked -> asked.body() + " " + asked.key())
            .distinct()
            .toList();
    assertThat(keys).hasSameSizeAs(runs);
  }
}
