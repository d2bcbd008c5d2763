package dev.parley.template.value;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats dates with the directives of {@code strftime} and Ruby's flags and widths, in English and
 * in UTC: {@code %-d}, {@code %^a}, {@code %3N}, {@code %:z}.
 */
public final class Strftime {
  private static final Pattern DIRECTIVE =
      Pattern.compile("%(?<flags>[-0^_#]*)(?<width>\\d*)(?<colons>:{0,2})[EO]?(?<name>[A-Za-z%+])");
  private static final Pattern PERCENT = Pattern.compile("%[-0^_#]*\\d*:*[EO]?.?", Pattern.DOTALL);
  private static final String NAMES = "aAbBcCdDeFgGhHIjklLmMnNpPrRsStTuUvVwWxXyYzZ%+";
  private static final int WIDEST = 100;

  private Strftime() {}

  /** Returns the reason why a format is not supported. */
  public static Optional<String> unknown(String format) {
    Matcher percent = PERCENT.matcher(format);
    while (percent.find()) {
      Matcher directive = DIRECTIVE.matcher(percent.group());
      if (!directive.matches() || !isKnown(directive)) {
        return Optional.of(
            "does not know \"%s\". It takes the directives of strftime; write \"%%%%\" for a"
                    .formatted(percent.group())
                + " percent sign");
      }
    }
    return Optional.empty();
  }

  /** Formats a date; unknown directives are omitted. */
  public static String written(ZonedDateTime moment, String format, int longest) {
    StringBuilder written = new StringBuilder();
    Matcher percent = PERCENT.matcher(format);
    int copied = 0;
    while (percent.find() && written.length() <= longest) {
      written.append(format, copied, percent.start());
      Matcher directive = DIRECTIVE.matcher(percent.group());
      if (directive.matches() && isKnown(directive)) {
        written.append(written(moment, directive));
      }
      copied = percent.end();
    }
    return written.append(format, Math.min(copied, format.length()), format.length()).toString();
  }

  private static boolean isKnown(Matcher directive) {
    String name = directive.group("name");
    String width = directive.group("width");
    return NAMES.contains(name)
        && (directive.group("colons").isEmpty() || name.equals("z"))
        && (width.length() <= 3 && (width.isEmpty() || Integer.parseInt(width) <= WIDEST));
  }

