package dev.parley.api.execution;

import dev.parley.api.problem.Refusal;
import dev.parley.store.Ids;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads parameters of queries; an empty one counts as absent. */
final class Parameters {
  private Parameters() {}

  static @Nullable UUID id(@Nullable String text, String parameter) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    return Ids.read(text).orElseThrow(() -> invalid(parameter, "must be an id."));
  }

  static @Nullable String oneOf(@Nullable String text, String parameter, List<String> choices) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!choices.contains(text)) {
      throw invalid(parameter, "is one of: " + String.join(", ", choices) + ".");
    }
    return text;
  }

  static @Nullable Instant time(@Nullable String text, String parameter) {
    try {
      return text == null || text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw invalid(parameter, "must be an RFC 3339 time.");
    }
  }

  static int limit(int limit) {
    if (limit < 1 || limit > 200) {
      throw Refusal.unreadable("limit-out-of-range", "limit is 1 to 200.");
    }
    return limit;
  }

  private static Refusal invalid(String parameter, String what) {
    return Refusal.unreadable("parameter-invalid", "The parameter \"" + parameter + "\" " + what);
  }
}
