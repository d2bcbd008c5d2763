package dev.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LettersTest {
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("ß", "ΣΑΣ ", "İ", "ŉ", "word ", "𐐨", "ᾳ ", "x")
        .list()
        .ofMaxSize(900)
        .map(words -> String.join("", words));
  }

  @Property(tries = 200)
  void lettersChangeAsInTheJdk(@ForAll("texts") String text) {
    String spaced = text.replace("ß", "ß ");
    assertThat(Letters.large(spaced)).isEqualTo(spaced.toUpperCase(Locale.ROOT));
    assertThat(Letters.small(spaced)).isEqualTo(spaced.toLowerCase(Locale.ROOT));
  }

  @Test
  void noLetterIsHalvedInALongWord() {
    for (int i = 0; i < 3; i++) {
      String text = "a".repeat(i) + "𐐨".repeat(5_000);
      assertThat(Letters.large(text)).isEqualTo("A".repeat(i) + "𐐀".repeat(5_000));
    }
  }
}