  private static String written(ZonedDateTime at, Matcher directive) {
    String flags = directive.group("flags");
    String given = directive.group("width");
    int width = given.isEmpty() ? -1 : Integer.parseInt(given);
    char name = directive.group("name").charAt(0);
    return switch (name) {
      case 'L' -> fraction(at, width < 0 ? 3 : width);
      case 'N' -> fraction(at, width < 0 ? 9 : width);
      case 'z' -> offset(flags, width, directive.group("colons").length());
      case 'C' -> number(at.getYear() / 100, 2, '0', flags, width);
      case 'd' -> number(at.getDayOfMonth(), 2, '0', flags, width);
      case 'e' -> number(at.getDayOfMonth(), 2, ' ', flags, width);
      case 'g' -> number(Math.floorMod(weekYear(at), 100), 2, '0', flags, width);
      case 'G' -> number(weekYear(at), 4, '0', flags, width);
      case 'H' -> number(at.getHour(), 2, '0', flags, width);
      case 'I' -> number(hour(at), 2, '0', flags, width);
      case 'j' -> number(at.getDayOfYear(), 3, '0', flags, width);
      case 'k' -> number(at.getHour(), 2, ' ', flags, width);
      case 'l' -> number(hour(at), 2, ' ', flags, width);
      case 'm' -> number(at.getMonthValue(), 2, '0', flags, width);
      case 'M' -> number(at.getMinute(), 2, '0', flags, width);
      case 's' -> number(at.toEpochSecond(), 1, '0', flags, width);
      case 'S' -> number(at.getSecond(), 2, '0', flags, width);
      case 'u' -> number(at.getDayOfWeek().getValue(), 1, '0', flags, width);
      case 'U' -> number(week(at, weekday(at)), 2, '0', flags, width);
      case 'V' -> number(at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', flags, width);
      case 'w' -> number(weekday(at), 1, '0', flags, width);
      case 'W' -> number(week(at, at.getDayOfWeek().getValue() - 1), 2, '0', flags, width);
      case 'y' -> number(Math.floorMod(at.getYear(), 100), 2, '0', flags, width);
      case 'Y' -> number(at.getYear(), 4, '0', flags, width);
      default -> text(words(at, name, flags), flags, width);
    };
  }

  private static String words(ZonedDateTime at, char name, String flags) {
    return switch (name) {
      case 'a' -> at.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'A' -> at.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b', 'h' -> at.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'B' -> at.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'p' -> flags.contains("#") ? halfOfDay(at) : halfOfDay(at).toUpperCase(Locale.ROOT);
      case 'P' -> halfOfDay(at);
      case 'Z' -> flags.contains("#") ? "utc" : "UTC";
      case 'c' -> all(at, "%a %b %e %H:%M:%S %Y");
      case 'D', 'x' -> all(at, "%m/%d/%y");
      case 'F' -> all(at, "%Y-%m-%d");
      case 'r' -> all(at, "%I:%M:%S %p");
      case 'R' -> all(at, "%H:%M");
      case 'T', 'X' -> all(at, "%H:%M:%S");
      case 'v' -> all(at, "%e-%^b-%Y");
      case '+' -> all(at, "%a %b %e %H:%M:%S %Z %Y");
      case 'n' -> "\n";
      case 't' -> "\t";
      case '%' -> "%";
      default -> throw new IllegalStateException("directive: " + name);
    };
  }

  private static String all(ZonedDateTime at, String format) {
    return written(at, format, WIDEST);
  }

  private static String number(long value, int least, char usual, String flags, int width) {
    String digits = String.valueOf(Math.abs(value));
    String sign = value < 0 ? "-" : "";
    if (flags.contains("-")) {
      return sign + digits;
    }
    char fill = flags.contains("_") ? ' ' : flags.contains("0") ? '0' : usual;
    String padding =
        String.valueOf(fill)
            .repeat(Math.max(0, Math.max(least, width) - sign.length() - digits.length()));
    return fill == ' ' ? padding + sign + digits : sign + padding + digits;
  }

  private static String text(String text, String flags, int width) {
    boolean large = flags.contains("^") || (flags.contains("#") && !isHalfOfDayOrZone(text));
    String written = large ? text.toUpperCase(Locale.ROOT) : text;
    String fill = flags.contains("0") ? "0" : " ";
    return flags.contains("-")
        ? written
        : fill.repeat(Math.max(0, width - written.length())) + written;
  }

  /** Directives that the flag "#" has already written in lower case. */
  private static boolean isHalfOfDayOrZone(String text) {
    return text.equals("am") || text.equals("pm") || text.equals("utc");
  }

  private static String fraction(ZonedDateTime at, int digits) {
    String nanos = "%09d".formatted(at.getNano());
    return digits <= 9 ? nanos.substring(0, Math.max(1, digits)) : nanos + "0".repeat(digits - 9);
  }

  /** All dates are in UTC; flags and width only change how the zero offset is written. */
  private static String offset(String flags, int width, int colons) {
    String minutes = colons == 0 ? "00" : colons == 1 ? ":00" : ":00:00";
    boolean blank = flags.contains("_");
    boolean bare = flags.contains("-");
    int least = bare || blank ? 1 : 2;
    int hours = Math.max(least, width - 1 - minutes.length());
    if (blank) {
      return " ".repeat(Math.max(1, hours - 1)) + "+0" + minutes;
    }
    return "+" + "0".repeat(bare ? 1 : hours) + minutes;
  }

  private static String halfOfDay(ZonedDateTime at) {
    return at.getHour() < 12 ? "am" : "pm";
  }

  private static int hour(ZonedDateTime at) {
    return at.get(ChronoField.CLOCK_HOUR_OF_AMPM);
  }

  /** Sunday is 0. */
  private static int weekday(ZonedDateTime at) {
    return at.getDayOfWeek().getValue() % 7;
  }

  /** Returns the week of the year, where days before the first weekday are in week 0. */
  private static int week(ZonedDateTime at, int sinceFirstOfWeek) {
    return (at.getDayOfYear() - 1 + 7 - sinceFirstOfWeek) / 7;
  }

  private static int weekYear(ZonedDateTime at) {
    return at.get(IsoFields.WEEK_BASED_YEAR);
  }
}
