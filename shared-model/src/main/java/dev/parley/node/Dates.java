package dev.parley.node;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes moments with the directives of {@code strftime}, in English and in UTC. Only unmistakable
 * moments are read: RFC 3339, an ISO date, seconds since 1970, or the word "now".
 */
final class Dates {
  private static final Pattern DIRECTIVE = Pattern.compile("%(-?)([a-zA-Z%])");

  private static final Map<String, String> PATTERNS =
      Map.ofEntries(
          Map.entry("Y", "uuuu"),
          Map.entry("y", "uu"),
          Map.entry("m", "MM"),
          Map.entry("-m", "M"),
          Map.entry("d", "dd"),
          Map.entry("-d", "d"),
          Map.entry("e", "ppd"),
          Map.entry("j", "DDD"),
          Map.entry("B", "MMMM"),
          Map.entry("b", "MMM"),
          Map.entry("h", "MMM"),
          Map.entry("A", "EEEE"),
          Map.entry("a", "EEE"),
          Map.entry("H", "HH"),
          Map.entry("-H", "H"),
          Map.entry("k", "ppH"),
          Map.entry("I", "hh"),
          Map.entry("-I", "h"),
          Map.entry("l", "pph"),
          Map.entry("M", "mm"),
          Map.entry("-M", "m"),
          Map.entry("S", "ss"),
          Map.entry("-S", "s"),
          Map.entry("L", "SSS"),
          Map.entry("p", "a"),
          Map.entry("z", "xx"),
          Map.entry("Z", "'UTC'"),
          Map.entry("F", "uuuu-MM-dd"),
          Map.entry("T", "HH:mm:ss"),
          Map.entry("R", "HH:mm"),
          Map.entry("D", "MM/dd/uu"),
          Map.entry("c", "EEE MMM ppd HH:mm:ss uuuu"));

  private Dates() {}

  /** A value that is no moment is left as it is, as Liquid has it. */
  static @Nullable Object formatted(@Nullable Object value, String pattern) {
    ZonedDateTime moment = moment(value).orElse(null);
    return moment == null ? value : written(moment, pattern);
  }

  private static String written(ZonedDateTime moment, String pattern) {
    return DIRECTIVE
        .matcher(pattern)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                directive(moment, found.group(1) + found.group(2), found.group())));
  }

  private static String directive(ZonedDateTime moment, String name, String asWritten) {
    String known = PATTERNS.get(name);
    if (known != null) {
      return DateTimeFormatter.ofPattern(known, Locale.ENGLISH).format(moment);
    }
    return switch (name) {
      case "%" -> "%";
      case "n" -> "\n";
      case "t" -> "\t";
      case "s" -> String.valueOf(moment.toEpochSecond());
      case "P" -> moment.getHour() < 12 ? "am" : "pm";
      default -> asWritten;
    };
  }

  private static Optional<ZonedDateTime> moment(@Nullable Object value) {
    try {
      return switch (value) {
        case ZonedDateTime moment -> Optional.of(moment.withZoneSameInstant(ZoneOffset.UTC));
        case Number number ->
            LiquidValues.number(number)
                .map(seconds -> Instant.ofEpochSecond(seconds.longValue()).atZone(ZoneOffset.UTC));
        case null -> Optional.empty();
        default -> read(LiquidValues.text(value).strip());
      };
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<ZonedDateTime> read(String text) {
    if (text.equals("now") || text.equals("today")) {
      return Optional.of(ZonedDateTime.now(ZoneOffset.UTC));
    }
    if (text.length() == 10) {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC));
    }
    return Optional.of(OffsetDateTime.parse(text).atZoneSameInstant(ZoneOffset.UTC));
  }
}
