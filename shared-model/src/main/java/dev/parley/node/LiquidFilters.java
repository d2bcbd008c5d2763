package dev.parley.node;

import dev.parley.node.LiquidValues.Ready;
import dev.parley.node.LiquidValues.Ready.Form;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The filters that may be used. */
final class LiquidFilters {
  private static final Map<String, LiquidFilter> ALL = all();

  private LiquidFilters() {}

  static Set<String> names() {
    return ALL.keySet();
  }

  static LiquidFilter named(String name) {
    LiquidFilter filter = ALL.get(name);
    if (filter == null) {
      throw new TemplateException("template-unknown-filter", unknown(name));
    }
    return filter;
  }

  static String unknown(String name) {
    String hint = Nearest.to(name, names()).map(" Did you mean \"%s\"?"::formatted).orElse("");
    return "There is no filter \"%s\".%s".formatted(name, hint);
  }

  private static Map<String, LiquidFilter> all() {
    Map<String, LiquidFilter> filters = new HashMap<>();
    filters.putAll(TextFilters.ALL);
    filters.putAll(ListFilters.ALL);
    filters.putAll(NumberFilters.ALL);
    filters.put(
        "default",
        new LiquidFilter(
            1, 1, (value, call) -> LiquidValues.isEmpty(value) ? call.value(0) : value));
    LiquidFilter json =
        new LiquidFilter(0, 0, (value, call) -> new Ready(LiquidValues.json(value), Form.JSON));
    filters.put("json", json);
    filters.put("to_json", json);
    filters.put(
        "date", new LiquidFilter(1, 1, (value, call) -> Dates.formatted(value, call.text(0))));
    return Map.copyOf(filters);
  }
}
