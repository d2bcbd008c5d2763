package dev.parley.servers.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running server.
 *
 * <p>It has its own session: a Ctrl-C at the terminal reaches only the launcher, which then stops
 * the servers one by one.
 */
public final class ServerProcess {
  private final String name;
  private final List<String> command;
  private final Signal farewell;
  private final Path log;
  private final long logStart;
  private final Process process;

  private ServerProcess(
      String name,
      List<String> command,
      Signal farewell,
      Path log,
      long logStart,
      Process process) {
    this.name = name;
    this.command = command;
    this.farewell = farewell;
    this.log = log;
    this.logStart = logStart;
    this.process = process;
  }

  /**
   * Starts a command; its output is appended to the log.
   *
   * @param via the prefix of the command, such as a change of user; it is replaced by the command,
   *     so that the process keeps its id
   * @param environment in addition to this process's own
   * @param farewell the signal that ends this server
   */
  public static ServerProcess start(
      String name,
      List<String> via,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Signal farewell) {
    try {
      var folder = log.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      long logStart = Files.exists(log) ? Files.size(log) : 0;
      var builder =
          new ProcessBuilder(
                  Stream.of(OwnSession.PREFIX, via, command).flatMap(List::stream).toList())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Programs.NOTHING))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      return new ServerProcess(
          name, List.copyOf(command), farewell, log, logStart, builder.start());
    } catch (IOException e) {
      throw new CannotStartException(name + " cannot be started.", e);
    }
  }

  /** Returns the server's name, for messages. */
  public String name() {
    return name;
  }

  /** Returns the command, without its prefix. */
  public List<String> command() {
    return command;
  }

  /** Returns the signal that ends it. */
  public Signal farewell() {
    return farewell;
  }

  /** Returns the file with its output. */
  public Path log() {
    return log;
  }

  /** Returns the operating system's process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Returns true if it is running; a paused process is. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes with the exit status when it has ended. */
  public CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Asks it to end, waits, and kills it after the time limit. */
  public void stop(Duration patience) {
    Signal.CONTINUE.send(family());
    farewell.send(handle());
    if (!waitFor(patience)) {
      kill();
    }
  }

  /** Kills it at once, like kill -9, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    waitFor(Duration.ofSeconds(10));
  }

  /** Freezes it: connections stay open and nothing responds. */
  public void pause() {
    Signal.PAUSE.send(family());
  }

  /** Ends a pause. */
  public void resume() {
    Signal.CONTINUE.send(family());
  }

  /** Returns the last lines of its output since it was started. */
  public List<String> lastLines(int count) {
    try (var channel = Files.newByteChannel(log)) {
      long from = Math.max(logStart, channel.size() - 16_384);
      var input = Channels.newInputStream(channel.position(from));
      var lines = new String(input.readAllBytes(), StandardCharsets.UTF_8).lines();
      var all = lines.filter(line -> !line.isBlank()).toList();
      return all.subList(Math.max(0, all.size() - count), all.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the exception for a process that ended before it was ready. */
  public CannotStartException endedEarly() {
    return refusal("ended while starting (exit code %d)".formatted(process.exitValue()));
  }

  /** Returns the exception for a process that runs but does not respond. */
  public CannotStartException silent(Duration patience) {
    return refusal("did not respond within %d s".formatted(patience.toSeconds()));
  }

  private CannotStartException refusal(String what) {
    return new CannotStartException(
        "%s %s. The end of %s:%n%s"
            .formatted(name, what, log, String.join(System.lineSeparator(), lastLines(15))));
  }

  private List<ProcessHandle> family() {
    var family = new ArrayList<ProcessHandle>();
    family.add(handle());
    handle().descendants().forEach(family::add);
    return family;
  }

  private boolean waitFor(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
