package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Refund due",
        "  Refund due",
        "Refund due\t",
        "\u00a0Refund due\u00a0",
        "\u3000Refund due",
        "Refund due\u2009",
        "\u200bRefund due\u200b",
        "\ufeffRefund due",
        "Refund due\u200f",
        "\u0085 Refund due \u2028"
      })
  void spaceAroundANameIsNoPartOfIt(String typed) {
    assertThat(Name.of(typed).text()).isEqualTo("Refund due");
  }

  /** Full case folding in several scripts, and both encodings of letters with marks. */
  @ParameterizedTest
  @CsvSource({
    "STRASSE, Straße",
    "STRAẞE, strasse",
    "ΟΔΥΣΣΕΥΣ, οδυσσευς",
    "ΟΔΥΣΣΕΥΣ, οδυσσευσ",
    "ЖУРНАЛ, журнал",
    "ԲԱՐԵՒ, բարեւ",
    "ᲗᲑᲘᲚᲘᲡᲘ, თბილისი",
    "ﬁnance, FINANCE",
    "Crème Brûlée, cre\u0300me bru\u0302le\u0301e",
    "Ångström, A\u030angstro\u0308m",
    "한국, \u1112\u1161\u11ab\u1100\u116e\u11a8",
    "Ｖ Vip, Ｖ\u00a0vip",
    "two  spaces, Two spaces",
    "so\u00adft, Soft",
    "𐐐𐐨, 𐐸𐐀",
    "İzmir, i\u0307zmir",
    "ᾳ, Αι"
  })
  void spellingsOfOneNameHaveOneKey(String one, String other) {
    assertThat(Name.key(one)).isEqualTo(Name.key(other));
  }

  /** Names that differ: letters that are equal only as capitals, and marks that carry meaning. */
  @ParameterizedTest
  @CsvSource({"sınır, sinir", "resume, résumé", "Gold, Gold 2", "Ｇold, Gold", "か, が", "👍, 👍🏽"})
  void namesThatReadDifferentlyHaveKeysOfTheirOwn(String one, String other) {
    assertThat(Name.key(one)).isNotEqualTo(Name.key(other));
  }

  @Test
  void aNameIsKeptInTheComposedForm() {
    assertThat(Name.of("Cafe\u0301 Zu\u0308rich").text()).isEqualTo("Café Zürich");
    assertThat(Name.of("👨‍👩‍👧").text()).as("joined inside").isEqualTo("👨‍👩‍👧");
    assertThat(Name.of("🏴\udb40\udc67\udb40\udc62\udb40\udc7f").text()).endsWith("\udb40\udc7f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u00a0\u3000", "\u200b", "\ufeff\u2060\t"})
  void textWithoutVisibleCharactersIsBlank(String typed) {
    assertThat(Name.of(typed).isBlank()).isTrue();
  }
}
