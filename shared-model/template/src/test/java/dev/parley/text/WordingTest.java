package dev.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.lang.management.ManagementFactory;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
  private static final String ONE_I = "the dotted and the dotless i are one letter here";

  /** Words of many scripts that have case, accents or composed letters. */
  private static final List<String> WORDS =
      List.of(
          "Café",
          "Rückerstattung",
          "STRASSE",
          "Ἀθῆναι",
          "ΟΔΥΣΣΕΎΣ",
          "Việt Nam hoàn tiền",
          "환불해 주세요",
          "Ёлка",
          "їжак",
          "Հայերեն",
          "ქართული",
          "ᏣᎳᎩ",
          "ﬁnance",
          "ＹＥＳ",
          "İstanbul",
          "ışık",
          "Ǆungla",
          "कृपया क़",
          "ได้รับเงินคืน",
          "بِسْمِ",
          "שָׁלוֹם",
          "が、ガ",
          "Ångström K",
          "𐐔𐐯𐑅𐐨𐑉𐐯𐐻",
          "ŉ",
          "ǰ",
          "ΐ",
          "ﬗ");

  private static boolean found(String whole, String part) {
    return Wording.contains(Wording.caseless(whole), Wording.caseless(part));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(WORDS);
  }

  @Provide
  Arbitrary<Form> forms() {
    return Arbitraries.of(Form.NFC, Form.NFD, Form.NFKC, Form.NFKD);
  }

  @Property(tries = 2_000)
  void aWordIsFoundHoweverItIsWritten(
      @ForAll("words") String word, @ForAll("forms") Form there, @ForAll("forms") Form sought) {
    for (String cased :
        List.of(word, word.toUpperCase(Locale.ROOT), word.toLowerCase(Locale.ROOT))) {
      String whole = Normalizer.normalize("<" + cased + ">", there);
      assertThat(found(whole, Normalizer.normalize(word, sought))).as(cased).isTrue();
    }
  }

  @Test
  void caseIsFoldedAsUnicodeFoldsIt() {
    Normalizer2 unicode = Normalizer2.getNFKCCasefoldInstance();
    List<String> different = new ArrayList<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      boolean isI = c == 'I' || c == 'İ' || c == 'ı';
      if (Character.isDefined(c)
          && UCharacter.isDefined(c)
          && Character.getType(c) != Character.SURROGATE
          && !isI) {
        String letter = Character.toString(c);
        String folded = unicode.normalize(letter);
        if (!Wording.caseless(letter).equals(Wording.caseless(folded))) {
          different.add("%x %s: %s, %s".formatted(c, letter, Wording.caseless(letter), folded));
        }
      }
    }
    assertThat(different).as(ONE_I).isEmpty();
  }

  @Test
  void differentLettersStayDifferent() {
    Normalizer2 unicode = Normalizer2.getNFKCCasefoldInstance();
    java.util.Map<String, String> by = new java.util.HashMap<>();
    List<String> joined = new ArrayList<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (Character.isDefined(c)
          && UCharacter.isDefined(c)
          && Character.getType(c) != Character.SURROGATE) {
        String letter = Character.toString(c);
        String folded = unicode.normalize(letter).replace("i\u0307", "i").replace('ı', 'i');
        String other = by.putIfAbsent(Wording.caseless(letter), folded);
        if (other != null && !other.equals(folded)) {
          joined.add("%x %s: %s, %s".formatted(c, letter, other, folded));
        }
      }
    }
    assertThat(joined).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Groß, GROSS, true",
    "GROẞ, groß, true",
    "ΣΊΣΥΦΟΣ, σίσυφος, true",
    "İADE, iade, true",
    "IADE, ıade, true",
    "ﬃ, FFI, true",
    "①, 1, true",
    "café, cafe, false",
    "cafe, café, false",
    "x\u0302, x, false",
    "o, ö, false",
    "и, й, false",
    "ガ, カ, false",
    "더, 더워, false"
  })
  void oneTextIsFoundInAnother(String whole, String part, boolean found) {
    assertThat(found(whole, part)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"Refund, refund, false", "Cafe\u0301, Café, true", "ﬁ, fi, false", "Å, Å, true"})
  void caseSensitiveComparisonOnlyUnifiesAccents(String whole, String part, boolean found) {
    assertThat(Wording.contains(Wording.exact(whole), Wording.exact(part))).isEqualTo(found);
  }

  @Test
  void invisibleCharactersAreIgnored() {
    assertThat(found("re\u00adfund", "refund")).isTrue();
    assertThat(found("می\u200cخواهم", "میخواهم")).isTrue();
    assertThat(found("I ❤ it", "❤\ufe0f")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0301\u0323",
        "a\u0302",
        "\ufdfa",
        "\u1112\u1161\u11ab",
        "İ",
        "e\u0301\u0301",
        "👩‍",
        "ΐ"
      })
  void hostileTextsTakeLittleTime(String unit) {
    String text = unit.repeat(100_000 / unit.length());
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    boolean found = found(text, text.substring(0, text.length() / 2) + "!");
    long took = threads.getCurrentThreadCpuTime() - before;
    assertThat(found).isFalse();
    assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(1));
  }
}
