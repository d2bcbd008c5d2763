package dev.parley.worker.extraction;

import dev.parley.extraction.Wanted;
import dev.parley.worker.extraction.FieldText.Value;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.natty.Parser;

/**
 * Dates: written-out ones strictly, then spoken ones ("next Friday") by Natty, without those of its
 * guesses that are known to be wrong.
 */
final class Dates {
  private static final String MONTHS =
      "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
  private static final List<String> ORDER =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");
  private static final Pattern ISO = pattern("(\\d{4})-(\\d{2})-(\\d{2})");
  private static final Pattern DOTTED = pattern("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
  private static final Pattern SLASHED = pattern("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
  private static final Pattern YEAR_FIRST = pattern("(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2})");
  private static final Pattern DAY_FIRST =
      pattern("(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -](" + MONTHS + ")\\.?,?(?:[ -](\\d{4}))?");
  private static final Pattern MONTH_FIRST =
      pattern("(" + MONTHS + ")\\.?[ -](\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,?[ -](\\d{4}))?");
  private static final Pattern PAST =
      Pattern.compile(
          "(?i)(since|last|ago|yesterday|until now|supposed to|was due)\\W*(\\w+\\W+){0,3}$");

  /** Words for a particular day, unlike spans such as "three weeks" or "this month". */
  private static final Pattern NAMES_DAY =
      Pattern.compile(
          "(?i)\\b(tomorrow|tonight|(mon|tues|wednes|thurs|fri|satur|sun)day"
              + "|in (\\d{1,3}|an?|two|three|four|five|six|seven) (days?|weeks?))\\b");

  /**
   * Natty takes time quadratic in its input, most of all with digits and commas. So it only reads
   * the characters around the name of a day, within one sentence, if they contain few digits.
   */
  private static final int AROUND = 48;

  private static final int MOST_NAMED = 5;
  private static final int MOST_FIGURES = 12;
  private static final Pattern SENTENCE_END = Pattern.compile("[!?;\\n]|\\.(?=\\s|$)");

  private static final Set<String> LOOKS_BACK =
      Set.of("birth", "birthday", "born", "since", "purchase", "purchased", "bought", "past");

  private Dates() {}

  private static Pattern pattern(String regex) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}./-])" + regex + "(?![\\p{L}\\p{N}/-])", Pattern.CASE_INSENSITIVE);
  }

  /** Returns the first date, as ISO 8601. */
  static Optional<Value> find(FieldText message, Wanted.Field field) {
    return written(message)
        .or(() -> spoken(message, FieldText.speaksOf(field, LOOKS_BACK)))
        .map(found -> new Value(found.date().toString(), found.confidence()));
  }

  /** Returns the message without written-out dates, whose digits are not other numbers. */
  static FieldText without(FieldText message) {
    var hidden = message;
    for (var pattern : List.of(ISO, YEAR_FIRST, DOTTED, SLASHED, DAY_FIRST, MONTH_FIRST)) {
      var match = pattern.matcher(message.text());
      while (match.find()) {
        hidden = hidden.hide(match.start(), match.end());
      }
    }
    return hidden;
  }

  private record Found(LocalDate date, double confidence) {}

  private static Optional<Found> written(FieldText message) {
    var dayFirst = !message.region().equals("US");
    return first(ISO, message, m -> date(m.group(1), m.group(2), m.group(3)), 0.95)
        .or(() -> first(YEAR_FIRST, message, m -> date(m.group(1), m.group(2), m.group(3)), 0.9))
        .or(() -> first(DOTTED, message, m -> date(m.group(3), m.group(2), m.group(1)), 0.9))
        .or(() -> first(SLASHED, message, m -> slashed(m, dayFirst), 0.75))
        .or(() -> first(DAY_FIRST, message, m -> named(m, 1, 2, message.today()), 0.9))
        .or(() -> first(MONTH_FIRST, message, m -> named(m, 2, 1, message.today()), 0.9));
  }

  private interface Reading {
    LocalDate of(Matcher match);
  }

  private static Optional<Found> first(
      Pattern pattern, FieldText message, Reading reading, double confidence) {
    var match = pattern.matcher(message.text());
    while (match.find()) {
      try {
        return Optional.of(new Found(reading.of(match), confidence));
      } catch (DateTimeException e) {
        // Looks like a date but is not one, for example 2026-02-30: continue with the next one.
      }
    }
    return Optional.empty();
  }

  private static LocalDate date(String year, String month, String day) {
    return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
  }

  private static LocalDate slashed(Matcher match, boolean dayFirst) {
    var first = Integer.parseInt(match.group(1));
    var second = Integer.parseInt(match.group(2));
    return first > 12 || (dayFirst && second <= 12)
        ? date(match.group(3), match.group(2), match.group(1))
        : date(match.group(3), match.group(1), match.group(2));
  }

  /** Without a year, it is the next such day. */
  private static LocalDate named(Matcher match, int day, int month, LocalDate today) {
    var number = ORDER.indexOf(Sentences.folded(match.group(month)).substring(0, 3)) + 1;
    var date =
        LocalDate.of(
            match.group(3) == null ? today.getYear() : Integer.parseInt(match.group(3)),
            number,
            Integer.parseInt(match.group(day)));
    return match.group(3) == null && date.isBefore(today) ? date.plusYears(1) : date;
  }

  private static Optional<Found> spoken(FieldText message, boolean looksBack) {
    if (!NAMES_DAY.matcher(message.text()).find()) {
      return Optional.empty();
    }
    var text = Contacts.without(message).text();
    return NAMES_DAY
        .matcher(text)
        .results()
        .limit(MOST_NAMED)
        .flatMap(named -> spoken(text, named, message.today(), looksBack).stream())
        .findFirst();
  }

  /** Returns the day described by the words around the name of a day. */
  private static Optional<Found> spoken(
      String text, MatchResult named, LocalDate today, boolean looksBack) {
    int from = Math.max(0, named.start() - AROUND);
    from += lastEnd(text.substring(from, named.start()));
    var words =
        text.substring(from, named.end())
            + untilEnd(text.substring(named.end(), Math.min(text.length(), named.end() + AROUND)));
    if (words.chars().filter(it -> !Character.isLetter(it) && it != ' ').count() > MOST_FIGURES) {
      return Optional.empty();
    }
    var noon = today.atTime(12, 0).toInstant(ZoneOffset.UTC);
    for (var group : new Parser(UTC).parse(words, Date.from(noon))) {
      if (group.isDateInferred()
          || group.isRecurring()
          || !NAMES_DAY.matcher(group.getText()).find()) {
        continue;
      }
      var date = group.getDates().getFirst().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
      var before = words.substring(0, Math.min(group.getAbsolutePosition(), words.length()));
      var back = date.isBefore(today) || PAST.matcher(before).find();
      if (looksBack || !back) {
        return Optional.of(new Found(date, 0.7));
      }
    }
    return Optional.empty();
  }

  /** Returns the beginning of the last sentence of a text. */
  private static int lastEnd(String text) {
    return SENTENCE_END.matcher(text).results().mapToInt(MatchResult::end).max().orElse(0);
  }

  private static String untilEnd(String text) {
    var end = SENTENCE_END.matcher(text);
    return end.find() ? text.substring(0, end.start()) : text;
  }
}
