package dev.parley.servers;

/** Is told in one line at a time what takes long: a download, a compilation, a wait. */
@FunctionalInterface
public interface Progress {
  /** For callers with nobody watching. */
  Progress SILENT = line -> {};

  /** One sentence for the person waiting. */
  void say(String line);
}
