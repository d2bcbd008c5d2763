package dev.parley.api.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.problem.Refusal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor where the next page begins; null when this is the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  /**
   * A page of what was read, one row more than the page has room for.
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

  /** The same page with its items shown otherwise. */
  public <S> Page<S> map(Function<T, S> shown) {
    return new Page<>(items.stream().map(shown).toList(), nextCursor);
  }

  /**
   * The size asked for.
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
