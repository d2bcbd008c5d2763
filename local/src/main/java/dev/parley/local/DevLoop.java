package dev.parley.local;

import dev.parley.servers.process.CannotStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compiles Java sources when they are saved, and restarts the services whose classes have changed.
 * PostgreSQL, Temporal and the other service keep running.
 */
final class DevLoop {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final List<Path> sources;
  private final Map<Part, List<Path>> classes;
  private final Compiler compiler;
  private final Restart restart;
  private final Consumer<String> out;
  private final Map<Part, FileTimes> running = new EnumMap<>(Part.class);
  private FileTimes compiled;

  /** Compiles all services. */
  interface Compiler {
    /** Returns the errors, empty if all is compiled. */
    List<String> compile() throws InterruptedException;
  }

  /** Stops a service and starts it from the classes that are there now. */
  interface Restart {
    void of(Part part);
  }

  /**
   * @param sources the folders of all modules
   * @param classes of each service, the folders that it runs from
   */
  DevLoop(
      List<Path> sources,
      Map<Part, List<Path>> classes,
      Compiler compiler,
      Restart restart,
      Consumer<String> out) {
    this.sources = List.copyOf(sources);
    this.classes = Map.copyOf(classes);
    this.compiler = compiler;
    this.restart = restart;
    this.out = out;
    this.compiled = FileTimes.of(sources);
    classes.forEach((part, folders) -> running.put(part, FileTimes.of(folders)));
  }

  /** Runs until the thread is interrupted. */
  void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once; compiles and restarts if sources have changed and are not being written now. */
  void look() throws InterruptedException {
    var now = FileTimes.of(sources);
    if (now.equals(compiled)) {
      return;
    }
    Thread.sleep(PAUSE);
    if (!FileTimes.of(sources).equals(now)) {
      return;
    }
    compiled = now;
    var start = System.nanoTime();
    out.accept("Compiling what was saved…");
    var errors = compiler.compile();
    if (errors.isEmpty()) {
      out.accept("Compiled in %.1f s".formatted(seconds(start)));
      restartWhatChanged();
    } else {
      out.accept("Not compiled; the services still run the last good classes:");
      errors.forEach(out);
    }
  }

  private void restartWhatChanged() {
    for (var part : List.of(Part.API, Part.WORKER)) {
      var now = FileTimes.of(classes.getOrDefault(part, List.of()));
      if (!now.equals(running.put(part, now))) {
        var start = System.nanoTime();
        try {
          restart.of(part);
          out.accept("%s restarted in %.1f s".formatted(part.title(), seconds(start)));
        } catch (CannotStartException e) {
          out.accept(String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private static double seconds(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0;
  }

  /**
   * The state of the files in some folders: two are equal unless a file was written, added or
   * removed in between.
   */
  private record FileTimes(long files, long newest, long sum) {

    static FileTimes of(List<Path> folders) {
      var sum = new Sum();
      for (var folder : folders) {
        if (Files.exists(folder)) {
          try {
            Files.walkFileTree(folder, sum);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
      return new FileTimes(sum.files, sum.newest, sum.times);
    }

    private static final class Sum extends SimpleFileVisitor<Path> {
      private long files;
      private long newest;
      private long times;

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        var time = attributes.lastModifiedTime().toMillis();
        files++;
        newest = Math.max(newest, time);
        times += time;
        return FileVisitResult.CONTINUE;
      }

      /** A compiler removes files while they are visited. */
      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
          return FileVisitResult.CONTINUE;
        }
        throw e;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
          throws IOException {
        return e == null || e instanceof NoSuchFileException
            ? FileVisitResult.CONTINUE
            : super.postVisitDirectory(folder, e);
      }
    }
  }
}
