package dev.parley.node;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One filter. Every result is measured and charged to the rendering, so no chain of filters in no
 * loop grows or works without end.
 *
 * @param least how many arguments it needs
 * @param most how many it understands
 */
record LiquidFilter(int least, int most, Body body) {
  private static final int MAX_TEXT = 300_000;
  private static final int MAX_LIST = 10_000;

  /** What a filter does. */
  @FunctionalInterface
  interface Body {
    @Nullable Object apply(@Nullable Object value, Call call);
  }

  /** The arguments of one use of a filter, and the rendering it happens in. */
  record Call(String name, List<@Nullable Object> arguments, LiquidRender render) {
    boolean has(int index) {
      return index < arguments.size();
    }

    @Nullable Object value(int index) {
      return has(index) ? arguments.get(index) : null;
    }

    String text(int index) {
      return LiquidValues.text(value(index));
    }

    String text(int index, String otherwise) {
      return has(index) ? text(index) : otherwise;
    }

    /** A number to count characters or words with. */
    int count(int index, int otherwise) {
      return LiquidValues.number(value(index))
          .map(number -> Math.clamp(number.longValue(), 0, MAX_TEXT))
          .orElse(otherwise);
    }

    BigDecimal number(int index) {
      return LiquidValues.number(value(index)).orElse(BigDecimal.ZERO);
    }

    /** Collects text that may grow; refuses to grow without bound. */
    Growing growing() {
      return new Growing(this);
    }

    TemplateException refused(String why) {
      return new TemplateException("template-filter", "The filter \"%s\" %s.".formatted(name, why));
    }
  }

  /** Text under construction. */
  static final class Growing {
    private final StringBuilder text = new StringBuilder();
    private final Call call;

    private Growing(Call call) {
      this.call = call;
    }

    Growing add(CharSequence more) {
      if (text.length() + more.length() > MAX_TEXT) {
        throw call.refused("makes a text of more than %,d characters".formatted(MAX_TEXT));
      }
      text.append(more);
      return this;
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  @Nullable Object apply(@Nullable Object value, Call call) {
    if (!takes(call.arguments().size())) {
      throw call.refused(expectation());
    }
    int before = size(value);
    call.render().spend(before);
    Object result = body.apply(value, call);
    int after = size(result);
    if (after > Math.max(MAX_TEXT, before)) {
      throw call.refused("makes a text of more than %,d characters".formatted(MAX_TEXT));
    }
    if (result instanceof List<?> list && list.size() > MAX_LIST) {
      throw call.refused("makes a list of more than %,d elements".formatted(MAX_LIST));
    }
    call.render().spend(after);
    return result;
  }

  boolean takes(int arguments) {
    return arguments >= least && arguments <= most;
  }

  /** For messages: how many arguments it takes. */
  String expectation() {
    if (most == 0) {
      return "takes nothing after it";
    }
    return least == most
        ? "takes %d %s".formatted(least, least == 1 ? "value" : "values")
        : "takes %d to %d values".formatted(least, most);
  }

  private static int size(@Nullable Object value) {
    return switch (value) {
      case String text -> text.length();
      case LiquidValues.Ready ready -> ready.text().length();
      case List<?> list -> 16 * list.size();
      case null, default -> 0;
    };
  }
}
