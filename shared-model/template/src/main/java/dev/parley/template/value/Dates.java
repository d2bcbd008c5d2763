package dev.parley.template.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times as Liquid does: "now" and "today", seconds since 1970, and dates with or
 * without a time in ISO 8601, RFC 2822 and common notations. The whole text must be a date. A time
 * without a zone is in UTC.
 */
public final class Dates {
  private static final int LONGEST = 100;
  private static final Pattern EPOCH = Pattern.compile("\\d{1,18}");

  /** A date, a time of day with a zone, and the characters allowed between and around them. */
  private static final Pattern TIME =
      Pattern.compile(
          "(?:t|,?\\s*(?:\\bat\\s+)?|^)"
              + "(?<hour>\\d{1,2})(?::(?<minute>\\d{2})(?::(?<second>\\d{2})"
              + "(?:[.,](?<fraction>\\d{1,18}))?)?)?\\s*(?<half>[ap]\\.?m\\b\\.?)?"
              + "(?:\\s*(?<zone>(?:utc|gmt)?[+-]\\d{1,2}(?::?\\d{2}){0,2}|[a-z]{1,4}\\b))?"
              + "(?:\\s*\\([a-z .]{1,40}\\))?(?=$|[,\\s])");

  /** The compact form of ISO 8601, in which a date has eight digits. */
  private static final Pattern BASIC =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})t(\\d{2})(\\d{2})(\\d{2})?(?:[.,]\\d+)?(.*)");

  private Dates() {}

  /** Converts a value to a date and time; empty if that is impossible. */
  public static Optional<ZonedDateTime> read(@Nullable Object value) {
    try {
      return switch (value) {
        case ZonedDateTime moment -> Optional.of(moment.withZoneSameInstant(ZoneOffset.UTC));
        case Number number ->
            LiquidNumbers.read(number)
                .map(seconds -> Instant.ofEpochSecond(seconds.longValue()).atZone(ZoneOffset.UTC));
        case String text when text.length() <= LONGEST ->
            read(text.strip().toLowerCase(Locale.ROOT), ZonedDateTime.now(ZoneOffset.UTC));
        case null, default -> Optional.empty();
      };
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<ZonedDateTime> read(String text, ZonedDateTime now) {
    if (text.equals("now") || text.equals("today")) {
      return Optional.of(now);
    }
    if (EPOCH.matcher(text).matches()) {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)).atZone(ZoneOffset.UTC));
    }
    Matcher basic = BASIC.matcher(text);
    if (basic.matches()) {
      String second = basic.group(6) == null ? "00" : basic.group(6);
      return read(
          "%s-%s-%st%s:%s:%s%s"
              .formatted(
                  basic.group(1),
                  basic.group(2),
                  basic.group(3),
                  basic.group(4),
                  basic.group(5),
                  second,
                  basic.group(7)),
          now);
    }
    Optional<LocalDate> date = CalendarDates.read(text, now.toLocalDate());
    return date.isPresent()
        ? date.map(day -> day.atStartOfDay(ZoneOffset.UTC))
        : withTime(text, now.toLocalDate());
  }

  /** Reads a time of day and the date next to it. */
  private static Optional<ZonedDateTime> withTime(String text, LocalDate today) {
    Matcher time = TIME.matcher(text);
    for (int from = 0; from <= text.length() && time.find(from); from = time.start() + 1) {
      if (time.group("minute") == null && time.group("half") == null) {
        continue;
      }
      String around = (text.substring(0, time.start()) + " " + text.substring(time.end())).strip();
      Optional<LocalDate> date =
          around.isEmpty() ? Optional.of(today) : CalendarDates.read(around, today);
      Optional<ZoneOffset> zone = TimeZones.read(time.group("zone"));
      if (date.isPresent() && zone.isPresent()) {
        return Optional.of(at(date.get(), time, zone.get()));
      }
    }
    return Optional.empty();
  }

  /** 24:00 is midnight of the next day, and a leap second is the start of the next minute. */
  private static ZonedDateTime at(LocalDate date, Matcher time, ZoneOffset zone) {
    int hour = hour(Integer.parseInt(time.group("hour")), time.group("half"));
    int minute = number(time.group("minute"));
    int second = number(time.group("second"));
    boolean endOfDay = hour == 24 && minute == 0 && second == 0;
    boolean leap = second == 60;
    return date.atTime(LocalTime.of(endOfDay ? 0 : hour, minute, leap ? 59 : second))
        .plusDays(endOfDay ? 1 : 0)
        .plusSeconds(leap ? 1 : 0)
        .plusNanos(nanos(time.group("fraction")))
        .atOffset(zone)
        .atZoneSameInstant(ZoneOffset.UTC);
  }

  private static int hour(int hour, @Nullable String half) {
    if (half == null) {
      return hour;
    }
    if (hour < 1 || hour > 12) {
      throw new DateTimeException("hour");
    }
    return hour % 12 + (half.startsWith("p") ? 12 : 0);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static long nanos(@Nullable String fraction) {
    return fraction == null ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
  }
}
