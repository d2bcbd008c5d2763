package dev.parley.template.value;

import dev.parley.text.Characters;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Conversion of template values to text, numbers and JSON. */
public final class LiquidValues {
  /** Reads and writes JSON as templates do. */
  public static final JsonMapper JSON = JsonMapper.builder().build();

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  /** Text that a filter has already encoded for its place, so it is not escaped again. */
  public record Ready(String text, Form form) {
    /** A form that a text may already be in. */
    public enum Form {
      JSON,
      PERCENT_ENCODED
    }
  }

  private LiquidValues() {}

  /** Lists are joined with commas and objects are written as JSON, for human readers. */
  public static String text(@Nullable Object value) {
    Object plain = plain(value);
    return switch (plain) {
      case null -> "";
      case String text -> text;
      case Number number -> LiquidNumbers.text(number);
      case List<?> list -> list.stream().map(LiquidValues::text).collect(Collectors.joining(", "));
      case Map<?, ?> map -> json(map);
      default -> plain.toString();
    };
  }

  /** Returns the value as JSON. */
  public static String json(@Nullable Object value) {
    if (value instanceof Ready ready && ready.form() == Ready.Form.JSON) {
      return ready.text();
    }
    return JSON.writeValueAsString(plain(value));
  }

  /** Returns the content of a JSON string, without the quotes. */
  public static String jsonEscaped(String text) {
    String quoted = JSON.writeValueAsString(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** Percent-encodes everything except letters, digits and {@code -._~}. */
  public static String percentEncoded(@Nullable Object value) {
    if (value instanceof Ready ready && ready.form() == Ready.Form.PERCENT_ENCODED) {
      return ready.text();
    }
    return percentEncoded(text(value), UNRESERVED);
  }

  /** Percent-encodes all but these characters. */
  public static String percentEncoded(String text, String kept) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && kept.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  /** Converts to JSON types only: maps, lists, strings, numbers, booleans and null. */
  public static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean truth -> truth;
      case Number number -> number;
      case Ready ready -> ready.text();
      case ZonedDateTime time ->
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.withZoneSameInstant(ZoneOffset.UTC));
      case LiquidWord word -> "";
      case LiquidLoop.Range range -> range.toString();
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, held) -> copy.put(String.valueOf(name), plain(held)));
        yield copy;
      }
      case Collection<?> list -> copied(list);
      default -> value.toString();
    };
  }

  /**
   * Returns the elements of a list; any other value is a single-element list, an absent one an
   * empty list.
   */
  public static List<@Nullable Object> list(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case Collection<?> list -> new ArrayList<>(list);
      default -> List.of(value);
    };
  }

  /** Returns one property of an object, in the form in which a loop sees it. */
  static List<@Nullable Object> pair(@Nullable Object name, @Nullable Object value) {
    List<@Nullable Object> pair = new ArrayList<>();
    pair.add(name);
    pair.add(value);
    return pair;
  }

  /** Returns true if the value has a size. */
  public static boolean isSized(@Nullable Object value) {
    return value instanceof Collection<?>
        || value instanceof Map<?, ?>
        || value instanceof String
        || value instanceof Ready;
  }

  /** Returns the number of elements, properties or characters; 0 for anything else. */
  public static int size(@Nullable Object value) {
    return switch (value) {
      case Collection<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case String text -> Characters.length(text);
      case Ready ready -> Characters.length(ready.text());
      case LiquidLoop.Range range -> range.size();
      case null, default -> 0;
    };
  }

  /** Returns the length of a string in UTF-16 units, for counting work; 0 for anything else. */
  public static int length(@Nullable Object value) {
    return value instanceof String text ? text.length() : 0;
  }

  /** Returns the first element, number, character, or name and value pair. */
  public static @Nullable Object first(@Nullable Object value) {
    return switch (plainText(value)) {
      case List<?> list -> list.isEmpty() ? null : list.getFirst();
      case Map<?, ?> map ->
          map.isEmpty()
              ? null
              : pair(
                  map.entrySet().iterator().next().getKey(),
                  map.entrySet().iterator().next().getValue());
      case LiquidLoop.Range range -> range.size() == 0 ? null : (Object) (long) range.from();
      case String text -> text.isEmpty() ? "" : Characters.clusters(text).getFirst();
      case null, default -> null;
    };
  }

  /** Returns the last element, number or character. */
  public static @Nullable Object last(@Nullable Object value) {
    return switch (plainText(value)) {
      case List<?> list -> list.isEmpty() ? null : list.getLast();
      case LiquidLoop.Range range -> range.size() == 0 ? null : (Object) (long) range.to();
      case String text -> text.isEmpty() ? "" : Characters.clusters(text).getLast();
      case null, default -> null;
    };
  }

  private static @Nullable Object plainText(@Nullable Object value) {
    return value instanceof Ready ready ? ready.text() : value;
  }

  /** Returns true for a string, or for a date, which is compared as its text. */
  public static boolean isText(@Nullable Object value) {
    return value instanceof String || value instanceof Ready || value instanceof ZonedDateTime;
  }

  /** Returns true for everything except null and false. */
  public static boolean isTrue(@Nullable Object value) {
    return value != null && !Boolean.FALSE.equals(value);
  }

  /** Returns true if the value is absent, false or has nothing in it. */
  public static boolean isEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case Boolean truth -> !truth;
      case Collection<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      case Number number -> false;
      default -> text(value).isEmpty();
    };
  }

  private static List<@Nullable Object> copied(Collection<?> list) {
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    list.forEach(held -> copy.add(plain(held)));
    return copy;
  }
}
