package dev.parley.template.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dates in lower case: "2026-11-24", "24.11.2026", "tue, 24 nov 2026", "march 14, 2016". */
final class CalendarDates {
  private static final String WEEKDAY =
      "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?";
  private static final String MONTH =
      "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
  private static final String DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";
  private static final String YEAR = "(?<year>'?\\d{2}|\\d{4})";
  private static final List<Pattern> FORMS =
      List.of(
          form("(?<year>\\d{4})([-/.])(?<month>\\d{1,2})\\2(?<day>\\d{1,2})"),
          form("(?<day>\\d{1,2})([-/.])(?<month>\\d{1,2})\\2(?<year>\\d{4})"),
          // A two-digit year comes first, as in ISO 8601.
          form("(?<year>\\d{2})([-/.])(?<month>\\d{1,2})\\2(?<day>\\d{1,2})"),
          form("(?<year>\\d{4})-(?<month>\\d{2})"),
          form(DAY + "(?:\\s+of)?[-\\s.]+" + MONTH + "[-,\\s]+" + YEAR),
          form(DAY + "(?:\\s+of)?[-\\s.]+" + MONTH),
          form(MONTH + "\\s+" + DAY + "(?:,\\s*|\\s+)" + YEAR),
          form(MONTH + "\\s+" + DAY),
          form(MONTH + ",?\\s+(?<year>\\d{4})"),
          form("(?<year>\\d{4})[-\\s]+" + MONTH + "[-\\s]+" + DAY));
  private static final Pattern WEEK = Pattern.compile("(\\d{4})-?w(\\d{2})(?:-?([1-7]))?");
  private static final Pattern DAY_OF_YEAR = Pattern.compile("(\\d{4})-(\\d{3})");
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private CalendarDates() {}

  private static Pattern form(String form) {
    return Pattern.compile(WEEKDAY + form);
  }

  /** Returns the date in the text; without a year, it is in the current year. */
  static Optional<LocalDate> read(String text, LocalDate today) {
    Matcher week = WEEK.matcher(text);
    if (week.matches()) {
      int day = week.group(3) == null ? 1 : Integer.parseInt(week.group(3));
      return Optional.of(
          LocalDate.of(Integer.parseInt(week.group(1)), 1, 4)
              .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(week.group(2)))
              .with(ChronoField.DAY_OF_WEEK, day));
    }
    Matcher ordinal = DAY_OF_YEAR.matcher(text);
    if (ordinal.matches()) {
      return Optional.of(
          LocalDate.ofYearDay(
              Integer.parseInt(ordinal.group(1)), Integer.parseInt(ordinal.group(2))));
    }
    for (Pattern form : FORMS) {
      Matcher found = form.matcher(text);
      if (found.matches()) {
        return day(found, today);
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> day(Matcher found, LocalDate today) {
    try {
      return Optional.of(
          LocalDate.of(
              year(group(found, "year"), today),
              month(found.group("month")),
              group(found, "day") == null ? 1 : Integer.parseInt(found.group("day"))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String group(Matcher found, String name) {
    return found.namedGroups().containsKey(name) ? found.group(name) : null;
  }

  private static int month(String written) {
    return Character.isDigit(written.charAt(0))
        ? Integer.parseInt(written)
        : MONTHS.indexOf(written.substring(0, 3)) / 3 + 1;
  }

  private static int year(@Nullable String written, LocalDate today) {
    if (written == null) {
      return today.getYear();
    }
    int year = Integer.parseInt(written.replace("'", ""));
    if (written.length() == 4) {
      return year;
    }
    return year < 69 ? 2000 + year : 1900 + year;
  }
}
