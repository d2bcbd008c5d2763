package dev.parley.template.value;

import dev.parley.text.Sought;
import dev.parley.text.Wording;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons of conditions. An absent value is neither smaller nor larger than anything and
 * contains nothing; values of different types are unequal, and a string cannot be ordered against a
 * number. Strings are equal if they are canonically equivalent, however accents are encoded.
 */
public enum Comparing {
  EQUAL,
  UNEQUAL,
  LESS,
  AT_MOST,
  MORE,
  AT_LEAST,
  CONTAINS;

  /** The cost of normalizing a string, in passes over it. */
  private static final int COMPOSING = 8;

  private static final char FIRST_THAT_COMPOSES = 0x300;

  /** Returns the comparison that an operator stands for. */
  public static Comparing written(String operator) {
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

  /** Returns true if the comparison holds, and refuses to compare a text with a number. */
  public boolean holds(@Nullable Object a, @Nullable Object b, LiquidWork work) {
    if (this != EQUAL && this != UNEQUAL && this != CONTAINS && isTextBesideNumber(a, b)) {
      throw new TemplateException(
          "template-comparison",
          "A condition compares a text with a number. Make the text a number first, for example"
              + " {% assign count = conversation.fields.count | plus: 0 %}.");
    }
    return holdsLeniently(a, b, work);
  }

  /**
   * Compares like {@link #holds}, but reads a string as a number when it is compared with one;
   * other strings are unordered.
   */
  public boolean holdsLeniently(@Nullable Object a, @Nullable Object b, LiquidWork work) {
    work.spend(Math.min(LiquidValues.length(a), LiquidValues.length(b)));
    return switch (this) {
      case EQUAL -> equal(a, b, work);
      case UNEQUAL -> !equal(a, b, work);
      case LESS -> order(a, b).filter(order -> order < 0).isPresent();
      case AT_MOST -> order(a, b).filter(order -> order <= 0).isPresent();
      case MORE -> order(a, b).filter(order -> order > 0).isPresent();
      case AT_LEAST -> order(a, b).filter(order -> order >= 0).isPresent();
      case CONTAINS -> contains(a, b, work);
    };
  }

  private static boolean isTextBesideNumber(@Nullable Object a, @Nullable Object b) {
    return (a instanceof Number && LiquidValues.isText(b))
        || (b instanceof Number && LiquidValues.isText(a));
  }

  private static boolean equal(@Nullable Object a, @Nullable Object b, LiquidWork work) {
    if (b instanceof LiquidWord word) {
      return word.equals(a) || isA(word, a);
    }
    if (a instanceof LiquidWord word) {
      return isA(word, b);
    }
    if (a instanceof Number && b instanceof Number) {
      return LiquidNumbers.read(a)
          .flatMap(x -> LiquidNumbers.read(b).map(y -> x.compareTo(y) == 0))
          .orElse(false);
    }
    if (LiquidValues.isText(a) && LiquidValues.isText(b)) {
      String x = LiquidValues.text(a);
      String y = LiquidValues.text(b);
      work.spend(Math.min(x.length(), y.length()));
      return x.equals(y) || (composes(x, y, work) && Wording.exact(x).equals(Wording.exact(y)));
    }
    if (a instanceof Collection<?> x && b instanceof Collection<?> y) {
      return equalLists(x, y, work);
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      work.spendOnList(x.entrySet());
      return x.size() == y.size()
          && x.entrySet().stream()
              .allMatch(entry ->
                  y.containsKey(entry.getKey())
                      && equal(entry.getValue(), y.get(entry.getKey()), work));
    }
    return Objects.equals(a, b);
  }

  private static boolean equalLists(Collection<?> x, Collection<?> y, LiquidWork work) {
    if (x.size() != y.size()) {
      return false;
    }
    work.spendOnList(x);
    Iterator<?> others = y.iterator();
    return x.stream().allMatch(element -> equal(element, others.next(), work));
  }

  /** Returns true if two different strings may still be canonically equivalent. */
  private static boolean composes(String x, String y, LiquidWork work) {
    boolean may =
        x.chars().anyMatch(c -> c >= FIRST_THAT_COMPOSES)
            || y.chars().anyMatch(c -> c >= FIRST_THAT_COMPOSES);
    if (may) {
      work.spend(COMPOSING * ((long) x.length() + y.length()));
    }
    return may;
  }

  private static boolean isA(LiquidWord word, @Nullable Object value) {
    return switch (word) {
      case EMPTY ->
          value != null
              && !(value instanceof Boolean)
              && !(value instanceof LiquidWord)
              && LiquidValues.isEmpty(value);
      case BLANK ->
          !(value instanceof LiquidWord)
              && (LiquidValues.isEmpty(value) || (value instanceof String text && text.isBlank()));
    };
  }

  /** Returns the order of two values, if they can be ordered. */
  public static Optional<Integer> order(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number || b instanceof Number) {
      Optional<BigDecimal> x = LiquidNumbers.read(a);
      Optional<BigDecimal> y = LiquidNumbers.read(b);
      return x.flatMap(left -> y.map(left::compareTo));
    }
    return LiquidValues.isText(a) && LiquidValues.isText(b)
        ? Optional.of(LiquidValues.text(a).compareTo(LiquidValues.text(b)))
        : Optional.empty();
  }

  private static boolean contains(@Nullable Object whole, @Nullable Object part, LiquidWork work) {
    if (!LiquidValues.isTrue(part)) {
      return false;
    }
    work.spendOn(part);
    return switch (whole) {
      case Collection<?> list -> {
        work.spendOnList(list);
        yield list.stream().anyMatch(element -> equal(element, part, work));
      }
      case Map<?, ?> map -> map.containsKey(LiquidValues.text(part));
      case Object text when LiquidValues.isText(text) ->
          isIn(LiquidValues.text(part), LiquidValues.text(text), work);
      case null, default -> false;
    };
  }

  private static boolean isIn(String part, String whole, LiquidWork work) {
    work.spend((long) whole.length() + part.length());
    return new Sought(part).in(whole, 0) >= 0
        || (composes(whole, part, work)
            && Wording.contains(Wording.exact(whole), Wording.exact(part)));
  }
}
