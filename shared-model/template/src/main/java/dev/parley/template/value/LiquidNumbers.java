package dev.parley.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as in Liquid. A number keeps its fraction, as in "5.0", and an integer stays one: the
 * scale of the decimal distinguishes them.
 */
public final class LiquidNumbers {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");
  private static final Pattern LEADING = Pattern.compile("-?\\d{1,40}");
  private static final int LONGEST_TEXT = 200;
  private static final int MAX_DIGITS = 400;

  private LiquidNumbers() {}

  /** Reads a number, or a string that is one. */
  public static Optional<BigDecimal> read(@Nullable Object value) {
    return switch (value) {
      case BigDecimal decimal -> calculable(decimal);
      case BigInteger integer -> calculable(new BigDecimal(integer));
      case Double d -> Double.isFinite(d) ? fraction(BigDecimal.valueOf(d)) : Optional.empty();
      case Float f -> Float.isFinite(f) ? fraction(new BigDecimal(f.toString())) : Optional.empty();
      case Number whole -> Optional.of(BigDecimal.valueOf(whole.longValue()));
      case String text when text.length() <= LONGEST_TEXT ->
          Optional.of(text.strip())
              .filter(stripped -> NUMBER.matcher(stripped).matches())
              .map(BigDecimal::new);
      case null, default -> Optional.empty();
    };
  }

  /** Returns an operand: a string counts as the integer it begins with, or 0. */
  public static BigDecimal calculated(@Nullable Object value) {
    return read(value)
        .orElseGet(() -> {
          if (value instanceof String text && text.length() <= LONGEST_TEXT) {
            Matcher leading = LEADING.matcher(text.strip());
            if (leading.lookingAt()) {
              return new BigDecimal(leading.group());
            }
          }
          return BigDecimal.ZERO;
        });
  }

  /** Returns true if the number has no fraction. */
  public static boolean isWhole(BigDecimal number) {
    return number.scale() <= 0;
  }

  /**
   * Returns the number as templates hold it: a Long if it is an integer that fits, otherwise a
   * decimal without trailing digits.
   */
  public static Number shortest(BigDecimal number) {
    BigDecimal known =
        calculable(number)
            .orElseThrow(() ->
                new TemplateException(
                    "template-number", "A number has become too large to calculate with."));
    if (isWhole(known)) {
      boolean fits = known.precision() - known.scale() <= 18;
      return fits ? (Number) known.longValueExact() : known;
    }
    BigDecimal stripped = known.stripTrailingZeros();
    return stripped.scale() < 1 ? stripped.setScale(1, RoundingMode.UNNECESSARY) : stripped;
  }

  /** Returns the number as people write it. */
  public static String text(Number number) {
    return read(number).map(BigDecimal::toPlainString).orElseGet(number::toString);
  }

  private static Optional<BigDecimal> fraction(BigDecimal number) {
    return calculable(number)
        .map(known -> isWhole(known) ? known.setScale(1, RoundingMode.UNNECESSARY) : known);
  }

  private static Optional<BigDecimal> calculable(BigDecimal number) {
    boolean small =
        Math.abs((long) number.scale()) <= MAX_DIGITS && number.precision() <= MAX_DIGITS;
    return small ? Optional.of(number) : Optional.empty();
  }
}
