package dev.parley.node;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over the elements of a list, or over whole numbers that are never all made at once. */
final class LiquidLoop {
  private static final int MAX = 1_000_000_000;

  /** Whole numbers from one to the other, both included. */
  record Range(int from, int to) {}

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

  static Range range(@Nullable Object from, @Nullable Object to) {
    return new Range(whole(from, 0), whole(to, 0));
  }

  static LiquidLoop over(
      @Nullable Object source, Optional<?> limit, Optional<?> offset, boolean reversed) {
    List<@Nullable Object> elements = source instanceof Range ? null : elements(source);
    int size =
        source instanceof Range range ? Math.max(0, range.to() - range.from() + 1) : size(elements);
    int skipped = Math.min(size, Math.max(0, whole(offset.orElse(null), 0)));
    int length = Math.min(size - skipped, Math.max(0, whole(limit.orElse(null), MAX)));
    int start = source instanceof Range range ? range.from() : 0;
    return new LiquidLoop(elements, start + skipped, length, reversed);
  }

  boolean isEmpty() {
    return length == 0;
  }

  boolean hasNext() {
    return turn + 1 < length;
  }

  @Nullable Object next() {
    turn++;
    int at = first + (reversed ? length - 1 - turn : turn);
    return elements == null ? (Object) (long) at : elements.get(at);
  }

  /** What the template sees as {@code forloop}. */
  Map<String, Object> position() {
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

  /** An object is a list of its pairs of name and value. */
  private static List<@Nullable Object> elements(@Nullable Object source) {
    return source instanceof Map<?, ?> map
        ? LiquidValues.list(
            map.entrySet().stream()
                .map(entry -> LiquidValues.pair(entry.getKey(), entry.getValue()))
                .toList())
        : LiquidValues.list(source);
  }

  private static int size(@Nullable List<@Nullable Object> elements) {
    return elements == null ? 0 : elements.size();
  }

  private static int whole(@Nullable Object value, int otherwise) {
    return LiquidValues.number(value)
        .map(BigDecimal::longValue)
        .map(number -> Math.clamp(number, -MAX, MAX))
        .orElse(otherwise);
  }
}
