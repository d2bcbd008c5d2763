package dev.parley.node.json;

import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Integers as defined by JSON Schema: {@code 5.0} is one, {@code 5.5} and a string are not.
 * Programs in languages with a single number type may write either.
 */
final class WholeNumbers<N extends Number> extends StdScalarDeserializer<N> {
  private final transient Function<BigDecimal, N> exact;
  private final N zero;

  private WholeNumbers(Class<N> type, Function<BigDecimal, N> exact, N zero) {
    super(type);
    this.exact = exact;
    this.zero = zero;
  }

  static JacksonModule module() {
    return new SimpleModule("whole numbers")
        .addDeserializer(int.class, new WholeNumbers<>(int.class, BigDecimal::intValueExact, 0))
        .addDeserializer(
            Integer.class, new WholeNumbers<>(Integer.class, BigDecimal::intValueExact, 0))
        .addDeserializer(long.class, new WholeNumbers<>(long.class, BigDecimal::longValueExact, 0L))
        .addDeserializer(
            Long.class, new WholeNumbers<>(Long.class, BigDecimal::longValueExact, 0L));
  }

  @Override
  public @Nullable N deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken().isNumeric() && !parser.isNaN()) {
      try {
        return exact.apply(parser.getDecimalValue());
      } catch (ArithmeticException e) {
        return context.reportInputMismatch(handledType(), "not a whole number of this size");
      }
    }
    return context.reportInputMismatch(handledType(), "no number");
  }

  @Override
  public @Nullable Object getNullValue(DeserializationContext context) {
    return handledType().isPrimitive()
            && context.isEnabled(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        ? context.reportInputMismatch(handledType(), "no number")
        : getAbsentValue(context);
  }

  @Override
  public @Nullable Object getAbsentValue(DeserializationContext context) {
    return handledType().isPrimitive() ? zero : null;
  }
}
