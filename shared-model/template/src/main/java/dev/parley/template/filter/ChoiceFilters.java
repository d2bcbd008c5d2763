package dev.parley.template.filter;

import dev.parley.template.filter.LiquidFilter.Call;
import dev.parley.template.value.Comparing;
import dev.parley.template.value.LiquidNumbers;
import dev.parley.template.value.LiquidValues;
import dev.parley.text.Sought;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Filters that select the elements of a list that have a given property, or a given value there.
 * For a string element, a substring counts as a property, as in Liquid.
 */
final class ChoiceFilters {
  static final Map<String, LiquidFilter> ALL =
      Map.ofEntries(
          Map.entry("where", LiquidFilter.of(1, 2, (value, call) -> chosen(value, call, true))),
          Map.entry("reject", LiquidFilter.of(1, 2, (value, call) -> chosen(value, call, false))),
          Map.entry("find", LiquidFilter.of(1, 2, ChoiceFilters::found)),
          Map.entry("find_index", LiquidFilter.of(1, 2, ChoiceFilters::foundAt)),
          Map.entry("has", LiquidFilter.of(1, 2, ChoiceFilters::has)));

  private ChoiceFilters() {}

  /** An element that cannot have properties. */
  private static final class Memberless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Memberless() {
      super("memberless", null, false, false);
    }
  }

  /** Returns nothing if any element cannot have properties. */
  private static @Nullable List<@Nullable Object> chosen(
      @Nullable Object value, Call call, boolean wanted) {
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object element : ListFilters.elements(value, call)) {
      try {
        if (holds(element, call) == wanted) {
          kept.add(element);
        }
      } catch (Memberless e) {
        if (!call.lenient()) {
          return null;
        }
      }
    }
    return kept;
  }

  private static @Nullable Object found(@Nullable Object value, Call call) {
    List<@Nullable Object> list = ListFilters.elements(value, call);
    OptionalInt at = index(list, call);
    return at.isPresent() && at.getAsInt() >= 0 ? list.get(at.getAsInt()) : null;
  }

  private static @Nullable Object foundAt(@Nullable Object value, Call call) {
    OptionalInt at = index(ListFilters.elements(value, call), call);
    return at.isPresent() && at.getAsInt() >= 0 ? (Object) at.getAsInt() : null;
  }

  private static @Nullable Object has(@Nullable Object value, Call call) {
    OptionalInt at = index(ListFilters.elements(value, call), call);
    return at.isPresent() ? (Object) (at.getAsInt() >= 0) : null;
  }

  /**
   * Returns the index of the first match, or -1; nothing if an element without properties comes
   * before it.
   */
  private static OptionalInt index(List<@Nullable Object> list, Call call) {
    for (int i = 0; i < list.size(); i++) {
      try {
        if (holds(list.get(i), call)) {
          return OptionalInt.of(i);
        }
      } catch (Memberless e) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(-1);
  }

  private static boolean holds(@Nullable Object element, Call call) {
    Object member = member(element, call);
    Object wanted = call.value(1);
    call.work().spendOn(wanted);
    return wanted == null
        ? LiquidValues.isTrue(member)
        : Comparing.EQUAL.holds(member, wanted, call.work());
  }

  private static @Nullable Object member(@Nullable Object element, Call call) {
    Object name = LiquidValues.plain(call.value(0));
    return switch (LiquidValues.plain(element)) {
      case Map<?, ?> map -> name instanceof String ? map.get(name) : null;
      case String text when name instanceof String part -> {
        call.work().spend((long) text.length() + part.length());
        yield new Sought(part).in(text, 0) >= 0 ? part : null;
      }
      case Number number when name instanceof Number bit ->
          // In Liquid, the properties of an integer are its bits.
          LiquidNumbers.read(number)
              .filter(whole -> LiquidNumbers.isWhole(whole))
              .map(whole ->
                  whole.toBigInteger().testBit(Math.clamp(bit.longValue(), 0, 2_000)) ? 1 : 0)
              .orElse(null);
      case Number number -> {
        call.refuseNow("meets a number, which has no members");
        yield null;
      }
      case null, default -> throw new Memberless();
    };
  }
}
