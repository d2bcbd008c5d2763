package dev.parley.node;

import dev.parley.node.LiquidTree.Word;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons of conditions. A value that is absent is neither smaller nor larger than anything
 * and contains nothing; values of different kinds are unequal and cannot be ordered.
 */
enum Comparing {
  EQUAL,
  UNEQUAL,
  LESS,
  AT_MOST,
  MORE,
  AT_LEAST,
  CONTAINS;

  static Comparing written(String operator) {
    return switch (operator) {
      case "==" -> EQUAL;
      case "!=", "<>" -> UNEQUAL;
      case "<" -> LESS;
      case "<=" -> AT_MOST;
      case ">" -> MORE;
      case ">=" -> AT_LEAST;
      case "contains" -> CONTAINS;
      default -> throw new IllegalArgumentException("operator: " + operator);
    };
  }

  boolean holds(@Nullable Object a, @Nullable Object b) {
    return switch (this) {
      case EQUAL -> equal(a, b);
      case UNEQUAL -> !equal(a, b);
      case LESS -> order(a, b).filter(order -> order < 0).isPresent();
      case AT_MOST -> order(a, b).filter(order -> order <= 0).isPresent();
      case MORE -> order(a, b).filter(order -> order > 0).isPresent();
      case AT_LEAST -> order(a, b).filter(order -> order >= 0).isPresent();
      case CONTAINS -> contains(a, b);
    };
  }

  static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (b instanceof Word word) {
      return word.equals(a) || isA(word, a);
    }
    if (a instanceof Word word) {
      return isA(word, b);
    }
    if (a instanceof Number && b instanceof Number) {
      return LiquidValues.number(a)
          .flatMap(x -> LiquidValues.number(b).map(y -> x.compareTo(y) == 0))
          .orElse(false);
    }
    return Objects.equals(LiquidValues.plain(a), LiquidValues.plain(b));
  }

  private static boolean isA(Word word, @Nullable Object value) {
    return switch (word) {
      case EMPTY -> value != null && !(value instanceof Boolean) && LiquidValues.isEmpty(value);
      case BLANK -> LiquidValues.isEmpty(value) || (value instanceof String text && text.isBlank());
    };
  }

  /** How two values stand to each other, when they can be ordered at all. */
  static Optional<Integer> order(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number || b instanceof Number) {
      Optional<BigDecimal> x = LiquidValues.number(a);
      Optional<BigDecimal> y = LiquidValues.number(b);
      return x.flatMap(left -> y.map(left::compareTo));
    }
    return LiquidValues.plain(a) instanceof String x && LiquidValues.plain(b) instanceof String y
        ? Optional.of(x.compareTo(y))
        : Optional.empty();
  }

  private static boolean contains(@Nullable Object whole, @Nullable Object part) {
    if (part == null) {
      return false;
    }
    return switch (LiquidValues.plain(whole)) {
      case List<?> list -> list.stream().anyMatch(element -> equal(element, part));
      case Map<?, ?> map -> map.containsKey(LiquidValues.text(part));
      case String text -> text.contains(LiquidValues.text(part));
      case null, default -> false;
    };
  }
}
