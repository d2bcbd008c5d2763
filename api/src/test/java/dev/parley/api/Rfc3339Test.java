package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:30:15Z, 2026-03-01T12:30:15Z",
    "2026-03-01t12:30:15z, 2026-03-01T12:30:15Z",
    "2026-03-01T12:30:15-00:00, 2026-03-01T12:30:15Z",
    "2026-03-01T12:30:15.000000000999Z, 2026-03-01T12:30:15Z",
    "2024-02-29T00:00:00+05:45, 2024-02-28T18:15:00Z",
    "2015-06-30T23:59:60Z, 2015-06-30T23:59:59Z",
    "2012-07-01T08:59:60.25+09:00, 2012-06-30T23:59:59.250Z",
    "2016-12-31T18:59:60-05:00, 2016-12-31T23:59:59Z"
  })
  void aMomentIsRead(String text, Instant moment) {
    assertThat(Rfc3339.read(text)).contains(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01 12:30:15Z",
        "2026-03-01T12:30Z",
        "2026-03-01T12:30:15",
        "2026-03-01T12:30:15UTC",
        "2026-03-01T12:30:15+24:00",
        "2026-03-01T12:30:15+02:60",
        "2026-03-01T24:00:00Z",
        "2026-13-01T12:30:15Z",
        "2026-04-31T12:30:15Z",
        "2026-03-01T12:30:61Z",
        "2026-03-01T12:30:60Z",
        "2015-06-30T23:59:60+01:00",
        "2015-06-30T22:59:60Z",
        "1772368215",
        ""
      })
  void otherTextsAreNotTimes(String text) {
    assertThat(Rfc3339.read(text)).isEmpty();
  }
}
