package dev.parley.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times in RFC 3339, which is stricter than ISO 8601 and Java in some ways and more lenient in
 * others.
 */
public final class Rfc3339 {
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[Tt](\\d\\d:\\d\\d:\\d\\d)(\\.\\d{1,9})?\\d*"
              + "(?:[Zz]|([+-])([01]\\d|2[0-3]):([0-5]\\d))");

  private Rfc3339() {}

  /** Parses a time; empty if the text is not one. */
  public static Optional<Instant> read(String text) {
    var parts = TIME.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var fraction = parts.group(3) == null ? "" : parts.group(3);
    var leap = parts.group(2).endsWith(":60");
    var clock = leap ? parts.group(2).replace(":60", ":59") : parts.group(2);
    try {
      var there = LocalDateTime.parse(parts.group(1) + "T" + clock + fraction);
      var moment = there.toInstant(ZoneOffset.UTC).minusSeconds(ahead(parts));
      return leap && !endsDay(moment) ? Optional.empty() : Optional.of(moment);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * A leap second is added at the end of a UTC day (RFC 3339 section 5.7). Java's clock has none:
   * it is mapped to the second before, so that it stays on its day.
   */
  private static boolean endsDay(Instant moment) {
    var inDay = moment.atOffset(ZoneOffset.UTC).toLocalTime();
    return inDay.getHour() == 23 && inDay.getMinute() == 59;
  }

  private static long ahead(Matcher parts) {
    if (parts.group(4) == null) {
      return 0;
    }
    var minutes = Integer.parseInt(parts.group(5)) * 60 + Integer.parseInt(parts.group(6));
    return (parts.group(4).equals("-") ? -60L : 60L) * minutes;
  }
}
