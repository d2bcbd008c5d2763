package dev.parley.servers.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Signals between processes. Java itself only supports two of them. */
public enum Signal {
  /** Requests a normal end. */
  TERMINATE("TERM"),
  /** Asks PostgreSQL to end now, without waiting for clients to disconnect. */
  INTERRUPT("INT"),
  /** Ends the process immediately. */
  KILL("KILL"),
  /** Pauses the process. */
  PAUSE("STOP"),
  /** Resumes a paused process. */
  CONTINUE("CONT");

  private final String word;

  Signal(String word) {
    this.word = word;
  }

  /** Sends the signal; ignored if the process has ended. */
  public void send(ProcessHandle process) {
    send(List.of(process));
  }

  /** Asks any process to end, and kills it after the time limit. */
  public void end(ProcessHandle process, Duration patience) {
    CONTINUE.send(process);
    send(process);
    if (!Waiting.untilGone(process, patience)) {
      process.destroyForcibly();
      Waiting.untilGone(process, patience);
    }
  }

  /** Sends this signal to all of them. */
  public void send(List<ProcessHandle> processes) {
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
