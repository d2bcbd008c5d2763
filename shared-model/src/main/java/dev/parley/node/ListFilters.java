package dev.parley.node;

import dev.parley.node.LiquidFilter.Call;
import dev.parley.node.LiquidFilter.Growing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Filters of lists. A single value is taken as a list of itself, an absent one as an empty list.
 */
final class ListFilters {
  static final Map<String, LiquidFilter> ALL =
      Map.ofEntries(
          Map.entry("join", new LiquidFilter(0, 1, ListFilters::joined)),
          Map.entry("size", new LiquidFilter(0, 0, (value, call) -> LiquidValues.size(value))),
          Map.entry("first", new LiquidFilter(0, 0, (value, call) -> end(value, true))),
          Map.entry("last", new LiquidFilter(0, 0, (value, call) -> end(value, false))),
          Map.entry("reverse", list(0, 0, ListFilters::reversed)),
          Map.entry("sort", list(0, 1, ListFilters::sorted)),
          Map.entry("uniq", list(0, 0, ListFilters::distinct)),
          Map.entry("compact", list(0, 0, ListFilters::present)),
          Map.entry("map", list(1, 1, ListFilters::mapped)),
          Map.entry("where", list(1, 2, ListFilters::where)),
          Map.entry("concat", list(1, 1, ListFilters::concatenated)));

  private ListFilters() {}

  private static LiquidFilter list(
      int least,
      int most,
      BiFunction<List<@Nullable Object>, Call, List<? extends @Nullable Object>> body) {
    return new LiquidFilter(
        least, most, (value, call) -> new ArrayList<>(body.apply(LiquidValues.list(value), call)));
  }

  private static List<@Nullable Object> reversed(List<@Nullable Object> list, Call call) {
    Collections.reverse(list);
    return list;
  }

  private static List<@Nullable Object> present(List<@Nullable Object> list, Call call) {
    return only(list, element -> element != null);
  }

  private static String joined(@Nullable Object value, Call call) {
    Growing text = call.growing();
    String glue = call.text(0, " ");
    boolean first = true;
    for (Object element : LiquidValues.list(value)) {
      text.add(first ? "" : glue).add(LiquidValues.text(element));
      first = false;
    }
    return text.toString();
  }

  private static @Nullable Object end(@Nullable Object value, boolean first) {
    List<@Nullable Object> list = LiquidValues.list(value);
    if (list.isEmpty()) {
      return null;
    }
    return first ? list.getFirst() : list.getLast();
  }

  /** What cannot be compared keeps its order and comes last. */
  private static List<@Nullable Object> sorted(List<@Nullable Object> list, Call call) {
    List<@Nullable Object> sorted = new ArrayList<>(list);
    sorted.sort((a, b) -> {
      Object x = call.has(0) ? member(a, call.text(0)) : a;
      Object y = call.has(0) ? member(b, call.text(0)) : b;
      int kinds = Integer.compare(kind(x), kind(y));
      return kinds != 0 ? kinds : Comparing.order(x, y).orElse(0);
    });
    return sorted;
  }

  private static int kind(@Nullable Object value) {
    if (value instanceof Number) {
      return LiquidValues.number(value).isPresent() ? 0 : 2;
    }
    return LiquidValues.plain(value) instanceof String ? 1 : 2;
  }

  private static List<@Nullable Object> distinct(List<@Nullable Object> list, Call call) {
    Map<@Nullable Object, @Nullable Object> seen = new LinkedHashMap<>();
    list.forEach(element -> seen.putIfAbsent(LiquidValues.plain(element), element));
    return new ArrayList<>(seen.values());
  }

  private static List<@Nullable Object> mapped(List<@Nullable Object> list, Call call) {
    List<@Nullable Object> members = new ArrayList<>();
    list.forEach(element -> members.add(member(element, call.text(0))));
    return members;
  }

  private static List<@Nullable Object> where(List<@Nullable Object> list, Call call) {
    return only(
        list,
        element -> {
          Object member = member(element, call.text(0));
          return call.has(1)
              ? Comparing.equal(member, call.value(1))
              : member != null && !Boolean.FALSE.equals(member);
        });
  }

  private static List<@Nullable Object> concatenated(List<@Nullable Object> list, Call call) {
    List<@Nullable Object> both = new ArrayList<>(list);
    both.addAll(LiquidValues.list(call.value(0)));
    return both;
  }

  private interface Test {
    boolean accepts(@Nullable Object element);
  }

  private static List<@Nullable Object> only(List<@Nullable Object> list, Test test) {
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object element : list) {
      if (test.accepts(element)) {
        kept.add(element);
      }
    }
    return kept;
  }

  private static @Nullable Object member(@Nullable Object element, String name) {
    return element instanceof Map<?, ?> map ? map.get(name) : null;
  }
}
