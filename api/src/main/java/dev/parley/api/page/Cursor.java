package dev.parley.api.page;

import dev.parley.api.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A position in a sorted list: after the row with these two keys.
 *
 * @param first an id, number or time, without spaces
 * @param second any text
 */
public record Cursor(String first, String second) {

  /** Returns its encoded form. */
  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((first + " " + second).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Parses the output of {@link #text}; empty for the beginning of the list.
   *
   * @param place creates a position from the keys; an exception means that they belong to another
   *     list
   * @throws Refusal 400 if it does not belong to this list
   */
  public static <T> Optional<T> read(@Nullable String text, Function<Cursor, T> place) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      var keys = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      var space = keys.indexOf(' ');
      return Optional.of(
          place.apply(new Cursor(keys.substring(0, space), keys.substring(space + 1))));
    } catch (IllegalArgumentException | DateTimeException | StringIndexOutOfBoundsException e) {
      throw Refusal.unreadable("cursor-invalid", "The cursor does not belong to this list.");
    }
  }
}
