package dev.parley.node;

import dev.parley.node.LiquidFilter.Call;
import dev.parley.node.LiquidFilter.Growing;
import dev.parley.node.LiquidValues.Ready;
import dev.parley.node.LiquidValues.Ready.Form;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters of text. Letters change case as in English, whatever the machine's language is. */
final class TextFilters {
  static final Map<String, LiquidFilter> ALL =
      Map.ofEntries(
          Map.entry("upcase", changed(text -> text.toUpperCase(Locale.ROOT))),
          Map.entry("downcase", changed(text -> text.toLowerCase(Locale.ROOT))),
          Map.entry("capitalize", changed(TextFilters::capitalized)),
          Map.entry("strip", changed(String::strip)),
          Map.entry("lstrip", changed(String::stripLeading)),
          Map.entry("rstrip", changed(String::stripTrailing)),
          Map.entry("strip_newlines", changed(text -> text.replaceAll("[\\r\\n]+", " ").strip())),
          Map.entry("newline_to_br", changed(text -> text.replaceAll("\\r?\\n", "<br />\n"))),
          Map.entry("escape", changed(TextFilters::htmlEscaped)),
          Map.entry("url_encode", new LiquidFilter(0, 0, (value, call) -> formEncoded(value))),
          Map.entry("truncate", text(0, 2, TextFilters::truncated)),
          Map.entry("truncatewords", text(0, 2, TextFilters::truncatedWords)),
          Map.entry(
              "append", text(1, 1, (text, call) -> call.growing().add(text).add(call.text(0)))),
          Map.entry(
              "prepend", text(1, 1, (text, call) -> call.growing().add(call.text(0)).add(text))),
          Map.entry("replace", text(1, 2, (text, call) -> replaced(text, call, Integer.MAX_VALUE))),
          Map.entry("replace_first", text(1, 2, (text, call) -> replaced(text, call, 1))),
          Map.entry("remove", text(1, 1, (text, call) -> replaced(text, call, Integer.MAX_VALUE))),
          Map.entry("remove_first", text(1, 1, (text, call) -> replaced(text, call, 1))),
          Map.entry("split", new LiquidFilter(1, 1, TextFilters::split)));

  private TextFilters() {}

  private interface OfText {
    /** Answers a text or one under construction. */
    Object apply(String text, Call call);
  }

  private static LiquidFilter changed(UnaryOperator<String> change) {
    return new LiquidFilter(0, 0, (value, call) -> change.apply(LiquidValues.text(value)));
  }

  private static LiquidFilter text(int least, int most, OfText body) {
    return new LiquidFilter(
        least, most, (value, call) -> body.apply(LiquidValues.text(value), call).toString());
  }

  private static String capitalized(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
  }

  private static String htmlEscaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static Ready formEncoded(@Nullable Object value) {
    return new Ready(
        URLEncoder.encode(LiquidValues.text(value), StandardCharsets.UTF_8), Form.PERCENT_ENCODED);
  }

  private static String truncated(String text, Call call) {
    int length = call.count(0, 50);
    String mark = call.text(1, "...");
    if (text.length() <= length) {
      return text;
    }
    int kept = Math.max(0, length - mark.length());
    if (kept > 0 && Character.isHighSurrogate(text.charAt(kept - 1))) {
      kept--;
    }
    return text.substring(0, kept) + mark;
  }

  private static String truncatedWords(String text, Call call) {
    int count = Math.max(1, call.count(0, 15));
    List<String> words = List.of(text.strip().split("\\s+"));
    return words.size() <= count
        ? text
        : String.join(" ", words.subList(0, count)) + call.text(1, "...");
  }

  private static Growing replaced(String text, Call call, int times) {
    String sought = call.text(0);
    Growing result = call.growing();
    int from = 0;
    int at = sought.isEmpty() ? -1 : text.indexOf(sought);
    for (int i = 0; i < times && at >= 0; i++) {
      result.add(text.substring(from, at)).add(call.text(1));
      from = at + sought.length();
      at = text.indexOf(sought, from);
    }
    return result.add(text.substring(from));
  }

  private static List<Object> split(@Nullable Object value, Call call) {
    String text = LiquidValues.text(value);
    String separator = call.text(0);
    List<Object> parts = new ArrayList<>();
    if (text.isEmpty()) {
      return parts;
    }
    String pattern =
        separator.isBlank() && !separator.isEmpty() ? "\\s+" : Pattern.quote(separator);
    parts.addAll(List.of(text.split(separator.isEmpty() ? "" : pattern)));
    return parts;
  }
}
