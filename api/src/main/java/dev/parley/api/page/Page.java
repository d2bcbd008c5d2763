package dev.parley.api.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.problem.Refusal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor the beginning of the next page; null on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  /**
   * Returns a page of rows that were read, one more than fits on the page.
   *
   * @param cursor of a row, for what comes after it
   */
  public static <T> Page<T> of(List<T> read, int limit, Function<T, String> cursor) {
    if (read.size() <= limit) {
      return new Page<>(List.copyOf(read), null);
    }
    var items = List.copyOf(read.subList(0, limit));
    return new Page<>(items, cursor.apply(items.getLast()));
  }

  /** Returns the page with its items converted. */
  public <S> Page<S> map(Function<T, S> shown) {
    return new Page<>(items.stream().map(shown).toList(), nextCursor);
  }

  /**
   * Returns the requested size.
   *
   * @throws Refusal 400 unless it is 1 to 200
   */
  public static int limit(int limit) {
    if (limit < 1 || limit > 200) {
      throw Refusal.unreadable("limit-out-of-range", "limit is 1 to 200.");
    }
    return limit;
  }
}
