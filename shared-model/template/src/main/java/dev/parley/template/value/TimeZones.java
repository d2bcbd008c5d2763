package dev.parley.template.value;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Offsets from UTC as written after a time, in lower case: "+01:00", "gmt", "est". */
final class TimeZones {
  private static final Pattern OFFSET =
      Pattern.compile("(?:utc|gmt)?([+-])(\\d{1,2}):?(\\d{2})?(?::?(\\d{2}))?");

  /** The zones of RFC 2822, and common ones of Europe and Asia. */
  private static final Map<String, Integer> HOURS =
      Map.ofEntries(
          Map.entry("z", 0),
          Map.entry("ut", 0),
          Map.entry("utc", 0),
          Map.entry("gmt", 0),
          Map.entry("est", -5),
          Map.entry("edt", -4),
          Map.entry("cst", -6),
          Map.entry("cdt", -5),
          Map.entry("mst", -7),
          Map.entry("mdt", -6),
          Map.entry("pst", -8),
          Map.entry("pdt", -7),
          Map.entry("wet", 0),
          Map.entry("west", 1),
          Map.entry("bst", 1),
          Map.entry("cet", 1),
          Map.entry("cest", 2),
          Map.entry("eet", 2),
          Map.entry("eest", 3),
          Map.entry("msk", 3),
          Map.entry("jst", 9));

  private TimeZones() {}

  /** Returns UTC if none is given, and empty for an unknown zone. */
  static Optional<ZoneOffset> read(@Nullable String written) {
    if (written == null) {
      return Optional.of(ZoneOffset.UTC);
    }
    Integer hours = HOURS.get(written);
    if (hours != null) {
      return Optional.of(ZoneOffset.ofHours(hours));
    }
    Matcher offset = OFFSET.matcher(written);
    if (!offset.matches()) {
      return Optional.empty();
    }
    int sign = offset.group(1).equals("-") ? -1 : 1;
    try {
      return Optional.of(
          ZoneOffset.ofHoursMinutesSeconds(
              sign * number(offset.group(2)),
              sign * number(offset.group(3)),
              sign * number(offset.group(4))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
