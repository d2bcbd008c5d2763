package dev.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class SoughtTest {
  @Property(tries = 3_000)
  void itFindsWhatTheJdkFinds(
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 60) String whole,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 14) String part,
      @ForAll @IntRange(max = 60) int from) {
    int start = Math.min(from, whole.length());
    assertThat(new Sought(part).in(whole, start)).isEqualTo(whole.indexOf(part, start));
    boolean later =
        part.isEmpty()
            ? start < whole.length()
            : whole.indexOf(part, Math.max(0, start + 1 - part.length())) >= 0;
    assertThat(new Sought(part).isIn(whole, end -> end > start)).isEqualTo(later);
  }
}
