package dev.parley.servers.process;

/** Receives a line about each lengthy operation: a download, a compilation, a wait. */
@FunctionalInterface
public interface Progress {
  /** For callers without a user. */
  Progress SILENT = line -> {};

  /** Reports one sentence to the waiting user. */
  void say(String line);
}
