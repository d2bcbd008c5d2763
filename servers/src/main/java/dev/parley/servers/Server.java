package dev.parley.servers;

/**
 * A server that runs as a process of its own.
 *
 * <p>Launching and being ready are two calls, so that a caller can write down the process before
 * waiting for it: whoever is killed while waiting leaves nothing unknown behind.
 */
public interface Server {
  /** Short name for messages and log files. */
  String name();

  /** Starts the process and returns at once. */
  ServerProcess launch();

  /**
   * Waits until the process answers.
   *
   * @throws CannotStartException when it ended instead, or took too long
   */
  void awaitReady(ServerProcess process);
}
