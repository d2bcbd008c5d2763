package dev.parley.servers.process;

import java.util.function.Supplier;

/**
 * A server that runs in its own process.
 *
 * <p>Starting takes three steps, for two reasons. Preparing may take minutes, and a caller that
 * gives up must be sure that nothing is launched afterwards. And the process is known before it is
 * ready, so that a caller can record it and leave nothing unknown behind if killed while waiting.
 */
public interface Server {
  /** Returns a short name for messages and log files. */
  String name();

  /**
   * Provides everything that is needed, which can take minutes the first time.
   *
   * @return launches the process, at once
   * @throws CannotStartException if this machine does not allow it to start
   */
  Supplier<ServerProcess> prepare();

  /**
   * Waits until the process responds.
   *
   * @throws CannotStartException if it ended or took too long
   */
  void awaitReady(ServerProcess process);
}
