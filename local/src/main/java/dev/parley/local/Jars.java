package dev.parley.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The services as they were built, with JVM options for a small machine.
 *
 * @param dev true if they run from the folders of compiled classes instead of their jars
 */
record Jars(Path root, Home home, boolean dev) {
  private static final String API = "api/target/parley-api.jar";
  private static final String WORKER = "worker/target/parley-worker.jar";

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
    return service(part, API, "-Xmx256m", environment, health);
  }

  /** Returns the Temporal worker, with the same parameters. */
  JarServer worker(Part part, URI service, Map<String, String> environment) {
    var health = service.resolve("/health");
    return service(part, WORKER, "-Xmx192m", environment, health);
  }

  private JarServer service(
      Part part, String built, String heap, Map<String, String> environment, URI health) {
    var jar = root.resolve(built);
    var more = environment.getOrDefault(OPTIONS, "").split(" ");
    // Classes in folders cannot be archived.
    var archive = dev ? List.<String>of() : ClassArchive.of(jar).options();
    var jvm =
        Stream.of(
                SMALL.stream(),
                Stream.of(heap),
                archive.stream(),
                Stream.of(more).filter(one -> !one.isEmpty()))
            .flatMap(options -> options);
    return new JarServer(
        part, jar, this::arguments, jvm.toList(), environment, home.log(part), health);
  }

  private List<String> arguments(Path jar) {
    return dev ? CompiledClasses.of(root, jar).arguments() : List.of("-jar", jar.toString());
  }

  /** Returns the archives of the classes of both services. */
  static Map<Part, ClassArchive> archives(Path root) {
    return Map.of(
        Part.API, ClassArchive.of(root.resolve(API)),
        Part.WORKER, ClassArchive.of(root.resolve(WORKER)));
  }

  /** Returns the class folders from which the services run during development. */
  Map<Part, List<Path>> classes() {
    return Map.of(
        Part.API, CompiledClasses.of(root, root.resolve(API)).folders(),
        Part.WORKER, CompiledClasses.of(root, root.resolve(WORKER)).folders());
  }
}
