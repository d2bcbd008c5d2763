package dev.parley.template.value;

/**
 * A template could not be rendered with the data of one run. The author has to act, so retrying
 * cannot help. The message names paths and says what to change; it never contains a value.
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /** A failure with its code and a message for the author. */
  public TemplateException(String code, String message) {
    super(message);
    this.code = code;
  }

  /**
   * Returns the stable error code: kebab-case, beginning with {@code template-} or {@code url-}.
   */
  public String code() {
    return code;
  }
}
