package dev.parley.template.filter;

import dev.parley.template.filter.LiquidFilter.Call;
import dev.parley.template.value.LiquidNumbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters of numbers. Anything that is not a number counts as 0, as in Liquid. */
final class NumberFilters {
  static final Map<String, LiquidFilter> ALL =
      Map.ofEntries(
          Map.entry("plus", two((a, b, call) -> a.add(b))),
          Map.entry("minus", two((a, b, call) -> a.subtract(b))),
          Map.entry("times", two((a, b, call) -> a.multiply(b))),
          Map.entry("divided_by", two(NumberFilters::divided)),
          Map.entry("modulo", two(NumberFilters::remainder)),
          Map.entry("at_least", two((a, b, call) -> a.compareTo(b) >= 0 ? a : b)),
          Map.entry("at_most", two((a, b, call) -> a.compareTo(b) <= 0 ? a : b)),
          Map.entry("abs", one(BigDecimal::abs)),
          Map.entry("floor", one(number -> number.setScale(0, RoundingMode.FLOOR))),
          Map.entry("ceil", one(number -> number.setScale(0, RoundingMode.CEILING))),
          Map.entry("round", LiquidFilter.of(0, 1, NumberFilters::rounded)));

  private static final int MOST_DIGITS = 20;

  private NumberFilters() {}

  private interface One {
    BigDecimal apply(BigDecimal number);
  }

  private interface Two {
    BigDecimal apply(BigDecimal a, BigDecimal b, Call call);
  }

  private static LiquidFilter one(One body) {
    return LiquidFilter.of(
        0, 0, (value, call) -> LiquidNumbers.shortest(body.apply(LiquidNumbers.calculated(value))));
  }

  private static LiquidFilter two(Two body) {
    return LiquidFilter.of(
        1,
        1,
        (value, call) ->
            LiquidNumbers.shortest(
                body.apply(LiquidNumbers.calculated(value), call.number(0), call)));
  }

  /** Dividing two integers gives an integer, rounded down. */
  private static BigDecimal divided(BigDecimal a, BigDecimal b, Call call) {
    if (b.signum() == 0) {
      throw call.refused("cannot divide by zero");
    }
    if (LiquidNumbers.isWhole(a) && LiquidNumbers.isWhole(b)) {
      return a.divide(b, 0, RoundingMode.FLOOR);
    }
    double quotient = a.divide(b, MathContext.DECIMAL128).doubleValue();
    if (!Double.isFinite(quotient)) {
      throw call.refused("gives a number that is too large");
    }
    return LiquidNumbers.calculated(quotient);
  }

  /** The result has the sign of the divisor. */
  private static BigDecimal remainder(BigDecimal a, BigDecimal b, Call call) {
    if (b.signum() == 0) {
      throw call.refused("cannot divide by zero");
    }
    BigDecimal rest = a.remainder(b);
    BigDecimal floored = rest.signum() != 0 && rest.signum() != b.signum() ? rest.add(b) : rest;
    boolean whole = LiquidNumbers.isWhole(a) && LiquidNumbers.isWhole(b);
    return whole || floored.scale() > 0 ? floored : floored.setScale(1, RoundingMode.UNNECESSARY);
  }

  private static Number rounded(@Nullable Object value, Call call) {
    BigDecimal number = LiquidNumbers.calculated(value);
    int digits =
        call.has(0) ? Math.clamp(call.number(0).longValue(), -MOST_DIGITS, MOST_DIGITS) : 0;
    if (digits > 0 && LiquidNumbers.isWhole(number)) {
      return LiquidNumbers.shortest(number);
    }
    BigDecimal rounded = number.setScale(digits, RoundingMode.HALF_UP);
    return LiquidNumbers.shortest(
        digits > 0 ? rounded : rounded.setScale(0, RoundingMode.UNNECESSARY));
  }
}
