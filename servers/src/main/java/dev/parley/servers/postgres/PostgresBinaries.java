package dev.parley.servers.postgres;

import dev.parley.servers.process.Archives;
import dev.parley.servers.process.Cache;
import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Programs;
import dev.parley.servers.process.Progress;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once into the user's cache. */
record PostgresBinaries(Path directory) {
  private static final Pattern JAR = Pattern.compile(".*-binaries-([^/!]+)\\.jar!.*");

  Path program(String name) {
    return directory.resolve("bin").resolve(name);
  }

  /** Returns the major version of the data folders that these programs can open. */
  String major() {
    var version =
        Programs.output(List.of(program("postgres").toString(), "--version"))
            .orElseThrow(() -> unusable(program("postgres")));
    return version.replaceAll("\\D*(\\d+).*", "$1");
  }

  static PostgresBinaries unpacked(Cache cache, Progress progress) {
    var archive = archive();
    var name = "postgres-" + JAR.matcher(archive.toString()).replaceFirst("$1");
    var directory = cache.entry(name);
    if (Files.isDirectory(directory)) {
      return new PostgresBinaries(directory);
    }
    return cache.locked(
        name,
        progress,
        () -> {
          if (!Files.isDirectory(directory)) {
            unpack(archive, directory);
          }
          return new PostgresBinaries(directory);
        });
  }

  private static void unpack(URL archive, Path directory) {
    var unfinished = directory.resolveSibling(directory.getFileName() + ".unfinished");
    try {
      Archives.deleteTree(unfinished);
      Files.createDirectories(unfinished);
      try (var compressed = archive.openStream()) {
        Archives.untar(new XZInputStream(compressed), unfinished);
      }
      Files.move(unfinished, directory);
    } catch (IOException e) {
      throw new CannotStartException("PostgreSQL cannot be unpacked to " + directory, e);
    }
  }

  private static URL archive() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var arm = List.of("aarch64", "arm64").contains(System.getProperty("os.arch"));
    var name =
        "/postgres-%s-%s.txz"
            .formatted(system.startsWith("mac") ? "darwin" : "linux", arm ? "arm_64" : "x86_64");
    return Optional.ofNullable(PostgresBinaries.class.getResource(name))
        .orElseThrow(() ->
            new CannotStartException(
                "No PostgreSQL for %s on %s comes with this build (looked for %s)."
                    .formatted(system, System.getProperty("os.arch"), name)));
  }

  private static CannotStartException unusable(Path program) {
    return new CannotStartException("PostgreSQL does not run here: %s".formatted(program));
  }
}
