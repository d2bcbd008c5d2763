package dev.parley.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SoughtTest {
  private static final Map<String, String> TYPES =
      Map.of("plan", "choice", "since", "date", "passport", "text", "customer", "number");

  @Test
  void aContactIsSoughtByWhatIdentifiesIt() {
    var contact =
        Map.<String, Object>of(
            "id",
            "c-1234",
            "name",
            "Ada Example",
            "phone",
            "+10000000000",
            "fields",
            Map.of(
                "plan",
                "enterprise",
                "since",
                "2026-01-01",
                "passport",
                "X1234567",
                "customer",
                7654321));
    assertThat(Sought.contact(contact, TYPES).texts())
        .containsExactlyInAnyOrder("c-1234", "Ada Example", "+10000000000", "X1234567", "7654321");
  }

  @Test
  void whatIsFoundEverywhereIsLeftOut() {
    var sought =
        Sought.values(Stream.of("Li", " Ada ", null, "", "abcde"))
            .and(Sought.fields(Map.of("customer", 12345, "passport", true), TYPES))
            .and(Sought.conversation("c-1"));
    assertThat(sought.texts()).containsExactly("abcde");
    assertThat(sought.leftOut()).isEqualTo(3);
  }

  /** A name may be an ordinary word, and a phone number that of a household. */
  @Test
  void identifiersAreDistinguishedFromWordsAndFromWhatOthersHave() {
    var contact = Map.of("name", "Enterprise", "phone", "+10000000000", "email", "ada@example.com");
    var sought = Sought.contact(contact, TYPES).and(Sought.conversation("conv-1"));
    assertThat(sought.identifying().texts())
        .containsExactlyInAnyOrder("+10000000000", "ada@example.com", "conv-1");
    assertThat(sought.without(Set.of("ada@example.com", "enterprise")).texts())
        .containsExactlyInAnyOrder("+10000000000", "conv-1");
  }

  @Test
  void identifiersAreSoughtBeforeManyOtherValues() {
    var many = Sought.values(IntStream.range(0, 600).mapToObj(i -> "a".repeat(15 + i)));
    var sought = many.and(Sought.identifiers(Stream.of("+10000000")));
    assertThat(sought.texts()).hasSize(500).startsWith("+10000000");
  }

  @Test
  void theLongestOfTooManyAreSought() {
    var many = Sought.values(IntStream.range(0, 600).mapToObj(i -> "a".repeat(5 + i)));
    assertThat(many.texts()).hasSize(500).startsWith("a".repeat(604));
    assertThat(many.leftOut()).isEqualTo(100);
  }

  @Test
  void theSameValueIsSoughtOnce() {
    var same = Sought.conversation("+10000000000").and(Sought.values(Stream.of("+10000000000")));
    assertThat(same.texts()).containsExactly("+10000000000");
    assertThat(same.leftOut()).isZero();
  }
}
