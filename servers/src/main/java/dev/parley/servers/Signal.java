package dev.parley.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What one process can tell another. Java itself knows only two of them. */
public enum Signal {
  /** The usual request to end. */
  TERMINATE("TERM"),
  /** To PostgreSQL: end now, without waiting for clients to leave. */
  INTERRUPT("INT"),
  /** No request: the process is gone. */
  KILL("KILL"),
  /** Stand still. */
  PAUSE("STOP"),
  /** Go on after standing still. */
  CONTINUE("CONT");

  private final String word;

  Signal(String word) {
    this.word = word;
  }

  /** Sends it; a process that has ended meanwhile does not mind. */
  public void send(ProcessHandle process) {
    send(List.of(process));
  }

  /**
   * Asks a process that somebody else has started to end; kills it when it takes longer than that.
   */
  public void end(ProcessHandle process, Duration patience) {
    CONTINUE.send(process);
    send(process);
    if (!Waiting.untilGone(process, patience)) {
      process.destroyForcibly();
      Waiting.untilGone(process, patience);
    }
  }

  void send(List<ProcessHandle> processes) {
    var ids =
        processes.stream().map(one -> Long.toString(one.pid())).collect(Collectors.joining(" "));
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -s %s %s".formatted(word, ids))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
