package dev.parley.worker.skill;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A skill that checks opening hours. */
final class OpeningHours {
  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  private static final Set<String> END_OF_DAY = Set.of("24:00", "24:00:00");

  static final Map<String, Object> PARAMETERS =
      Map.of(
          "type", "object",
          "properties",
              Map.of(
                  "timeZone",
                      Map.of(
                          "type", "string",
                          "title", "Time zone",
                          "description", "For example Europe/Zurich"),
                  "opens", Map.of("type", "string", "title", "Opens at", "default", "09:00"),
                  "closes",
                      Map.of(
                          "type", "string",
                          "title", "Closes at",
                          "description", "24:00 is the end of the day",
                          "default", "17:00"),
                  "days",
                      Map.of(
                          "type", "array",
                          "title", "Open on",
                          "description", "Monday to Friday by default",
                          "items", Map.of("type", "string", "enum", DAYS))),
          "required", List.of("timeZone"));

  static final Map<String, Object> RESULT =
      Map.of(
          "type", "object",
          "properties",
              Map.of(
                  "open", Map.of("type", "boolean"),
                  "localTime", Map.of("type", "string"),
                  "day", Map.of("type", "string"),
                  "opensAt", Map.of("type", "string")),
          "required", List.of("open", "localTime", "day"));

  private OpeningHours() {}

  /**
   * Checks the current time.
   *
   * @throws IllegalArgumentException naming the invalid argument
   */
  static Map<String, Object> at(Clock clock, Map<String, Object> arguments) {
    var now = clock.instant().atZone(zone(arguments)).truncatedTo(ChronoUnit.MINUTES);
    var opens = time(arguments, "opens", "09:00");
    var closes = end(arguments);
    if (closes.isPresent() && !opens.isBefore(closes.get())) {
      throw new IllegalArgumentException("closes: must be later than opens");
    }
    var days = days(arguments);
    var open =
        days.contains(now.getDayOfWeek())
            && !now.toLocalTime().isBefore(opens)
            && closes.map(now.toLocalTime()::isBefore).orElse(true);
    var result = new LinkedHashMap<String, Object>();
    result.put("open", open);
    result.put("localTime", now.toLocalTime().toString());
    result.put("day", now.getDayOfWeek().name().toLowerCase(Locale.ROOT));
    if (!open) {
      result.put("opensAt", next(now, opens, days));
    }
    return result;
  }

  private static String next(ZonedDateTime now, LocalTime opens, Set<DayOfWeek> days) {
    var day = now.toLocalTime().isBefore(opens) ? now : now.plusDays(1);
    while (!days.contains(day.getDayOfWeek())) {
      day = day.plusDays(1);
    }
    return day.with(opens).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private static ZoneId zone(Map<String, Object> arguments) {
    try {
      return ZoneId.of(String.valueOf(arguments.get("timeZone")).strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "timeZone: not known (expected: for example Europe/Zurich)", e);
    }
  }

  /** Returns the closing time; empty for 24:00, the end of the day (ISO 8601-1:2019, 5.3.1.1). */
  private static Optional<LocalTime> end(Map<String, Object> arguments) {
    return END_OF_DAY.contains(String.valueOf(arguments.get("closes")).strip())
        ? Optional.empty()
        : Optional.of(time(arguments, "closes", "17:00"));
  }

  private static LocalTime time(Map<String, Object> arguments, String name, String otherwise) {
    var text = String.valueOf(arguments.getOrDefault(name, otherwise)).strip();
    try {
      return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name + ": not a time (expected: for example 09:00)", e);
    }
  }

  private static Set<DayOfWeek> days(Map<String, Object> arguments) {
    if (!(arguments.get("days") instanceof List<?> named) || named.isEmpty()) {
      return EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    }
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (var name : named) {
      var day = String.valueOf(name).strip().toUpperCase(Locale.ROOT);
      days.add(
          Arrays.stream(DayOfWeek.values())
              .filter(one -> one.name().equals(day))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("days: \"" + name + "\" is no day")));
    }
    return days;
  }
}
