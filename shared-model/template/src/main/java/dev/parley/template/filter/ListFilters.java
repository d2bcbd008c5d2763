package dev.parley.template.filter;

import dev.parley.template.filter.LiquidFilter.Call;
import dev.parley.template.filter.LiquidFilter.Growing;
import dev.parley.template.value.Comparing;
import dev.parley.template.value.LiquidLoop;
import dev.parley.template.value.LiquidNumbers;
import dev.parley.template.value.LiquidValues;
import dev.parley.template.value.TemplateException;
import dev.parley.text.Letters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Filters of lists. Nested lists are flattened, a single value is a list of itself, and an absent
 * value an empty list.
 */
final class ListFilters {
  static final Map<String, LiquidFilter> ALL =
      Map.ofEntries(
          Map.entry("join", LiquidFilter.of(0, 1, ListFilters::joined)),
          Map.entry("size", LiquidFilter.of(0, 0, (value, call) -> LiquidValues.size(value))),
          Map.entry("first", LiquidFilter.of(0, 0, (value, call) -> LiquidValues.first(value))),
          Map.entry("last", LiquidFilter.of(0, 0, (value, call) -> LiquidValues.last(value))),
          Map.entry("reverse", list(0, 0, ListFilters::reversed)),
          Map.entry("sort", list(0, 1, ListFilters::sorted)),
          Map.entry("sort_natural", list(0, 1, ListFilters::sortedNaturally)),
          Map.entry("uniq", list(0, 1, ListFilters::distinct)),
          Map.entry("compact", list(0, 1, ListFilters::present)),
          Map.entry("map", list(1, 1, ListFilters::mapped)),
          Map.entry("sum", LiquidFilter.of(0, 1, ListFilters::summed)),
          Map.entry("concat", list(1, 1, ListFilters::concatenated)));

  private static final Comparator<@Nullable Object> TOLERANT =
      (x, y) -> {
        int kinds = Integer.compare(kind(x), kind(y));
        return kinds != 0 ? kinds : Comparing.order(x, y).orElse(0);
      };

  private ListFilters() {}

  private static LiquidFilter list(
      int least,
      int most,
      BiFunction<List<@Nullable Object>, Call, List<? extends @Nullable Object>> body) {
    return LiquidFilter.of(
        least, most, (value, call) -> new ArrayList<>(body.apply(elements(value, call), call)));
  }

  /** Returns the elements that a filter processes, in a mutable list. */
  static List<@Nullable Object> elements(@Nullable Object value, Call call) {
    List<@Nullable Object> elements = new ArrayList<>();
    flatten(value, elements, call);
    return elements;
  }

  private static void flatten(@Nullable Object value, List<@Nullable Object> elements, Call call) {
    switch (value) {
      case null -> {}
      case LiquidLoop.Range range -> elements.addAll(range.elements(call.work()));
      case Collection<?> list -> {
        call.work().spendOnList(list);
        for (Object element : list) {
          if (element == null) {
            elements.add(null);
          } else {
            flatten(element, elements, call);
          }
        }
      }
      default -> elements.add(value);
    }
  }

  private static List<@Nullable Object> reversed(List<@Nullable Object> list, Call call) {
    Collections.reverse(list);
    return list;
  }

  private static List<@Nullable Object> present(List<@Nullable Object> list, Call call) {
    list.removeIf(element -> (call.has(0) ? member(element, call) : element) == null);
    return list;
  }

  private static String joined(@Nullable Object value, Call call) {
    Growing text = call.growing();
    String glue = call.text(0, " ");
    boolean first = true;
    for (Object element : elements(value, call)) {
      text.add(first ? "" : glue).add(LiquidValues.text(element));
      first = false;
    }
    return text.toString();
  }

  /** Absent values come last. Values that cannot be ordered are rejected. */
  private static List<@Nullable Object> sorted(List<@Nullable Object> list, Call call) {
    return sorted(
        list,
        call,
        call.lenient()
            ? TOLERANT
            : (x, y) -> {
              call.work().spend(Math.min(LiquidValues.length(x), LiquidValues.length(y)));
              if (x == null || y == null) {
                return Boolean.compare(x == null, y == null);
              }
              return x instanceof Number == y instanceof Number
                  ? Comparing.order(x, y).orElseThrow(() -> unordered(call))
                  : unorderedNow(call);
            });
  }

  private static TemplateException unordered(Call call) {
    return call.refused("cannot order these values, such as a text and a number");
  }

  private static int unorderedNow(Call call) {
    throw unordered(call);
  }

  private static List<@Nullable Object> sortedNaturally(List<@Nullable Object> list, Call call) {
    return sorted(
        list,
        call,
        (x, y) -> {
          call.work().spendOn(x);
          call.work().spendOn(y);
          if (x instanceof Map<?, ?> != y instanceof Map<?, ?>) {
            return unorderedNow(call);
          }
          return x == null || y == null
              ? Boolean.compare(x == null, y == null)
              : Letters.small(LiquidValues.text(x)).compareTo(Letters.small(LiquidValues.text(y)));
        });
  }

  private static List<@Nullable Object> sorted(
      List<@Nullable Object> list, Call call, Comparator<@Nullable Object> order) {
    boolean byMember = call.value(0) != null;
    list.sort(
        (a, b) -> byMember ? order.compare(member(a, call), member(b, call)) : order.compare(a, b));
    return list;
  }

  private static int kind(@Nullable Object value) {
    if (value instanceof Number) {
      return LiquidNumbers.read(value).isPresent() ? 0 : 2;
    }
    return LiquidValues.plain(value) instanceof String ? 1 : 2;
  }

  private static List<@Nullable Object> distinct(List<@Nullable Object> list, Call call) {
    Map<@Nullable Object, @Nullable Object> seen = new LinkedHashMap<>();
    list.forEach(element -> {
      call.work().spendOn(element);
      Object key = call.has(0) ? member(element, call) : element;
      seen.putIfAbsent(LiquidValues.plain(key), element);
    });
    return new ArrayList<>(seen.values());
  }

  private static List<@Nullable Object> mapped(List<@Nullable Object> list, Call call) {
    List<@Nullable Object> members = new ArrayList<>();
    list.forEach(element -> members.add(member(element, call)));
    return members;
  }

  private static Number summed(@Nullable Object value, Call call) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Object element : elements(value, call)) {
      call.work().spend(0);
      sum = sum.add(LiquidNumbers.calculated(call.has(0) ? member(element, call) : element));
    }
    return LiquidNumbers.shortest(sum);
  }

  private static List<@Nullable Object> concatenated(List<@Nullable Object> list, Call call) {
    Object other = call.value(0);
    if (!(other instanceof Collection<?> || other instanceof LiquidLoop.Range)) {
      call.refuseNow("requires a list to add, and the value is not one");
      list.addAll(LiquidValues.list(other));
      return list;
    }
    if (other instanceof LiquidLoop.Range range) {
      list.addAll(range.elements(call.work()));
    } else {
      list.addAll((Collection<?>) other);
    }
    return list;
  }

  /** Returns the property of an object that the first argument names. */
  private static @Nullable Object member(@Nullable Object element, Call call) {
    if (!(element instanceof Map<?, ?> map)) {
      call.refuseNow("requires objects, and an element is not one");
      return null;
    }
    Object name = call.value(0);
    return name == null ? null : map.get(Objects.toString(LiquidValues.plain(name)));
  }
}
