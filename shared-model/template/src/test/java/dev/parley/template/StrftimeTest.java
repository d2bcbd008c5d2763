package dev.parley.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.template.syntax.TemplateProblem;
import dev.parley.template.value.Strftime;
import dev.parley.template.value.TemplateException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrftimeTest {
  /** A Saturday, in the last ISO week of the previous year. */
  private static final ZonedDateTime MOMENT =
      ZonedDateTime.of(2028, 1, 1, 7, 4, 5, 60_500_000, ZoneOffset.UTC);

  private static String written(String format) {
    assertThat(Strftime.unknown(format)).isEmpty();
    return Strftime.written(MOMENT, format, 1_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "%Y|2028",
        "%C|20",
        "%y|28",
        "%m|01",
        "%B|January",
        "%b|Jan",
        "%h|Jan",
        "%d|01",
        "%e| 1",
        "%j|001",
        "%H|07",
        "%k| 7",
        "%I|07",
        "%l| 7",
        "%M|04",
        "%S|05",
        "%L|060",
        "%N|060500000",
        "%P|am",
        "%p|AM",
        "%z|+0000",
        "%Z|UTC",
        "%A|Saturday",
        "%a|Sat",
        "%u|6",
        "%w|6",
        "%G|2027",
        "%g|27",
        "%V|52",
        "%U|00",
        "%W|00",
        "%s|1830323045",
        "%%|%",
        "%c|Sat Jan  1 07:04:05 2028",
        "%D|01/01/28",
        "%F|2028-01-01",
        "%v| 1-JAN-2028",
        "%x|01/01/28",
        "%X|07:04:05",
        "%r|07:04:05 AM",
        "%R|07:04",
        "%T|07:04:05",
        "%+|Sat Jan  1 07:04:05 UTC 2028",
      })
  void eachDirectiveIsWritten(String format, String meant) {
    assertThat(written(format)).isEqualTo(meant);
    assertThat(written("<" + format + ">")).isEqualTo("<" + meant + ">");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "%-d.%-m.%y|1.1.28",
        "%-I:%M|7:04",
        "%_H| 7",
        "%_m| 1",
        "%0e|01",
        "%0l|07",
        "%^a|SAT",
        "%^B|JANUARY",
        "%#B|JANUARY",
        "%#p|am",
        "%#Z|utc",
        "%-j|1",
        "%_j|  1",
        "%3N|060",
        "%6N|060500",
        "%1L|0",
        "%12N|060500000000",
        "%:z|+00:00",
        "%::z|+00:00:00",
        "%10A|  Saturday",
        "%010A|00Saturday",
        "%^10b|       JAN",
        "%6Y|002028",
        "%-y|28",
        "%10F|2028-01-01",
        "%12F|  2028-01-01",
        "%Ey|28",
        "%Od|01",
        "%-N|060500000",
        "%_5S|    5",
        "%05S|00005",
        "%^c|SAT JAN  1 07:04:05 2028",
        "%8z|+0000000",
        "%-z|+000",
        "%_z| +000",
      })
  void flagsAndWidthsAreThoseOfRuby(String format, String meant) {
    assertThat(written(format)).isEqualTo(meant);
  }

  @Test
  void lineBreaksAndTabsAreDirectivesToo() {
    assertThat(written("%H%n%M%t%S")).isEqualTo("07\n04\t05");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01, 00, 00, 01", "2026-01-04, 01, 00, 01", "2026-01-05, 01, 01, 02",
    "2027-01-03, 01, 00, 53", "2024-12-30, 52, 53, 01", "2023-01-01, 01, 00, 52",
    "2024-12-31, 52, 53, 01"
  })
  void weeksBeginOnSundayOrMonday(String day, String sunday, String monday, String iso) {
    assertThat(new Template("{{ '" + day + "' | date: '%U %W %V' }}").render(Map.of(), Place.TEXT))
        .isEqualTo(sunday + " " + monday + " " + iso);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%Q", "%i", "%q", "%", "50 %", "% d", "%:d", "%:::z", "%9999d", "%E", "%ä", "%-", "%é"
      })
  void unknownSyntaxIsAnErrorAndNeverText(String format) {
    String source = "{{ 'now' | date: '" + format + "' }}";
    assertThat(new Template(source).faults(Vocabulary.EMPTY))
        .extracting(TemplateProblem::code)
        .containsExactly("template-filter-arguments");
    String computed = "{% assign f = format %}{{ 'now' | date: f }}";
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> new Template(computed).render(Map.of("format", format), Place.TEXT))
        .satisfies(e -> assertThat(e.code()).isEqualTo("template-filter"));
  }

  @Test
  void aKnownFormatIsNoProblem() {
    assertThat(new Template("{{ 'now' | date: '%a, %-d %b %H:%M %%' }}").faults(Vocabulary.EMPTY))
        .isEmpty();
    assertThat(Strftime.unknown("no directive at all")).isEqualTo(Optional.empty());
  }
}
