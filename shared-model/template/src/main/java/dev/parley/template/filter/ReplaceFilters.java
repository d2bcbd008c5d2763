package dev.parley.template.filter;

import dev.parley.template.filter.LiquidFilter.Call;
import dev.parley.template.filter.LiquidFilter.Growing;
import dev.parley.template.value.LiquidWork;
import dev.parley.text.Characters;
import dev.parley.text.Sought;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Filters that search for a text in another. An empty text is found between all characters. */
final class ReplaceFilters {
  static final Map<String, LiquidFilter> ALL =
      Map.ofEntries(
          Map.entry("replace", TextFilters.text(1, 2, ReplaceFilters::replaced)),
          Map.entry("replace_first", TextFilters.text(1, 2, ReplaceFilters::replacedFirst)),
          Map.entry("replace_last", TextFilters.text(2, 2, ReplaceFilters::replacedLast)),
          Map.entry("remove", TextFilters.text(1, 1, ReplaceFilters::replaced)),
          Map.entry("remove_first", TextFilters.text(1, 1, ReplaceFilters::replacedFirst)),
          Map.entry("remove_last", TextFilters.text(1, 1, ReplaceFilters::replacedLast)));

  private ReplaceFilters() {}

  private static Growing replaced(String text, Call call) {
    String sought = call.text(0);
    Growing result = call.growing();
    if (sought.isEmpty()) {
      call.work().spend((long) TextFilters.CLUSTERS * text.length());
      Characters.clusters(text).forEach(cluster -> result.add(call.text(1)).add(cluster));
      return result.add(call.text(1));
    }
    String glue = "";
    String replacement = call.text(1);
    for (String part : between(text, sought, call.work())) {
      result.add(glue).add(part);
      glue = replacement;
    }
    return result;
  }

  private static Object replacedFirst(String text, Call call) {
    int at = new Sought(call.text(0)).in(text, 0);
    return at < 0 ? text : replacedAt(text, at, call);
  }

  private static Object replacedLast(String text, Call call) {
    String sought = call.text(0);
    int fromEnd = new Sought(reversed(sought)).in(reversed(text), 0);
    int at = text.length() - fromEnd - sought.length();
    return fromEnd < 0 ? text : replacedAt(text, at, call);
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static Growing replacedAt(String text, int at, Call call) {
    return call.growing()
        .add(text.substring(0, at))
        .add(call.text(1))
        .add(text.substring(at + call.text(0).length()));
  }

  /** Splits a text at every occurrence of a non-empty separator. */
  static List<String> between(String text, String separator, LiquidWork work) {
    List<String> parts = new ArrayList<>();
    Sought sought = new Sought(separator);
    int from = 0;
    for (int at = sought.in(text, 0); at >= 0; at = sought.in(text, from)) {
      work.spendOnPart();
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }
}
