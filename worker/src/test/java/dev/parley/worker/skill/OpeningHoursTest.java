package dev.parley.worker.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningHoursTest {
  private static Map<String, Object> at(String instant, String opens, String closes) {
    return OpeningHours.at(
        Clock.fixed(Instant.parse(instant), ZoneOffset.UTC),
        Map.of("timeZone", "UTC", "opens", opens, "closes", closes, "days", List.of("monday")));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T23:59:30Z, 08:00, 24:00, true",
    "2026-11-30T00:00:00Z, 00:00, 24:00, true",
    "2026-11-30T07:59:59Z, 8:00, 24:00:00, false",
    "2026-12-01T00:00:00Z, 00:00, 24:00, false",
    "2026-11-30T23:59:00Z, 08:00, 23:59, false"
  })
  void twentyFourHundredIsTheEndOfTheDay(String now, String opens, String closes, boolean open) {
    assertThat(at(now, opens, closes)).containsEntry("open", open);
  }

  @Test
  void noOtherTimeIsBeyondTheDay() {
    assertThatThrownBy(() -> at("2026-11-30T12:00:00Z", "24:00", "24:00"))
        .hasMessageContaining("opens");
    assertThatThrownBy(() -> at("2026-11-30T12:00:00Z", "08:00", "24:01"))
        .hasMessageContaining("closes");
  }
}
