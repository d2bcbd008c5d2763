package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Label;
import dev.parley.conversation.Status;
import dev.parley.node.Condition.Field;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static final Conversation NOW =
      new Conversation(
          "c",
          Channel.INSTAGRAM,
          Status.OPEN,
          true,
          List.of(new Label("1", "VIP")),
          null,
          null,
          Map.of(),
          null,
          false);

  @ParameterizedTest
  @CsvSource({
    "STATUS, is, open, true",
    "STATUS, is, resolved, false",
    "LABELS, present, 1, true",
    "LABELS, present, 2, false",
    "LABELS, absent, 1, false",
    "LABELS, absent, 2, true",
    "CHANNEL, is, instagram, true",
    "CHANNEL, is, whatsapp, false",
    "CHANNEL, isNot, instagram, false",
    "CHANNEL, isNot, whatsapp, true",
    "STARRED, is, true, true",
    "STARRED, is, false, false",
    "MESSAGE_TEXT, equals, MY ORDER is late?, true",
    "MESSAGE_TEXT, equals, my order, false",
    "MESSAGE_TEXT, contains, ORDER, true",
    "MESSAGE_TEXT, contains, refund, false",
    "MESSAGE_TEXT, startsWith, my, true",
    "MESSAGE_TEXT, startsWith, order, false",
    "MESSAGE_TEXT, endsWith, LATE?, true",
    "MESSAGE_TEXT, endsWith, late, false",
  })
  void eachOperatorHoldsAsTheGuideSays(Field field, String operator, String value, boolean holds) {
    assertThat(new Condition(field, operator, value, false).holds(NOW, said(" My order is late? ")))
        .isEqualTo(holds);
  }

  private static Condition.Said said(@Nullable String text) {
    return new Condition.Said(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "contains| no |I have no parcel|true",
        "contains| no |I know it|false",
        "contains| no |no|false",
        "startsWith|ok |okay then|false",
        "startsWith|ok |  ok then|true",
        "startsWith| ok| ok then|true",
        "endsWith| ok|this is ok \\n|true",
        "endsWith| ok|took|false",
        "endsWith|ok |ok |true",
        "equals| ok |\\tOK\\n|true",
        "equals|o k|ok|false",
      })
  void aValueIsComparedAsTyped(String operator, String value, String text, boolean holds) {
    String said = text.replace("\\n", "\n").replace("\\t", "\t");
    assertThat(new Condition(Field.MESSAGE_TEXT, operator, value, false).holds(NOW, said(said)))
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "contains, São Paulo, from São Paulo, true",
    "contains, đơn hàng, ĐƠN HÀNG của tôi, true",
    "startsWith, 배송, 배송이 늦어요, true",
    "endsWith, οδός, ΤΗΣ ΟΔΌΣ, true",
    "equals, größe, GRÖSSE, true",
    "startsWith, a, äpfel, false",
  })
  void aTextIsFoundHoweverItIsWritten(String operator, String value, String text, boolean holds) {
    for (var form : Normalizer.Form.values()) {
      var condition =
          new Condition(Field.MESSAGE_TEXT, operator, Normalizer.normalize(value, form), false);
      assertThat(condition.holds(NOW, said(text))).isEqualTo(holds);
      assertThat(condition.holds(NOW, said(Normalizer.normalize(text, Normalizer.Form.NFD))))
          .isEqualTo(holds);
    }
  }

  @ParameterizedTest
  @CsvSource({"equals", "contains", "startsWith", "endsWith"})
  void textThatIsAbsentMatchesNothing(String operator) {
    assertThat(new Condition(Field.MESSAGE_TEXT, operator, "x", false).holds(NOW, said(null)))
        .isFalse();
  }

  @Test
  void caseDecidesOnlyWhenAskedTo() {
    assertThat(
            new Condition(Field.MESSAGE_TEXT, "contains", "straße", false)
                .holds(NOW, said("STRASSE")))
        .isTrue();
    assertThat(
            new Condition(Field.MESSAGE_TEXT, "contains", "Order", true).holds(NOW, said("order")))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ALL, true, true, true", "ALL, true, false, false", "ALL, false, false, false",
    "ANY, true, true, true", "ANY, true, false, true", "ANY, false, false, false"
  })
  void aDecisionTakesAllOrAny(Decision.Match match, boolean first, boolean second, boolean met) {
    var verdict = new Decision(match, List.of(starred(first), starred(second))).decide(NOW, null);
    assertThat(verdict.handle()).isEqualTo(met ? "true" : "false");
    assertThat(String.valueOf(verdict.seen())).contains("seen=true", "holds=" + first);
  }

  private static Condition starred(@Nullable Object value) {
    return new Condition(Field.STARRED, "is", value, false);
  }
}
