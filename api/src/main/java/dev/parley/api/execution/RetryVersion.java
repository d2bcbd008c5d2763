package dev.parley.api.execution;

import dev.parley.api.problem.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The version that a retry goes on with. */
sealed interface RetryVersion {
  /** The graph of the run that failed, also of a test that was never saved. */
  record AsItRan() implements RetryVersion {}

  /** The version that is active now. */
  record Active() implements RetryVersion {}

  /** A version by its number. */
  record Numbered(int number) implements RetryVersion {}

  /**
   * Reads what a request says.
   *
   * @throws Refusal 422 when it names no version
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
        "Give \"active\" or the number of a version, or leave it out to retry as it ran.");
  }
}
