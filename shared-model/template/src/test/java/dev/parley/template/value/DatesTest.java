package dev.parley.template.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.template.Place;
import dev.parley.template.Template;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
  private static String read(Object value) {
    return new Template("{{ value | date: '%Y-%m-%dT%H:%M:%S.%L' }}")
        .render(Map.of("value", value), Place.TEXT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2027-02-03 | 2027-02-03T00:00:00.000",
        "2027-2-3 | 2027-02-03T00:00:00.000",
        "2027/02/03 | 2027-02-03T00:00:00.000",
        "2027.02.03 | 2027-02-03T00:00:00.000",
        "03.02.2027 | 2027-02-03T00:00:00.000",
        "3/2/2027 | 2027-02-03T00:00:00.000",
        "3-2-2027 | 2027-02-03T00:00:00.000",
        "27-02-03 | 2027-02-03T00:00:00.000",
        "2027-02 | 2027-02-01T00:00:00.000",
        "2027-034 | 2027-02-03T00:00:00.000",
        "2027-W05-3 | 2027-02-03T00:00:00.000",
        "2027W05 | 2027-02-01T00:00:00.000",
        "2027-02-03T04:05:06Z | 2027-02-03T04:05:06.000",
        "2027-02-03t04:05:06.789z | 2027-02-03T04:05:06.789",
        "2027-02-03T04:05:06,5+01:30 | 2027-02-03T02:35:06.500",
        "2027-02-03T04:05+0130 | 2027-02-03T02:35:00.000",
        "2027-02-03T04:05:06-02 | 2027-02-03T06:05:06.000",
        "2027-02-03 04:05:06 | 2027-02-03T04:05:06.000",
        "2027-02-03 04:05:06 UTC | 2027-02-03T04:05:06.000",
        "2027-02-03 04:05:06 +0200 | 2027-02-03T02:05:06.000",
        "20270203T040506Z | 2027-02-03T04:05:06.000",
        "2026-12-31T23:59:60Z | 2027-01-01T00:00:00.000",
        "2026-12-31T24:00:00Z | 2027-01-01T00:00:00.000",
        "Wed, 03 Feb 2027 04:05:06 +0100 | 2027-02-03T03:05:06.000",
        "Wed, 3 Feb 2027 04:05 GMT | 2027-02-03T04:05:00.000",
        "3 Feb 27 04:05 EST | 2027-02-03T09:05:00.000",
        "Wednesday, 03-Feb-27 04:05:06 GMT | 2027-02-03T04:05:06.000",
        "Wed Feb  3 04:05:06 2027 | 2027-02-03T04:05:06.000",
        "Wed Feb 03 2027 04:05:06 GMT+0100 (Central European Standard Time) | 2027-02-03T03:05:06.000",
        "February 3, 2027 | 2027-02-03T00:00:00.000",
        "Feb. 3rd, 2027 | 2027-02-03T00:00:00.000",
        "3rd of February 2027 | 2027-02-03T00:00:00.000",
        "3 FEBRUARY 2027 | 2027-02-03T00:00:00.000",
        "Sept 3 2027 | 2027-09-03T00:00:00.000",
        "3-Feb-2027 | 2027-02-03T00:00:00.000",
        "February 2027 | 2027-02-01T00:00:00.000",
        "2027 Feb 3 | 2027-02-03T00:00:00.000",
        "February 3, 2027 4:05 pm | 2027-02-03T16:05:00.000",
        "February 3, 2027 at 12am | 2027-02-03T00:00:00.000",
        "4:05 p.m. 3 Feb 2027 | 2027-02-03T16:05:00.000",
        "1801627506 | 2027-02-03T04:05:06.000",
      })
  void writtenMomentsAreRead(String text, String meant) {
    assertThat(read(text)).isEqualTo(meant);
    assertThat(read("  " + text + "\n")).isEqualTo(meant);
  }

  @Test
  void numbersAreSecondsSince1970() {
    assertThat(read(1_801_627_506)).isEqualTo("2027-02-03T04:05:06.000");
    assertThat(read(-1L)).isEqualTo("1969-12-31T23:59:59.000");
    assertThat(read(0.9)).isEqualTo("1970-01-01T00:00:00.000");
  }

  @Test
  void aDayWithoutAYearIsOfThisOne() {
    assertThat(read("March 4")).startsWith(Year.now(ZoneOffset.UTC) + "-03-04T");
    assertThat(read("4th of March")).startsWith(Year.now(ZoneOffset.UTC) + "-03-04T");
    LocalDate before = LocalDate.now(ZoneOffset.UTC);
    String read = read("15:30");
    assertThat(read).endsWith("T15:30:00.000");
    assertThat(LocalDate.parse(read.substring(0, 10)))
        .isBetween(before, LocalDate.now(ZoneOffset.UTC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon",
        "maybe 5",
        "order 2027-02-03",
        "2027-02-30",
        "2027-13-01",
        "31/2/2027",
        "25:00",
        "13 pm",
        "3.5",
        "-1801627506",
        "room 12",
        "2027-02-03T04:05 XYZ",
        "2027-02-03T04:05+99:00",
        "may",
        "1.2.3.4",
        "+49 170 1234567",
        "",
      })
  void valuesThatAreNotDatesStayUnchanged(String text) {
    assertThat(read(text)).isEqualTo(text);
  }
}
