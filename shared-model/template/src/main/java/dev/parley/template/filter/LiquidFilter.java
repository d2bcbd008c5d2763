package dev.parley.template.filter;

import dev.parley.template.value.LiquidNumbers;
import dev.parley.template.value.LiquidValues;
import dev.parley.template.value.LiquidWork;
import dev.parley.template.value.TemplateException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One filter. The sizes of its input and output are charged to the rendering; filters that do more
 * than one pass charge the rest themselves.
 *
 * @param least minimum number of arguments
 * @param most maximum number of arguments
 * @param named its named arguments
 */
public record LiquidFilter(int least, int most, Set<String> named, Body body) {
  static final int MAX_TEXT = 300_000;
  private static final int MAX_LIST = 10_000;

  /** The implementation of a filter. */
  @FunctionalInterface
  interface Body {
    @Nullable Object apply(@Nullable Object value, Call call);
  }

  static LiquidFilter of(int least, int most, Body body) {
    return new LiquidFilter(least, most, Set.of(), body);
  }

  /** One use of a filter, with its arguments and the rendering it belongs to. */
  public record Call(
      String name,
      List<@Nullable Object> arguments,
      Map<String, @Nullable Object> named,
      LiquidWork work,
      boolean lenient) {
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

    /** Returns a count of characters or words. */
    int count(int index, int otherwise) {
      if (!has(index)) {
        return otherwise;
      }
      return LiquidNumbers.read(value(index))
          .map(number -> Math.clamp(number.longValue(), 0, MAX_TEXT))
          .orElseGet(() -> {
            refuseNow("requires a number, and the value is not one");
            return otherwise;
          });
    }

    BigDecimal number(int index) {
      return LiquidNumbers.calculated(value(index));
    }

    /** Collects output whose size is limited. */
    Growing growing() {
      return new Growing(this);
    }

    TemplateException refused(String why) {
      return new TemplateException("template-filter", "The filter \"%s\" %s.".formatted(name, why));
    }

    /**
     * Rejects something that was allowed when older templates were published; for those it does
     * nothing.
     */
    void refuseNow(String why) {
      if (!lenient) {
        throw refused(why);
      }
    }
  }

  /** A text buffer with a size limit. */
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

  /** Applies the filter, and charges what goes in and what comes out to the rendering. */
  public @Nullable Object apply(@Nullable Object value, Call call) {
    if (!takes(call.arguments().size()) || !named.containsAll(call.named().keySet())) {
      throw call.refused(expectation());
    }
    call.work().spendOn(value);
    call.arguments().forEach(call.work()::spendOn);
    Object result = body.apply(value, call);
    int before = value instanceof String text ? text.length() : 0;
    if (length(result) > Math.max(MAX_TEXT, before)) {
      throw call.refused("makes a text of more than %,d characters".formatted(MAX_TEXT));
    }
    if (result instanceof List<?> list && list.size() > MAX_LIST) {
      throw call.refused("makes a list of more than %,d elements".formatted(MAX_LIST));
    }
    call.work().spend(length(result));
    return result;
  }

  /** Returns true if the filter takes so many arguments. */
  public boolean takes(int arguments) {
    return arguments >= least && arguments <= most;
  }

  /** Returns the number of arguments it expects, for messages. */
  public String expectation() {
    if (most == 0) {
      return "takes no arguments";
    }
    return least == most
        ? "takes %d %s".formatted(least, least == 1 ? "value" : "values")
        : "takes %d to %d values".formatted(least, most);
  }

  private static int length(@Nullable Object value) {
    return switch (value) {
      case String text -> text.length();
      case LiquidValues.Ready ready -> ready.text().length();
      case List<?> list -> 16 * list.size();
      case null, default -> 0;
    };
  }
}
