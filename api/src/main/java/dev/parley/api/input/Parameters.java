package dev.parley.api.input;

import dev.parley.api.Rfc3339;
import dev.parley.api.problem.Refusal;
import dev.parley.store.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Parses query parameters. */
public final class Parameters {
  private Parameters() {}

  /** Reads an id; null for none. */
  public static @Nullable UUID id(@Nullable String text, String parameter) {
    if (text == null) {
      return null;
    }
    return Ids.read(text).orElseThrow(() -> invalid(parameter, "must be an id."));
  }

  /** Reads one of these words; null for none. */
  public static @Nullable String oneOf(
      @Nullable String text, String parameter, List<String> choices) {
    if (text == null) {
      return null;
    }
    if (!choices.contains(text)) {
      throw invalid(parameter, "is one of: " + String.join(", ", choices) + ".");
    }
    return text;
  }

  /** Reads an RFC 3339 time; null for none. */
  public static @Nullable Instant time(@Nullable String text, String parameter) {
    return text == null
        ? null
        : Rfc3339.read(text).orElseThrow(() -> invalid(parameter, "must be an RFC 3339 time."));
  }

  /** Returns the position at which a list continues; null for its beginning. */
  public static @Nullable UUID cursor(@Nullable String text) {
    return text == null || text.isEmpty()
        ? null
        : Ids.read(text)
            .orElseThrow(() ->
                Refusal.unreadable("cursor-invalid", "The cursor does not belong to this list."));
  }

  /** Reads the length of a page. */
  public static int limit(int limit) {
    if (limit < 1 || limit > 200) {
      throw Refusal.unreadable("limit-out-of-range", "limit is 1 to 200.");
    }
    return limit;
  }

  private static Refusal invalid(String parameter, String what) {
    return Refusal.unreadable(
        "parameter-invalid", parameter, "The parameter \"" + parameter + "\" " + what);
  }
}
