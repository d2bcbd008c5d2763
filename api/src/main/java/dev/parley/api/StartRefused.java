package dev.parley.api;

/** The api's configuration forbids it to start. */
public final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * Creates the exception.
   *
   * @param message what is wrong
   * @param remedy how to fix it
   */
  public StartRefused(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  /** Creates the exception, with its cause. */
  StartRefused(String message, String remedy, Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
