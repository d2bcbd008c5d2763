package dev.parley.local;

import dev.parley.servers.process.CannotStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The command {@code ./start}: runs the stack for a user at a terminal. Options: {@code --reset}
 * deletes all data first; confirmation has already been requested.
 */
public final class Start {
  private final Home home;
  private final Settings settings;
  private final Path root;
  private final Console console;
  private final Stack stack;

  private Start(Home home, Settings settings, Path root) {
    this.home = home;
    this.settings = settings;
    this.root = root;
    this.console = new Console(System.out, places(settings));
    this.stack = new Stack(home, settings, root, Map.of(), console);
    console.restartBy(new ProcessSupervisor(stack, console));
  }

  /** Entry point. */
  public static void main(String[] args) throws InterruptedException {
    var root = Path.of(System.getProperty("parley.root", ""));
    try {
      var settings = Settings.from(System.getenv());
      var home =
          Home.open(
              Optional.ofNullable(System.getenv("PARLEY_HOME"))
                  .filter(folder -> !folder.isBlank())
                  .map(Path::of)
                  .orElse(root.resolve(".parley")));
      var lock = HomeLock.take(home);
      clear(home, List.of(args).contains("--reset"));
      settings.requireFreePorts();
      new Start(home, settings, root).run(lock);
    } catch (CannotStartException e) {
      giveUp(e);
    } catch (UncheckedIOException e) {
      giveUp(new CannotStartException("Parley cannot start.", e));
    }
  }

  private static void giveUp(CannotStartException reason) {
    System.err.printf("%n%s%n", reason.getMessage());
    System.exit(1);
  }

  private static void clear(Home home, boolean reset) {
    new Processes(home.processes()).endWhatIsLeft(line -> System.out.println("  " + line));
    if (reset) {
      home.wipe();
      System.out.println("  All data is removed.");
    }
    home.rotateLogs();
  }

  private void run(HomeLock lock) throws InterruptedException {
    var stopping = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop();
                  lock.close();
                },
                "stop"));
    try {
      stack.start();
      welcome();
    } catch (CannotStartException e) {
      if (!stack.isClosed()) {
        throw e;
      }
    }
    if (settings.dev()) {
      Thread.ofVirtual().start(devLoop()::run);
    }
    stopping.await();
  }

  private DevLoop devLoop() {
    console.say("Watching the Java sources; the dashboard's: cd ui && npm run dev");
    return new DevLoop(
        sources(),
        new Jars(root, home, true).classes(),
        new MavenCompiler(root),
        part -> {
          stack.stop(part);
          stack.start(part);
        },
        console::say);
  }

  /** Returns the folders of sources of all modules that a service may be made from. */
  private List<Path> sources() {
    try (var folders =
        Files.find(root, 5, (path, _) -> path.endsWith(Path.of("src", "main", "java")))) {
      return folders
          .map(Path::getParent)
          .filter(folder -> !folder.startsWith(root.resolve("ui")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void welcome() {
    try (var api = new Api(stack.api(), stack.adminKey())) {
      loadSampleData(api);
      System.out.println(new Welcome(stack, home, api).text());
    }
  }

  private void loadSampleData(Api api) {
    try {
      if (new SampleData(api).load()) {
        console.say("Sample data is loaded");
      }
    } catch (IllegalStateException e) {
      console.say("Sample data cannot be loaded. " + e.getMessage());
    }
  }

  private void stop() {
    System.out.printf("%n  Stopping%n");
    stack.close();
    System.out.println("  Stopped.");
  }

  private static Map<Part, String> places(Settings settings) {
    var places = new EnumMap<Part, String>(Part.class);
    places.put(Part.DATABASE, "127.0.0.1:" + settings.databasePort());
    places.put(Part.TEMPORAL, "127.0.0.1:" + settings.temporalPort());
    places.put(Part.API, "port " + settings.port());
    places.put(Part.WORKER, "port " + settings.workerPort());
    settings
        .second()
        .ifPresent(more -> {
          places.put(Part.SECOND_API, "port " + more.port());
          places.put(Part.SECOND_WORKER, "port " + more.workerPort());
        });
    return places;
  }
}
