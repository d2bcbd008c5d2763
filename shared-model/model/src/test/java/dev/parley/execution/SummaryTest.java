package dev.parley.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SummaryTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The overhead that Temporal adds to the text: the name of its encoding, and lengths. */
  private static final int WRAPPING = 40;

  @ParameterizedTest
  @ValueSource(strings = {"a", "ä", "客", "😀", "\"", "\\", "\n", "\u0001", "a客", "😀\"x"})
  void fitsIntoFourHundredBytesInAnyScript(String letters) {
    var rest = " · v12 · New Conversation · manual";
    for (int length : new int[] {1, 60, 120, 200, 1_000}) {
      var summary = Summary.of(letters.repeat(length), rest);
      var bytes = JSON.writeValueAsString(summary).getBytes(StandardCharsets.UTF_8).length;
      assertThat(bytes + WRAPPING).as(summary).isLessThanOrEqualTo(400);
      assertThat(summary).endsWith(rest);
    }
  }

  @Test
  void cutsNoMoreThanItMustAndNoCharacterInTwo() {
    assertThat(Summary.of("Delayed follow-up", " · v3")).isEqualTo("Delayed follow-up · v3");
    assertThat(Summary.of("客".repeat(113))).isEqualTo("客".repeat(113));
    assertThat(Summary.of("😀".repeat(100))).isEqualTo("😀".repeat(84) + "…");
  }
}
