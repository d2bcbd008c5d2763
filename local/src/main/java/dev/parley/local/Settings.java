package dev.parley.local;

import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Ports;
import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings of the local stack, each from an environment variable.
 *
 * @param temporalAddress of a running Temporal server; if set, none is started
 * @param temporalUi of that server's Web UI, for links
 * @param second the ports of second instances of api and worker, in topologies with two
 * @param dev true if the services run from compiled classes and restart when those change
 * @param temporalOnPostgres true if Temporal stores its data in PostgreSQL, as in a deployment
 */
record Settings(
    InetAddress bind,
    int port,
    int workerPort,
    int databasePort,
    int temporalPort,
    int temporalUiPort,
    Optional<String> temporalAddress,
    Optional<URI> temporalUi,
    String namespace,
    Optional<Instances> second,
    boolean dev,
    boolean temporalOnPostgres) {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /** The ports of an api and a worker. */
  record Instances(int port, int workerPort) {}

  static Settings from(Map<String, String> environment) {
    return new Settings(
        address(environment),
        port(environment, "PARLEY_PORT", 8080),
        port(environment, "PARLEY_WORKER_PORT", 8081),
        port(environment, "PARLEY_DB_PORT", 5442),
        port(environment, "PARLEY_TEMPORAL_PORT", 7233),
        port(environment, "PARLEY_TEMPORAL_UI_PORT", 8233),
        text(environment, "TEMPORAL_ADDRESS"),
        text(environment, "PARLEY_TEMPORAL_UI").map(URI::create),
        text(environment, "TEMPORAL_NAMESPACE").orElse("default"),
        flag(environment, "PARLEY_TWO_INSTANCES")
            ? Optional.of(
                new Instances(
                    port(environment, "PARLEY_PORT_2", 8090),
                    port(environment, "PARLEY_WORKER_PORT_2", 8091)))
            : Optional.empty(),
        flag(environment, "PARLEY_DEV"),
        flag(environment, "PARLEY_TEMPORAL_ON_POSTGRES"));
  }

  /** Returns settings for tests, several of which run at once. */
  static Settings onFreePorts(Topology topology) {
    return new Settings(
        LOOPBACK,
        Ports.free(),
        Ports.free(),
        Ports.free(),
        Ports.free(),
        Ports.free(),
        Optional.empty(),
        Optional.empty(),
        "default",
        topology.twoInstances()
            ? Optional.of(new Instances(Ports.free(), Ports.free()))
            : Optional.empty(),
        false,
        topology.temporalOnPostgres());
  }

  /** Returns the local address of a service on this port. */
  URI at(int port) {
    var host = bind.isAnyLocalAddress() ? "127.0.0.1" : bind.getHostAddress();
    return URI.create("http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port));
  }

  /** Throws if ports are in use, naming all of them at once. */
  void requireFreePorts() {
    var taken =
        ports().entrySet().stream()
            .filter(port -> Ports.isTaken(address(port.getKey()), port.getValue()))
            .map(port ->
                "Port %d is taken. Free it, or choose another: %s=%d ./start"
                    .formatted(port.getValue(), port.getKey(), port.getValue() + 10))
            .collect(Collectors.joining(System.lineSeparator()));
    if (!taken.isEmpty()) {
      throw new CannotStartException(taken);
    }
  }

  private Map<String, Integer> ports() {
    var ports = new LinkedHashMap<String, Integer>();
    ports.put("PARLEY_PORT", port);
    ports.put("PARLEY_WORKER_PORT", workerPort);
    ports.put("PARLEY_DB_PORT", databasePort);
    if (temporalAddress.isEmpty()) {
      ports.put("PARLEY_TEMPORAL_PORT", temporalPort);
      ports.put("PARLEY_TEMPORAL_UI_PORT", temporalUiPort);
    }
    second.ifPresent(instances -> {
      ports.put("PARLEY_PORT_2", instances.port());
      ports.put("PARLEY_WORKER_PORT_2", instances.workerPort());
    });
    return ports;
  }

  private InetAddress address(String variable) {
    return variable.startsWith("PARLEY_PORT") ? bind : LOOPBACK;
  }

  private static InetAddress address(Map<String, String> environment) {
    var text = text(environment, "PARLEY_BIND").orElse("127.0.0.1");
    try {
      return InetAddress.ofLiteral(text.equals("localhost") ? "127.0.0.1" : text);
    } catch (IllegalArgumentException _) {
      throw new CannotStartException(
          "PARLEY_BIND is \"%s\" (expected: an address such as 127.0.0.1)".formatted(text));
    }
  }

  private static int port(Map<String, String> environment, String variable, int usual) {
    var text = text(environment, variable).orElse(Integer.toString(usual));
    if (!text.matches("[0-9]{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > 65_535) {
      throw new CannotStartException(
          "%s is \"%s\" (expected: a port, 1 to 65535)".formatted(variable, text));
    }
    return Integer.parseInt(text);
  }

  private static boolean flag(Map<String, String> environment, String variable) {
    return text(environment, variable)
        .map(text ->
            switch (text) {
              case "yes", "true", "1" -> true;
              case "no", "false", "0" -> false;
              default ->
                  throw new CannotStartException(
                      "%s is \"%s\" (expected: yes or no)".formatted(variable, text));
            })
        .orElse(false);
  }

  private static Optional<String> text(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .map(String::strip)
        .filter(t -> !t.isEmpty());
  }
}
