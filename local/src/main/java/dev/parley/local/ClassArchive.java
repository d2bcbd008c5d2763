package dev.parley.local;

import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Programs;
import dev.parley.servers.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The classes of a service as Java had loaded and verified them when the service was ready. With
 * them it starts with half of the processor time.
 *
 * @param file next to the service's jar, named by what it was recorded from
 */
record ClassArchive(Path file) {
  /** Makes a service able to have its classes recorded. */
  static final String RECORDABLE = "-XX:+RecordDynamicDumpInfo";

  private static final String SUFFIX = ".jsa";

  /** Returns the archive of a service, which exists only after it was recorded. */
  static ClassArchive of(Path jar) {
    var hash = new CRC32();
    hash.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
    for (var read : readBy(jar)) {
      try {
        var state = "%s %d %s".formatted(read, Files.size(read), Files.getLastModifiedTime(read));
        hash.update(state.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ClassArchive(
        jar.resolveSibling("%s-%08x%s".formatted(stem(jar), hash.getValue(), SUFFIX)));
  }

  private static String stem(Path jar) {
    return String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "");
  }

  private static List<Path> readBy(Path jar) {
    var libraries = jar.resolveSibling("lib");
    return Stream.concat(
            Stream.of(jar).filter(Files::exists),
            Files.isDirectory(libraries) ? in(libraries).stream().sorted() : Stream.of())
        .toList();
  }

  private static List<Path> in(Path folder) {
    try (var files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Returns the options of Java that use it, none if it does not exist. */
  List<String> options() {
    return exists()
        ? List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds*=error,aot*=error")
        : List.of();
  }

  /** Records what a {@linkplain #RECORDABLE recordable} process has loaded, and removes others. */
  void record(ServerProcess process) {
    var unfinished = file.resolveSibling(file.getFileName() + ".part");
    var tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var pid = Long.toString(process.handle().pid());
    var said = Programs.output(List.of(tool, pid, "VM.cds", "dynamic_dump", unfinished.toString()));
    try {
      for (var other : in(file.resolveSibling(""))) {
        if (isEarlier(other)) {
          Files.delete(other);
        }
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CannotStartException(
          "The classes of %s were not recorded. %s".formatted(process.name(), said.orElse("")), e);
    }
  }

  private void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isEarlier(Path other) {
    var hash = "-[0-9a-f]{8}\\" + SUFFIX;
    var stem = String.valueOf(file.getFileName()).replaceFirst(hash + "$", "");
    return String.valueOf(other.getFileName()).matches(stem + hash);
  }

  /** Records the services as they were built, unless that has happened. */
  public static void main(String... arguments) {
    var archives = Jars.archives(Checkout.root());
    if (archives.values().stream().allMatch(ClassArchive::exists)) {
      return;
    }
    // A service that uses an archive cannot record another.
    archives.values().forEach(ClassArchive::delete);
    try (var stack = Stack.temporary(Topology.ONE, Map.of(Jars.OPTIONS, RECORDABLE))) {
      stack.start();
      Concurrently.run(
          archives.entrySet().stream()
              .map(entry ->
                  (Runnable)
                      () -> entry.getValue().record(stack.process(entry.getKey()).orElseThrow()))
              .toList());
    }
  }
}
