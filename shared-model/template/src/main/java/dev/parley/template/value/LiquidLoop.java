package dev.parley.template.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One loop over a list, or over a range of integers that is never materialized. */
public final class LiquidLoop {
  private static final int MAX = 1_000_000_000;

  /** The integers from one bound to the other, inclusive. */
  public record Range(int from, int to) {
    private static final int MOST = 10_000;

    /** Returns how many numbers there are. */
    public int size() {
      return Math.max(0, to - from + 1);
    }

    /** Returns the integers as a list. */
    public List<@Nullable Object> elements(LiquidWork work) {
      if (size() > MOST) {
        throw new TemplateException(
            "template-filter", "A range has more than %,d numbers here.".formatted(MOST));
      }
      work.spend(16L * size());
      List<@Nullable Object> elements = new ArrayList<>();
      for (long number = from; number <= to; number++) {
        elements.add(number);
      }
      return elements;
    }

    @Override
    public String toString() {
      return from + ".." + to;
    }
  }

  private final @Nullable List<@Nullable Object> elements;
  private final int first;
  private final int length;
  private final boolean reversed;
  private int turn = -1;

  private LiquidLoop(
      @Nullable List<@Nullable Object> elements, int first, int length, boolean reversed) {
    this.elements = elements;
    this.first = first;
    this.length = length;
    this.reversed = reversed;
  }

  /** Returns the range between two numbers. */
  public static Range range(@Nullable Object from, @Nullable Object to) {
    return new Range(whole(from), whole(to));
  }

  /**
   * Creates a loop over a part of a source.
   *
   * @param limit maximum number of iterations; negative for no limit
   * @param offset how many elements to skip
   */
  public static LiquidLoop over(
      @Nullable Object source, int limit, int offset, boolean reversed, LiquidWork work) {
    if (source instanceof Range range) {
      int skipped = Math.clamp(offset, 0, range.size());
      int length = limited(range.size() - skipped, limit);
      return new LiquidLoop(null, range.from() + skipped, length, reversed);
    }
    List<@Nullable Object> elements = elements(source, work);
    int skipped = Math.clamp(offset, 0, elements.size());
    return new LiquidLoop(elements, skipped, limited(elements.size() - skipped, limit), reversed);
  }

  private static int limited(int size, int limit) {
    return limit < 0 ? size : Math.min(size, limit);
  }

  /** Returns how many elements the loop visits. */
  public int length() {
    return length;
  }

  /** Returns true if there is nothing to visit. */
  public boolean isEmpty() {
    return length == 0;
  }

  /** Returns true if an element is left. */
  public boolean hasNext() {
    return turn + 1 < length;
  }

  /** Moves on to the next element and returns it. */
  public @Nullable Object next() {
    turn++;
    int at = first + (reversed ? length - 1 - turn : turn);
    return elements == null ? (Object) (long) at : elements.get(at);
  }

  /** Returns the value of {@code forloop}. */
  public Map<String, Object> position() {
    return Map.of(
        "index",
        turn + 1,
        "index0",
        turn,
        "rindex",
        length - turn,
        "rindex0",
        length - turn - 1,
        "first",
        turn == 0,
        "last",
        turn == length - 1,
        "length",
        length);
  }

  /** An object is a list of name and value pairs, and a non-empty string is a single element. */
  private static List<@Nullable Object> elements(@Nullable Object source, LiquidWork work) {
    return switch (source) {
      case Map<?, ?> map -> {
        work.spendOnList(map.entrySet());
        List<@Nullable Object> pairs = new ArrayList<>();
        map.forEach((name, value) -> pairs.add(LiquidValues.pair(name, value)));
        yield pairs;
      }
      case Collection<?> list -> {
        work.spendOnList(list);
        yield new ArrayList<>(list);
      }
      case String text when !text.isEmpty() -> LiquidValues.list(text);
      case null, default -> List.of();
    };
  }

  private static int whole(@Nullable Object value) {
    return Math.clamp(LiquidNumbers.calculated(value).longValue(), -MAX, MAX);
  }
}
