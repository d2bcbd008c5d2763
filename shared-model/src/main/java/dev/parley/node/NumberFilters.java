package dev.parley.node;

import dev.parley.node.LiquidFilter.Call;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters of numbers. What is not a number counts as nought, as Liquid has it. */
final class NumberFilters {
  static final Map<String, LiquidFilter> ALL =
      Map.ofEntries(
          Map.entry("plus", two((a, b, call) -> a.add(b))),
          Map.entry("minus", two((a, b, call) -> a.subtract(b))),
          Map.entry("times", two((a, b, call) -> a.multiply(b))),
          Map.entry("divided_by", two(NumberFilters::divided)),
          Map.entry("modulo", two(NumberFilters::remainder)),
          Map.entry("abs", one(BigDecimal::abs)),
          Map.entry("floor", one(number -> number.setScale(0, RoundingMode.FLOOR))),
          Map.entry("ceil", one(number -> number.setScale(0, RoundingMode.CEILING))),
          Map.entry("round", new LiquidFilter(0, 1, NumberFilters::rounded)));

  private NumberFilters() {}

  private interface One {
    BigDecimal apply(BigDecimal number);
  }

  private interface Two {
    BigDecimal apply(BigDecimal a, BigDecimal b, Call call);
  }

  private static LiquidFilter one(One body) {
    return new LiquidFilter(
        0, 0, (value, call) -> LiquidValues.shortest(body.apply(number(value))));
  }

  private static LiquidFilter two(Two body) {
    return new LiquidFilter(
        1,
        1,
        (value, call) -> LiquidValues.shortest(body.apply(number(value), call.number(0), call)));
  }

  private static BigDecimal number(@Nullable Object value) {
    return LiquidValues.number(value).orElse(BigDecimal.ZERO);
  }

  /** Two whole numbers give a whole number, rounded down. */
  private static BigDecimal divided(BigDecimal a, BigDecimal b, Call call) {
    if (b.signum() == 0) {
      throw call.refused("cannot divide by zero");
    }
    return a.scale() <= 0 && b.scale() <= 0
        ? a.divide(b, 0, RoundingMode.FLOOR)
        : a.divide(b, MathContext.DECIMAL64);
  }

  /** Has the sign of the divisor. */
  private static BigDecimal remainder(BigDecimal a, BigDecimal b, Call call) {
    if (b.signum() == 0) {
      throw call.refused("cannot divide by zero");
    }
    BigDecimal rest = a.remainder(b);
    return rest.signum() != 0 && rest.signum() != b.signum() ? rest.add(b) : rest;
  }

  private static Number rounded(@Nullable Object value, Call call) {
    int digits = Math.min(20, call.count(0, 0));
    return LiquidValues.shortest(number(value).setScale(digits, RoundingMode.HALF_UP));
  }
}
