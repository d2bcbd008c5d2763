package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.servers.postgres.EmbeddedDatabase;
import dev.parley.servers.process.Ports;
import dev.parley.servers.process.Progress;
import dev.parley.servers.process.Server;
import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.temporal.FrontendSecurity;
import dev.parley.servers.temporal.TemporalBinary;
import dev.parley.servers.temporal.TemporalOnPostgres;
import dev.parley.temporal.ConnectionCheck;
import dev.parley.temporal.TemporalSettings;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server of a deployment with TLS: clients need a certificate and an API key, which is not
 * allowed to administer the namespace, as on Temporal Cloud.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemporalSecurityIT {
  private static final String NAME = "temporal.test";
  private static final Pattern COMMAND =
      Pattern.compile("temporal (operator search-attribute create .*)");

  private Path folder;
  private final Tokens tokens = new Tokens();
  private final List<ServerProcess> started = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private FrontendSecurity security;
  private TemporalOnPostgres temporal;

  @BeforeAll
  void start(@TempDir Path given) throws IOException {
    folder = given;
    var certificates = new Certificates(folder);
    var server = certificates.issue("server", "-ext", "san=dns:" + NAME);
    var client = certificates.issue("client");
    settings.put("TEMPORAL_TLS_SERVER_CA_CERT_PATH", certificates.authority().toString());
    settings.put("TEMPORAL_TLS_CLIENT_CERT_PATH", client.toString());
    settings.put("TEMPORAL_TLS_CLIENT_KEY_PATH", certificates.key("client").toString());
    settings.put("TEMPORAL_TLS_SERVER_NAME", NAME);
    settings.put("TEMPORAL_API_KEY", tokens.allowing("default:write"));
    security =
        new FrontendSecurity(
            server,
            certificates.key("server"),
            Optional.of(certificates.authority()),
            Optional.of(tokens.uri()),
            List.of(
                "--tls-ca-path",
                certificates.authority().toString(),
                "--tls-cert-path",
                client.toString(),
                "--tls-key-path",
                certificates.key("client").toString(),
                "--tls-server-name",
                NAME,
                "--api-key",
                tokens.allowing("temporal-system:admin")));
    var database =
        EmbeddedDatabase.thrownAway(Files.createDirectory(folder.resolve("database")))
            .with(TemporalOnPostgres.databaseSettings());
    started(database);
    temporal =
        new TemporalOnPostgres(
                database,
                folder.resolve("temporal"),
                Checkout.root().resolve("local/target/temporal-security.log"),
                Ports.free(),
                Ports.free(),
                "default",
                Progress.SILENT)
            .with(security);
    started(temporal);
    settings.put("TEMPORAL_ADDRESS", temporal.address());
  }

  private void started(Server server) {
    var process = server.prepare().get();
    started.add(process);
    server.awaitReady(process);
  }

  @AfterAll
  void stop() {
    started.reversed().forEach(process -> process.stop(Duration.ofSeconds(20)));
    tokens.close();
  }

  /**
   * Returns the reason why Temporal cannot be used if settings have other values; empty if it can.
   */
  private String problem(Map<String, String> others) {
    var all = new HashMap<>(settings);
    all.putAll(others);
    var parsed = TemporalSettings.of(all::get);
    var stubs =
        WorkflowServiceStubs.newServiceStubs(
            parsed.applyTo(WorkflowServiceStubsOptions.newBuilder()).build());
    try {
      var check = new ConnectionCheck(parsed, stubs);
      // A busy machine may need longer than the check waits.
      return Eventually.the(
          () -> check.problem().orElse(""), said -> !said.contains("DEADLINE_EXCEEDED"));
    } finally {
      stubs.shutdownNow();
    }
  }

  @Test
  void eachMissingOrWrongSettingIsNamed() throws IOException {
    var others = new Certificates(Files.createDirectory(folder.resolve("others"))).authority();
    assertThat(problem(Map.of())).isEmpty();
    assertThat(
            problem(
                Map.of("TEMPORAL_TLS_CLIENT_CERT_PATH", "", "TEMPORAL_TLS_CLIENT_KEY_PATH", "")))
        .contains("expects a client certificate", "TEMPORAL_TLS_CLIENT_CERT_PATH");
    assertThat(problem(Map.of("TEMPORAL_TLS_SERVER_NAME", "other.test")))
        .contains("another name than other.test", "TEMPORAL_TLS_SERVER_NAME");
    assertThat(problem(Map.of("TEMPORAL_TLS_SERVER_CA_CERT_PATH", others.toString())))
        .contains("not trusted here", "TEMPORAL_TLS_SERVER_CA_CERT_PATH");
    assertThat(problem(withoutTls())).contains("set TEMPORAL_TLS=true");
    assertThat(problem(Map.of("TEMPORAL_API_KEY", "")))
        .contains("rejects this service", "TEMPORAL_API_KEY");
    assertThat(problem(Map.of("TEMPORAL_API_KEY", tokens.allowing("other:write"))))
        .contains("rejects this service", "TEMPORAL_API_KEY");
  }

  private static Map<String, String> withoutTls() {
    return Map.of(
        "TEMPORAL_TLS_SERVER_CA_CERT_PATH", "",
        "TEMPORAL_TLS_CLIENT_CERT_PATH", "",
        "TEMPORAL_TLS_CLIENT_KEY_PATH", "",
        "TEMPORAL_TLS_SERVER_NAME", "",
        "TEMPORAL_TLS", "false");
  }

  @Test
  void aRunWaitsForSearchAttributesThatOthersCreateWithTheCommandFromTheLog() throws Exception {
    try (var product = new Product(settings)) {
      var _ = product.publish("Secured", chain("conversation.opened", "a starConversation"));
      var run =
          executions(product.event("conversation.opened", "secured", "webchat", "Hi")).getFirst();
      var said = Eventually.the(() -> log(product, Part.API), log -> COMMAND.matcher(log).find());
      assertThat(said).contains("has no search attributes [ParleyWorkflow, ParleyVersion");
      assertThat(product.execution(run).path("status").asString()).isEqualTo("pending");

      var command = COMMAND.matcher(said);
      assertThat(command.find()).isTrue();
      asAdministrator(command.group(1).split(" "));
      assertThat(product.ended(run).path("status").asString()).isEqualTo("completed");
      for (var part : List.of(Part.API, Part.WORKER)) {
        assertThat(log(product, part))
            .containsPattern(
                "Connected to Temporal 1[.0-9]+ at "
                    + temporal.address()
                    + ", namespace default, TLS with client certificate and API key")
            .doesNotContain(settings.getOrDefault("TEMPORAL_API_KEY", ""));
      }
    }
  }

  private void asAdministrator(String... command) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of(TemporalBinary.find(Progress.SILENT).toString()));
    all.addAll(List.of(command));
    all.addAll(List.of("--address", temporal.address()));
    all.addAll(security.asAdministrator());
    assertThat(new ProcessBuilder(all).inheritIO().start().waitFor()).isZero();
  }

  private static String log(Product product, Part part) {
    try {
      return Files.readString(product.stack.home().log(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
