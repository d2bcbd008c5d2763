package dev.parley.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValueTest {
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("invoice-7", "invoice-7"),
        Arguments.of("", ""),
        Arguments.of("50%25", "50%"),
        Arguments.of("%2525", "%25"),
        Arguments.of("a+b", "a+b"),
        Arguments.of("K%c3%b6ln%20%E2%86%92%20Z%C3%bcrich", "Köln → Zürich"),
        Arguments.of("%F0%9F%A6%94", "🦔"),
        Arguments.of("%6f%72%64%65%72", "order"),
        Arguments.of("\"two words\"", "two words"),
        Arguments.of("\"she said \\\"no\\\" \\\\ twice\"", "she said \"no\" \\ twice"),
        Arguments.of("\"\\%41\"", "A"),
        Arguments.of("\"caf%C3%A9\"", "café"),
        Arguments.of("back\\slash", "back\\slash"),
        Arguments.of("first \"second part\" third", "first second part third"),
        Arguments.of("\"\"", ""),
        Arguments.of(sent("Ærø"), "Ærø"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void isUnquotedAndThenDecodedOnce(String sent, String meant) {
    assertThat(HeaderValue.read(sent)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%C3", // cut off
        "%C3%A9%C3",
        "%80", // the rest of a character without its beginning
        "%C1%81", // overlong A
        "%E0%80%AF", // overlong /
        "%F0%82%82%AC", // overlong euro sign
        "%ED%A1%8C", // half of a surrogate pair
        "%ED%A1%8C%ED%BE%B4", // both halves, each by itself
        "%F4%90%80%80", // beyond the last character
        "%FE%FF",
        "20% off",
        "100%",
        "%4",
        "%G1",
        "%1G",
        "%\u0661\u0662",
        "\"no end",
        "an \"odd\" quote\"",
        "\"the end is escaped\\\""
      })
  void invalidTextIsRejected(String sent) {
    assertThat(HeaderValue.read(sent)).isEmpty();
  }

  @Test
  void bytesThatWereNotEncodedAreReadAsUtf8() {
    assertThat(HeaderValue.read("\u00E9")).as("é in Latin-1").isEmpty();
    assertThat(HeaderValue.read("\u00C3%A9")).as("é, its second half encoded").isEmpty();
    assertThat(HeaderValue.read(sent("é%C3%A9"))).contains("éé");
  }

  /**
   * The binding requires encoding for space, double quote, percent and anything but printable
   * ASCII.
   */
  @Test
  void headersEncodedAsInTheBindingAreDecoded() {
    var random = new Random(20261130);
    for (int i = 0; i < 5_000; i++) {
      var text =
          random
              .ints(random.nextInt(20), 0, i % 2 == 0 ? 0x100 : Character.MAX_CODE_POINT + 1)
              .filter(one -> one < Character.MIN_SURROGATE || one > Character.MAX_SURROGATE)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      var header = new StringBuilder();
      for (var one : text.getBytes(StandardCharsets.UTF_8)) {
        if (one > 0x20 && one < 0x7F && one != '"' && one != '%') {
          header.append((char) one);
        } else {
          header.append("%%%02x".formatted(one));
        }
      }
      assertThat(HeaderValue.read(header.toString())).contains(text);
    }
  }

  /** Converts UTF-8 text to what Tomcat provides. */
  private static String sent(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
