package dev.parley.template.filter;

import dev.parley.template.filter.LiquidFilter.Call;
import dev.parley.template.value.LiquidNumbers;
import dev.parley.template.value.LiquidValues;
import dev.parley.text.Characters;
import dev.parley.text.Letters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Filters of text. Case changes follow English rules, regardless of the machine's locale. Lengths
 * count characters, and no character is ever split.
 */
final class TextFilters {
  static final Map<String, LiquidFilter> ALL =
      Map.ofEntries(
          Map.entry("upcase", changed(Letters::large)),
          Map.entry("downcase", changed(Letters::small)),
          Map.entry("capitalize", changed(TextFilters::capitalized)),
          Map.entry("strip", changed(String::strip)),
          Map.entry("lstrip", changed(String::stripLeading)),
          Map.entry("rstrip", changed(String::stripTrailing)),
          Map.entry("strip_newlines", changed(text -> text.replaceAll("\\r?\\n", ""))),
          Map.entry("newline_to_br", changed(text -> text.replaceAll("\\r?\\n", "<br />\n"))),
          Map.entry("truncate", text(0, 2, TextFilters::truncated)),
          Map.entry("truncatewords", text(0, 2, TextFilters::truncatedWords)),
          Map.entry(
              "append", text(1, 1, (text, call) -> call.growing().add(text).add(call.text(0)))),
          Map.entry(
              "prepend", text(1, 1, (text, call) -> call.growing().add(call.text(0)).add(text))),
          Map.entry("split", LiquidFilter.of(1, 1, TextFilters::split)),
          Map.entry("slice", LiquidFilter.of(1, 2, TextFilters::sliced)));

  /** The cost of finding the grapheme clusters of a text, in passes over it. */
  static final int CLUSTERS = 8;

  private static final Pattern WORD = Pattern.compile("[^\\s\\x00]+");

  private TextFilters() {}

  interface OfText {
    /** Returns a text or a {@link LiquidFilter.Growing} buffer. */
    Object apply(String text, Call call);
  }

  static LiquidFilter changed(UnaryOperator<String> change) {
    return LiquidFilter.of(0, 0, (value, call) -> change.apply(LiquidValues.text(value)));
  }

  static LiquidFilter text(int least, int most, OfText body) {
    return LiquidFilter.of(
        least, most, (value, call) -> body.apply(LiquidValues.text(value), call).toString());
  }

  /** Capitalizes the first letter and writes the others in lower case. */
  private static String capitalized(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    int letter = text.codePointAt(0);
    int title = Character.toTitleCase(letter);
    String large =
        title == letter
            ? titled(text.substring(0, first).toUpperCase(Locale.ROOT))
            : Character.toString(title);
    return large + Letters.small(text.substring(first));
  }

  /** If a letter becomes two, as the sharp s does, only the first is a capital. */
  private static String titled(String large) {
    int first = large.offsetByCodePoints(0, 1);
    return large.substring(0, first) + large.substring(first).toLowerCase(Locale.ROOT);
  }

  private static String truncated(String text, Call call) {
    int length = call.count(0, 50);
    String mark = call.text(1, "...");
    if (!Characters.isLonger(text, length)) {
      return text;
    }
    int kept = Math.max(0, length - Characters.length(mark));
    call.work().spend((long) CLUSTERS * kept);
    return Characters.start(text, kept) + mark;
  }

  private static String truncatedWords(String text, Call call) {
    int count = Math.max(1, call.count(0, 15));
    Matcher words = WORD.matcher(text);
    List<String> kept = new ArrayList<>();
    while (words.find()) {
      if (kept.size() == count) {
        return String.join(" ", kept) + call.text(1, "...");
      }
      kept.add(words.group());
    }
    return text;
  }

  /** Only empty parts at the end are dropped. A single space matches any white space. */
  private static List<Object> split(@Nullable Object value, Call call) {
    String text = LiquidValues.text(value);
    String separator = call.text(0);
    if (separator.isEmpty()) {
      call.work().spend((long) CLUSTERS * text.length());
      return new ArrayList<>(Characters.clusters(text));
    }
    List<Object> parts = new ArrayList<>();
    if (separator.equals(" ")) {
      Matcher words = WORD.matcher(text);
      while (words.find()) {
        parts.add(words.group());
      }
      return parts;
    }
    parts.addAll(ReplaceFilters.between(text, separator, call.work()));
    while (!parts.isEmpty() && parts.getLast().equals("")) {
      parts.removeLast();
    }
    return parts;
  }

  /** Returns characters of a text or elements of a list; a negative index counts from the end. */
  private static @Nullable Object sliced(@Nullable Object value, Call call) {
    int from = whole(call, 0);
    int length = call.value(1) == null ? 1 : whole(call, 1);
    if (value instanceof List<?> list) {
      int start = from < 0 ? list.size() + from : from;
      return length < 0 || start < 0 || start > list.size()
          ? List.of()
          : new ArrayList<>(list.subList(start, Math.min(list.size(), start + length)));
    }
    String text = LiquidValues.text(value);
    call.work().spend((long) CLUSTERS * text.length());
    return slice(text, from, length);
  }

  private static String slice(String text, int from, int length) {
    int size = Characters.length(text);
    int start = from < 0 ? size + from : from;
    if (length < 0 || start < 0 || start > size) {
      return "";
    }
    // A cluster belongs to the slice in which it begins.
    StringBuilder slice = new StringBuilder();
    int at = 0;
    for (String cluster : Characters.clusters(text)) {
      if (at >= start + length) {
        break;
      }
      if (at >= start) {
        slice.append(cluster);
      }
      at += Characters.length(cluster);
    }
    return slice.toString();
  }

  private static int whole(Call call, int index) {
    return LiquidNumbers.read(call.value(index))
        .filter(LiquidNumbers::isWhole)
        .map(
            number -> Math.clamp(number.longValue(), -LiquidFilter.MAX_TEXT, LiquidFilter.MAX_TEXT))
        .orElseThrow(() -> call.refused("requires a whole number, and the value is not one"));
  }
}
