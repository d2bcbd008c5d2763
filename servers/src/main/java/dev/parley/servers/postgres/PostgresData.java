package dev.parley.servers.postgres;

import dev.parley.servers.process.Archives;
import dev.parley.servers.process.CannotStartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The data folder of one PostgreSQL. */
record PostgresData(Path folder) {
  private static final String WHO_MAY_CONNECT =
      """
      # Only by the loopback address and with the password.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  /** Creates the data in a temporary folder and renames it, so that it is always complete. */
  void create(PostgresBinaries binaries, PostgresAccount account, String user, String password)
      throws IOException {
    var unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
    Archives.deleteTree(unfinished);
    Files.createDirectories(unfinished);
    account.own(unfinished);
    run(
        account,
        "",
        binaries.program("initdb").toString(),
        "--pgdata=" + unfinished,
        "--username=" + user,
        "--auth=reject",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--no-instructions");
    run(
        account,
        """
        create database "%s"
        alter role "%s" password '%s'
        """
            .formatted(user, user, password),
        binaries.program("postgres").toString(),
        "--single",
        "-D",
        unfinished.toString(),
        "postgres");
    Files.writeString(unfinished.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
    Files.move(unfinished, folder);
  }

  /**
   * Throws if the data is of another major version, since PostgreSQL cannot open it.
   *
   * @param major of the available programs
   */
  void requireVersion(String major) throws IOException {
    var file = folder.resolve("PG_VERSION");
    if (!Files.exists(file)) {
      throw new CannotStartException(
          "%s is not a PostgreSQL data folder. Move it away.".formatted(folder));
    }
    var made = Files.readString(file).strip();
    if (!made.equals(major)) {
      throw new CannotStartException(
          "The data in %s was created by PostgreSQL %s and this is PostgreSQL %s. Move it away."
              .formatted(folder, made, major));
    }
  }

  private static void run(PostgresAccount account, String input, String... command)
      throws IOException {
    var process =
        new ProcessBuilder(Stream.concat(account.via().stream(), Stream.of(command)).toList())
            .redirectErrorStream(true)
            .start();
    try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
      stdin.write(input);
    } catch (IOException e) {
      // It ended before reading its input: its output says why.
    }
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (exit(process) != 0) {
      throw new CannotStartException(
          "%s failed:%n%s".formatted(List.of(command).getFirst(), output));
    }
  }

  private static int exit(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("Interrupted while preparing PostgreSQL.", e);
    }
  }
}
