package dev.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {
  private static final List<String> WHOLE =
      List.of(
          "a",
          "é",
          "e\u0301",
          "ß",
          "\r\n",
          "😀",
          "👍🏽",
          "👩‍👩‍👧‍👦",
          "❤️",
          "1️⃣",
          "🇩🇪",
          "한",
          "\u1112\u1161\u11ab",
          "นี้",
          "क्षि",
          "ệ",
          "\ud83d",
          " ",
          "\n");

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(WHOLE).list().ofMaxSize(30);
  }

  @Property
  void aBeginningIsAsLongAsItMayBeAndHalvesNothing(
      @ForAll("pieces") List<String> pieces, @ForAll @IntRange(max = 40) int length) {
    String text = String.join("", pieces);
    String start = Characters.start(text, length);
    assertThat(text).startsWith(start);
    assertThat(Characters.length(start)).isLessThanOrEqualTo(length);
    List<String> clusters = Characters.clusters(text);
    int whole = Characters.clusters(start).size();
    assertThat(String.join("", clusters.subList(0, whole))).isEqualTo(start);
    if (whole < clusters.size()) {
      String more = start + clusters.get(whole);
      assertThat(Characters.length(more)).isGreaterThan(length);
    }
  }

  @Property
  void clustersAreTheTextAgain(@ForAll("pieces") List<String> pieces) {
    String text = String.join("", pieces);
    assertThat(String.join("", Characters.clusters(text))).isEqualTo(text);
    assertThat(Characters.isLonger(text, 7)).isEqualTo(text.codePoints().count() > 7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "e\u0301", "😀", "👍🏽", "👩‍👩‍👧‍👦", "❤️", "🇩🇪", "한", "\r\n"})
  void aPerceivedCharacterIsOneCluster(String cluster) {
    assertThat(Characters.clusters("x" + cluster + "y")).containsExactly("x", cluster, "y");
    int length = Characters.length(cluster);
    assertThat(Characters.start("x" + cluster + "y", length + 1)).isEqualTo("x" + cluster);
    if (length > 1) {
      assertThat(Characters.start("x" + cluster + "y", length)).isEqualTo("x");
    }
  }

  @Test
  void aShortenedTextEndsWithAnEllipsisAndFits() {
    assertThat(Characters.shortened("short", 5)).isEqualTo("short");
    assertThat(Characters.shortened("two words", 5)).isEqualTo("two…");
    assertThat(Characters.shortened("😀😀😀", 2)).isEqualTo("😀…");
  }
}
