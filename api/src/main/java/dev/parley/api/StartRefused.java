package dev.parley.api;

/** The api is set up in a way in which it must not start. */
final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * A refusal.
   *
   * @param message what is wrong
   * @param remedy what to do about it
   */
  StartRefused(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
