package dev.parley.template.filter;

import dev.parley.template.filter.LiquidFilter.Call;
import dev.parley.template.value.Dates;
import dev.parley.template.value.LiquidValues;
import dev.parley.template.value.LiquidValues.Ready;
import dev.parley.template.value.LiquidValues.Ready.Form;
import dev.parley.template.value.Strftime;
import dev.parley.template.value.TemplateException;
import dev.parley.text.Nearest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters that are available. */
public final class LiquidFilters {
  /** A named argument of "default". */
  public static final String ALLOW_FALSE = "allow_false";

  private static final int DATE_WORK = 2_000;
  private static final Map<String, LiquidFilter> ALL = all();

  private LiquidFilters() {}

  /** Returns the names of all filters. */
  public static Set<String> names() {
    return ALL.keySet();
  }

  /** Returns the filter of that name, or fails with a hint at what may be meant. */
  public static LiquidFilter named(String name) {
    LiquidFilter filter = ALL.get(name);
    if (filter == null) {
      throw new TemplateException("template-unknown-filter", unknown(name));
    }
    return filter;
  }

  /** Returns the message about a name that no filter has. */
  public static String unknown(String name) {
    String hint = Nearest.to(name, names()).map(" Did you mean \"%s\"?"::formatted).orElse("");
    return "There is no filter \"%s\".%s".formatted(name, hint);
  }

  private static Map<String, LiquidFilter> all() {
    Map<String, LiquidFilter> filters = new HashMap<>();
    filters.putAll(TextFilters.ALL);
    filters.putAll(ReplaceFilters.ALL);
    filters.putAll(EncodingFilters.ALL);
    filters.putAll(ListFilters.ALL);
    filters.putAll(ChoiceFilters.ALL);
    filters.putAll(NumberFilters.ALL);
    filters.put("default", new LiquidFilter(1, 1, Set.of(ALLOW_FALSE), LiquidFilters::defaulted));
    LiquidFilter json =
        LiquidFilter.of(0, 0, (value, call) -> new Ready(LiquidValues.json(value), Form.JSON));
    filters.put("json", json);
    filters.put("to_json", json);
    filters.put("date", LiquidFilter.of(1, 1, LiquidFilters::dated));
    return Map.copyOf(filters);
  }

  private static @Nullable Object defaulted(@Nullable Object value, Call call) {
    boolean keepsFalse =
        Boolean.FALSE.equals(value) && LiquidValues.isTrue(call.named().get(ALLOW_FALSE));
    return !keepsFalse && LiquidValues.isEmpty(value) ? call.value(0) : value;
  }

  /** A value that is not a date is returned unchanged, as in Liquid. */
  private static @Nullable Object dated(@Nullable Object value, Call call) {
    call.work().spend(DATE_WORK);
    String format = call.text(0);
    if (format.isEmpty()) {
      return value;
    }
    var moment = Dates.read(value);
    if (moment.isEmpty()) {
      return value;
    }
    Strftime.unknown(format).ifPresent(call::refuseNow);
    return Strftime.written(moment.get(), format, LiquidFilter.MAX_TEXT);
  }
}
