package dev.parley.servers.process;

import com.google.common.base.Throwables;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A server cannot be started on this machine. The message is for the person who ran the command:
 * what is wrong, how to fix it, and finally the cause.
 */
public final class CannotStartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Creates an exception without a deeper cause. */
  public CannotStartException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message a sentence; the cause's message is appended
   */
  public CannotStartException(String message, Throwable cause) {
    super(message.replaceFirst("\\.$", "") + ": " + reason(cause), cause);
  }

  /** Returns the messages of the exception chain, outermost first, without duplicates. */
  private static String reason(Throwable thrown) {
    return Throwables.getCausalChain(thrown).stream()
        .map(CannotStartException::said)
        .distinct()
        .collect(Collectors.joining(": "));
  }

  /** Many JDK messages are only a file name, so the type of the exception is added. */
  private static String said(Throwable thrown) {
    var message = thrown.getMessage();
    var kind = thrown.getClass().getSimpleName();
    var words = kind.replaceFirst("Exception$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return message == null || message.isBlank()
        ? words.toLowerCase(Locale.ROOT)
        : message.strip() + " (" + words.toLowerCase(Locale.ROOT) + ")";
  }
}
