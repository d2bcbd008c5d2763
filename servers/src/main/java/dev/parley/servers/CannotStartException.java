package dev.parley.servers;

/**
 * Something on this machine keeps a server from starting. The message is written for the person who
 * typed the command: what is wrong and what to do about it.
 */
public final class CannotStartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A refusal without a deeper cause worth showing. */
  public CannotStartException(String message) {
    super(message);
  }

  /** A refusal that something else made necessary. */
  public CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
