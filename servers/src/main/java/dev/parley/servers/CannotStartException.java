package dev.parley.servers;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something on this machine keeps a server from starting. The message is written for the person who
 * typed the command: what is wrong and what to do about it, and last its cause.
 */
public final class CannotStartException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int DEEPEST = 10;

  /** A refusal without a deeper cause worth showing. */
  public CannotStartException(String message) {
    super(message);
  }

  /**
   * A refusal that something else made necessary.
   *
   * @param message a sentence; what the cause says is added to it
   */
  public CannotStartException(String message, Throwable cause) {
    super(message.replaceFirst("\\.$", "") + ": " + reason(cause), cause);
  }

  /** What each exception of the chain says, the outermost first and nothing twice. */
  private static String reason(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .map(CannotStartException::said)
        .distinct()
        .collect(Collectors.joining(": "));
  }

  /** Many messages of the JDK are a file name alone, so the kind of exception stands beside it. */
  private static String said(Throwable thrown) {
    var message = thrown.getMessage();
    var kind = thrown.getClass().getSimpleName();
    var words = kind.replaceFirst("Exception$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return message == null || message.isBlank()
        ? words.toLowerCase(Locale.ROOT)
        : message.strip() + " (" + words.toLowerCase(Locale.ROOT) + ")";
  }
}
