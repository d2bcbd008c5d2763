package dev.parley.servers.temporal;

import dev.parley.servers.process.Archives;
import dev.parley.servers.process.Cache;
import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Programs;
import dev.parley.servers.process.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds Temporal's program for this machine: on the PATH, in the user's cache, as the official
 * archive, or as a Go module. Anything downloaded is kept in the cache.
 */
public final class TemporalBinary {
  private static final String PROGRAM = "temporal";
  private static final Pattern SERVER = Pattern.compile("Server (\\d+)\\.(\\d+)");
  // The Web UI features that Parley uses are tested with this server; an older one may lack them.
  private static final int OLDEST_MINOR = 29;

  private final Cache cache;
  private final TemporalRelease release;
  private final String path;
  private final Progress progress;

  TemporalBinary(Cache cache, TemporalRelease release, String path, Progress progress) {
    this.cache = cache;
    this.release = release;
    this.path = path;
    this.progress = progress;
  }

  /**
   * Returns the program, downloading it if necessary, which can take minutes.
   *
   * @throws CannotStartException if it is unavailable; the message says how to install it
   */
  public static Path find(Progress progress) {
    var environment = System.getenv();
    return new TemporalBinary(
            Cache.ofUser(environment),
            TemporalRelease.ofThisMachine(),
            environment.getOrDefault("PATH", ""),
            progress)
        .find();
  }

  /** Returns the path of the program, which is downloaded or compiled the first time. */
  Path find() {
    return onPath().or(this::cached).orElseGet(this::fetched);
  }

  private Optional<Path> onPath() {
    var found = Programs.onPath(PROGRAM, path).map(Path::of);
    if (found.isPresent() && isTooOld(found.get())) {
      progress.say(
          "Temporal: %s is older than server 1.%d and is not used"
              .formatted(found.get(), OLDEST_MINOR));
      return Optional.empty();
    }
    return found;
  }

  private static boolean isTooOld(Path program) {
    var version =
        SERVER.matcher(Programs.output(List.of(program.toString(), "--version")).orElse(""));
    return version.find()
        && Integer.parseInt(version.group(1)) == 1
        && Integer.parseInt(version.group(2)) < OLDEST_MINOR;
  }

  private Optional<Path> cached() {
    var program = cache.entry(name()).resolve(PROGRAM);
    return Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
  }

  private Path fetched() {
    return cache.locked(name(), progress, () -> cached().orElseGet(this::fetch));
  }

  private Path fetch() {
    var unfinished = cache.entry(name() + ".unfinished");
    try {
      Archives.deleteTree(unfinished);
      Files.createDirectories(unfinished);
      if (!new TemporalDownload(release, progress).into(unfinished)
          && !new TemporalCompilation(path, progress).install(release.module(), unfinished)) {
        throw nowhere();
      }
      var finished = cache.entry(name());
      Archives.deleteTree(finished);
      Files.move(unfinished, finished);
      return finished.resolve(PROGRAM);
    } catch (IOException e) {
      throw new CannotStartException("Temporal cannot be put into " + cache.directory(), e);
    }
  }

  private String name() {
    return "temporal-" + release.version();
  }

  private CannotStartException nowhere() {
    return new CannotStartException(
        """
        Parley needs a Temporal server and found no way to get one. Do one of these:
          - install the Temporal CLI %s or newer so that `temporal` is on the PATH: \
        https://docs.temporal.io/cli
          - install Go (https://go.dev/dl): it is then compiled by itself
          - set TEMPORAL_ADDRESS to a Temporal server that runs already\
        """
            .formatted(release.version()));
  }
}
