package dev.parley.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The jars of the services, with JVM options for a small machine. */
record Jars(Path root, Home home) {
  /** A variable in a service's environment: additional JVM options, which override ours. */
  static final String OPTIONS = "PARLEY_JVM";

  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

  /**
   * Returns the HTTP service.
   *
   * @param part the instance
   * @param service the address of the instance
   */
  JarServer api(Part part, URI service, Map<String, String> environment) {
    var health = service.resolve("/api/v1/health");
    return service(part, "api/target/parley-api", "-Xmx256m", environment, health);
  }

  /** Returns the Temporal worker, with the same parameters. */
  JarServer worker(Part part, URI service, Map<String, String> environment) {
    var health = service.resolve("/health");
    return service(part, "worker/target/parley-worker", "-Xmx192m", environment, health);
  }

  private JarServer service(
      Part part, String built, String heap, Map<String, String> environment, URI health) {
    var jar = root.resolve(built + ".jar");
    var more = environment.getOrDefault(OPTIONS, "").split(" ");
    var jvm =
        Stream.of(SMALL.stream(), Stream.of(heap), Stream.of(more).filter(one -> !one.isEmpty()))
            .flatMap(options -> options);
    return new JarServer(part, jar, jvm.toList(), environment, home.log(part), health);
  }
}
