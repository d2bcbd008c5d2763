package dev.parley.api.run;

import dev.parley.api.problem.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The version with which a retry continues. */
sealed interface RetryVersion {
  /** The graph of the failed run, which may be a test that was never saved. */
  record AsItRan() implements RetryVersion {}

  /** The currently active version. */
  record Active() implements RetryVersion {}

  /** A version by its number. */
  record Numbered(int number) implements RetryVersion {}

  /**
   * Parses the version in a request.
   *
   * @throws Refusal 422 if it is not one
   */
  static RetryVersion read(@Nullable JsonNode json) {
    if (json == null || json.isNull()) {
      return new AsItRan();
    }
    if (json.isString() && json.stringValue().equals("active")) {
      return new Active();
    }
    if (json.isIntegralNumber() && json.canConvertToInt() && json.intValue() > 0) {
      return new Numbered(json.intValue());
    }
    throw Refusal.unsound(
        "/version",
        "version-unknown",
        "Give \"active\" or the number of a version, or omit it to use the run's own version.");
  }
}
