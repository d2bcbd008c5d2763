package dev.parley.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where the services are and how their virtual machines are set for one machine with little. */
record Jars(Path root, Map<String, String> environment) {
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

  JarServer api(Home home, URI service) {
    var health = service.resolve("/api/v1/health");
    return service(Part.API, "api/target/parley-api", "-Xmx256m", home, health);
  }

  JarServer worker(Home home, URI service) {
    var health = service.resolve("/health");
    return service(Part.WORKER, "worker/target/parley-worker", "-Xmx192m", home, health);
  }

  private JarServer service(Part part, String built, String heap, Home home, URI health) {
    var jar = root.resolve(built + ".jar");
    var jvm = Stream.concat(SMALL.stream(), Stream.of(heap));
    return new JarServer(part, jar, jvm.toList(), environment, home.log(part), health);
  }
}
