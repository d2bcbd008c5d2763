package dev.parley.servers.temporal;

import dev.parley.servers.process.Archives;
import dev.parley.servers.process.Cache;
import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds the Temporal server of a deployment, {@code server}, and its schema tool, {@code sql}:
 * compiled once from Go modules and kept in the user's cache.
 */
public record TemporalPrograms(Cache cache, String path, Progress progress) {
  static final String VERSION = "1.29.1";
  private static final String NAME = "temporal-server-" + VERSION;
  private static final String MODULE = "go.temporal.io/server";
  private static final List<String> PROGRAMS =
      List.of(MODULE + "/cmd/server", MODULE + "/cmd/tools/sql");

  /**
   * With the command line's versions of libraries, Go reuses nearly all that it compiled for the
   * command line, which contains the same server: seconds instead of minutes.
   */
  private static final List<String> REQUIRED =
      List.of(MODULE + " v" + VERSION, TemporalRelease.MODULE + " v" + TemporalRelease.VERSION);

  /** Returns the programs in this user's cache. */
  public static TemporalPrograms ofUser(Progress progress) {
    var environment = System.getenv();
    return new TemporalPrograms(
        Cache.ofUser(environment), environment.getOrDefault("PATH", ""), progress);
  }

  /**
   * Returns the folder of both programs.
   *
   * @throws CannotStartException if they are not in the cache and cannot be compiled
   */
  public Path find() {
    var finished = cache.entry(NAME);
    if (Files.isDirectory(finished)) {
      return finished;
    }
    return cache.locked(
        NAME, progress, () -> Files.isDirectory(finished) ? finished : compiled(finished));
  }

  private Path compiled(Path finished) {
    var unfinished = cache.entry(NAME + ".unfinished");
    try {
      Archives.deleteTree(unfinished);
      Files.createDirectories(unfinished);
      if (!new TemporalCompilation(path, progress).build(PROGRAMS, REQUIRED, unfinished)) {
        throw new CannotStartException(
            "Temporal on PostgreSQL is compiled from its Go modules, which did not work here:"
                + " install Go 1.21 or newer (https://go.dev/dl), or use ./start, which does"
                + " without.");
      }
      return Files.move(unfinished, finished);
    } catch (IOException e) {
      throw new CannotStartException("Temporal cannot be put into " + cache.directory(), e);
    }
  }
}
