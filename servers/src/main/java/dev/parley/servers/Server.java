package dev.parley.servers;

import java.util.function.Supplier;

/**
 * A server that runs as a process of its own.
 *
 * <p>Starting one has three parts, because what happens between them matters: preparing may take
 * minutes, and whoever gives up meanwhile must be sure that nothing is launched afterwards; and the
 * process is known before it is ready, so that a caller can write it down and leave nothing unknown
 * behind when killed while waiting.
 */
public interface Server {
  /** Short name for messages and log files. */
  String name();

  /**
   * Gets all that is needed, which can take minutes the first time.
   *
   * @return what launches the process, at once
   * @throws CannotStartException when this machine does not let it start
   */
  Supplier<ServerProcess> prepare();

  /**
   * Waits until the process answers.
   *
   * @throws CannotStartException when it ended instead, or took too long
   */
  void awaitReady(ServerProcess process);
}
