package dev.parley.local;

import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Server;
import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.process.Signal;
import dev.parley.servers.process.Waiting;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One of Parley's own services, as it was built.
 *
 * @param program returns the arguments that run a jar, or its classes
 * @param health the address that returns 200 once the service can do its work
 */
record JarServer(
    Part part,
    Path jar,
    Function<Path, List<String>> program,
    List<String> jvm,
    Map<String, String> environment,
    Path log,
    URI health)
    implements Server {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public String name() {
    return part.title();
  }

  @Override
  public Supplier<ServerProcess> prepare() {
    if (!Files.exists(jar)) {
      throw new CannotStartException(
          "%s is missing. Build it: ./mvnw -DskipTests package".formatted(jar));
    }
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = Stream.of(List.of(java), jvm, program.apply(jar)).flatMap(List::stream).toList();
    return () ->
        ServerProcess.start(name(), List.of(), command, environment, log, Signal.TERMINATE);
  }

  @Override
  public void awaitReady(ServerProcess process) {
    Waiting.untilOk(process, PATIENCE, health);
  }
}
