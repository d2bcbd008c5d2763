package dev.parley.local;

import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Ownership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The folder {@code .parley} with all data of the local stack. Only its owner can read it, because
 * it contains the keys.
 */
record Home(Path directory) {
  private static final int LOGS_KEPT = 5;

  /**
   * Opens the folder, creating it if necessary.
   *
   * @throws CannotStartException if it belongs to another user
   */
  static Home open(Path directory) {
    var home = new Home(directory.toAbsolutePath().normalize());
    try {
      if (!Files.exists(home.directory())) {
        Files.createDirectories(
            home.directory(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      home.requireOwner();
      Files.createDirectories(home.logs());
      return home;
    } catch (IOException e) {
      throw new CannotStartException(
          "The folder %s cannot be written.".formatted(home.directory()), e);
    }
  }

  /** Creates one for a test, in a shared folder. */
  static Home temporary(Path folder) {
    try {
      return open(Files.createTempDirectory(Files.createDirectories(folder), "stack-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path logs() {
    return directory.resolve("logs");
  }

  Path log(Part part) {
    return logs().resolve(part.title().toLowerCase(Locale.ROOT) + ".log");
  }

  Path database() {
    return directory.resolve("postgres");
  }

  Path temporalDatabase() {
    return directory.resolve("temporal.db");
  }

  /** Returns the configuration folder of the Temporal server on PostgreSQL. */
  Path temporalConfiguration() {
    return directory.resolve("temporal");
  }

  Path processes() {
    return directory.resolve("processes.json");
  }

  Path lock() {
    return directory.resolve("lock");
  }

  Path apiKeyFile() {
    return directory.resolve("api-key");
  }

  Path secretsKeyFile() {
    return directory.resolve("secrets-key.json");
  }

  /** Returns the key with which the launcher and the tests sign in, creating it on first use. */
  String apiKey() {
    return new KeyFile(apiKeyFile()).readOrCreate("parley_");
  }

  /** Returns the password of the database's superuser, creating it on first use. */
  String databasePassword() {
    return new KeyFile(directory.resolve("postgres-password")).readOrCreate("");
  }

  /** Returns the password with which the services connect, creating it on first use. */
  String servicePassword() {
    return new KeyFile(directory.resolve("service-password")).readOrCreate("");
  }

  /** Renames the logs of the last start, so that each start begins with empty ones. */
  void rotateLogs() {
    for (var part : Part.values()) {
      for (int age = LOGS_KEPT; age > 0; age--) {
        move(aged(log(part), age - 1), aged(log(part), age));
      }
    }
  }

  /** Deletes all data except the lock, which the caller holds. */
  void wipe() {
    remove(path -> !path.equals(lock()));
  }

  /** Deletes a test's data and keeps its logs. */
  void wipeAllButLogs() {
    remove(path -> !path.startsWith(logs()));
  }

  /** Deletes the file and those that SQLite creates next to it. */
  void removeTemporalDatabase() {
    var name = String.valueOf(temporalDatabase().getFileName());
    remove(path -> String.valueOf(path.getFileName()).startsWith(name));
  }

  private void remove(Predicate<Path> goes) {
    try (var paths = Files.walk(directory)) {
      var chosen = paths.filter(path -> !path.equals(directory)).filter(goes);
      for (var path : chosen.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
      Files.createDirectories(logs());
    } catch (IOException e) {
      throw new CannotStartException("The data in %s cannot be removed.".formatted(directory), e);
    }
  }

  private void requireOwner() {
    if (Ownership.of(directory) != Ownership.me()) {
      var owner = Ownership.nameOf(directory);
      var me = Ownership.myName();
      throw new CannotStartException(
          """
          The data in %s was made by %s, and you are %s. Do one of these:
            - start as %s again
            - take the data over: sudo chown -R %s %s
            - keep data of your own elsewhere: PARLEY_HOME=~/.parley ./start\
          """
              .formatted(directory, owner, me, owner, me, directory));
    }
  }

  private static Path aged(Path log, int age) {
    var name = String.valueOf(log.getFileName());
    return age == 0 ? log : log.resolveSibling(name.replace(".log", "." + age + ".log"));
  }

  private static void move(Path from, Path to) {
    try {
      if (Files.exists(from)) {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
