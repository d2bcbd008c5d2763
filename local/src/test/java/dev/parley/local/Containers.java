package dev.parley.local;

import dev.parley.secret.Sealer;
import dev.parley.servers.postgres.ServiceRole;
import dev.parley.servers.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The product's images, built from the Dockerfile that is shipped, and containers of them that use
 * the PostgreSQL and Temporal of a stack.
 */
final class Containers implements AutoCloseable {
  private static final int CANNOT = 75;
  private static final List<String> TOOLS = List.of("podman", "buildah", "runc", "debootstrap");
  private static final String IMAGES = "localhost/parley-test/parley-";

  static final List<String> SERVICES = List.of("api", "worker");
  private static final Duration START = Duration.ofMinutes(3);

  private final Peer peer = new Peer();
  private final Stack stack = Stack.temporary(Topology.ONE, Map.of());
  private final Path secrets;
  private final Product product;
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);

  private Containers() {
    try {
      secrets = Files.createTempDirectory("parley-secrets");
      give("api-key", stack.adminKey());
      give("service-password", stack.home().servicePassword());
      var _ = Sealer.load(secrets.resolve("secrets-key.json"));
      open(secrets.resolve("secrets-key.json"), "rw-r--r--");
      open(secrets, "rwxr-xr-x");
      product = new Product(stack, peer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns healthy containers of api and worker, after a container has migrated the database. */
  static Containers started() {
    var containers = new Containers();
    try {
      containers.stack.start(Part.DATABASE);
      containers.stack.start(Part.TEMPORAL);
      containers.migrate();
      SERVICES.forEach(containers::start);
      for (var service : SERVICES) {
        var _ =
            Eventually.within(START, () -> containers.health(service), ran -> ran.status() == 0);
      }
      return containers;
    } catch (RuntimeException | AssertionError e) {
      SERVICES.forEach(service -> System.err.println(containers.log(service)));
      containers.close();
      throw e;
    }
  }

  /** Returns the product whose services they are. */
  Product product() {
    return product;
  }

  private void give(String name, String value) throws IOException {
    open(Files.writeString(secrets.resolve(name), value), "rw-r--r--");
  }

  private static void open(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /** Builds the images and returns why that is impossible here; empty if they are built. */
  static String build() {
    var missing = TOOLS.stream().filter(tool -> Programs.onPath(tool).isEmpty()).toList();
    if (!missing.isEmpty()) {
      return "missing: " + String.join(", ", missing);
    }
    if (!Programs.output(List.of("id", "-u")).orElse("").equals("0")) {
      return "only root can run containers here";
    }
    var script = Checkout.root().resolve("local/src/test/images.sh").toString();
    var ran = Tools.run(Checkout.root(), Map.of(), script);
    if (ran.status() == CANNOT) {
      return ran.output();
    }
    var _ = ran.orThrow();
    return "";
  }

  private void migrate() {
    var command = Stream.of("--rm", IMAGES + "api", "migrate");
    var said = podman(Stream.concat(options("migrate").stream(), command)).orThrow();
    if (!said.contains("The database is migrated")) {
      throw new AssertionError(said);
    }
  }

  /** Starts a service in a container, confined as the chart confines it. */
  private void start(String service) {
    var _ =
        podman(Stream.concat(options(service).stream(), Stream.of("--detach", IMAGES + service)))
            .orThrow();
  }

  private List<String> options(String service) {
    var options = new ArrayList<>(List.of("run", "--name", name(service), "--network=host"));
    options.addAll(List.of("--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL"));
    options.addAll(List.of("--security-opt", "no-new-privileges"));
    options.addAll(List.of("--ulimit", "nofile=20000:20000", "--ulimit", "nproc=4096:4096"));
    options.addAll(List.of("--volume", secrets + ":/run/secrets/parley:ro"));
    if (!service.equals("worker")) {
      // With the administrator's key; a worker's holds what it unpacks, which the image says.
      options.addAll(List.of("--env", "PARLEY_HOME=/run/secrets/parley"));
    }
    environment().forEach((name, value) -> options.addAll(List.of("--env", name + "=" + value)));
    return options;
  }

  private Map<String, String> environment() {
    var settings = new LinkedHashMap<String, String>();
    settings.put("PARLEY_DB_URL", stack.database().jdbcUrl());
    settings.put("PARLEY_DB_USER", ServiceRole.NAME);
    settings.put("PARLEY_DB_PASSWORD_FILE", "/run/secrets/parley/service-password");
    settings.put("PARLEY_DB_CONNECTIONS", "10");
    settings.put("PARLEY_SECRETS_KEY_FILE", "/run/secrets/parley/secrets-key.json");
    settings.put("PARLEY_PUBLIC_URL", stack.api().toString());
    settings.put("TEMPORAL_ADDRESS", stack.temporalAddress());
    settings.put("TEMPORAL_NAMESPACE", stack.temporalNamespace());
    settings.put("PARLEY_PORT", Integer.toString(stack.api().getPort()));
    settings.put("PARLEY_WORKER_PORT", Integer.toString(stack.worker().getPort()));
    settings.put("PARLEY_FETCH_ALLOW", "127.0.0.1:" + peer.port());
    settings.put("PARLEY_MIGRATE", "false");
    settings.put("PARLEY_DRAIN", "PT5S");
    return settings;
  }

  /** Runs a command in a container and returns its output. */
  Tools.Ran in(String service, String... command) {
    return podman(Stream.concat(Stream.of("exec", name(service)), Stream.of(command)));
  }

  /** Runs the image's own health check; its status is 0 if the service is healthy. */
  private Tools.Ran health(String service) {
    return podman(Stream.of("healthcheck", "run", name(service)));
  }

  /** Sends SIGTERM. */
  void terminate(String service) {
    var _ = podman(Stream.of("kill", "--signal", "TERM", name(service))).orThrow();
  }

  /** Returns the exit status of a container once it has ended. */
  int status(String service) {
    return Integer.parseInt(podman(Stream.of("wait", name(service))).orThrow().strip());
  }

  /** Returns what a container has written. */
  String log(String service) {
    return podman(Stream.of("logs", name(service))).output();
  }

  private String name(String service) {
    return "parley-test-%s-%s".formatted(service, suffix);
  }

  private static Tools.Ran podman(Stream<String> arguments) {
    var command = Stream.concat(Stream.of("podman", "--runtime", "runc"), arguments);
    return Tools.run(Checkout.root(), Map.of(), command.toArray(String[]::new));
  }

  @Override
  public void close() {
    for (var service : SERVICES) {
      var _ = podman(Stream.of("rm", "--force", "--time", "0", name(service)));
    }
    product.close();
  }
}
