package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversationFieldTest {

  @Test
  void everyFieldIsOneOfASnapshot() {
    assertThat(EventData.CONVERSATION.fields())
        .containsAll(ConversationField.ALL.stream().map(ConversationField::field).toList());
  }

  @Test
  void everyFieldIsFoundAgainInTheConversationThatItChanged() {
    ConversationField.ALL.forEach(ConversationFieldTest::isFoundAgain);
  }

  private static <T> void isFoundAgain(ConversationField<T> field) {
    var blank = Conversation.blank("conv-1");
    var changed = field.change().apply(blank, field.sample());
    var plain = field.plain(changed);
    assertThat(field.shape().read(plain)).contains(field.sample());
    assertThat(Aspects.changed(blank, changed))
        .isSubsetOf(field.name())
        .hasSize(field.differs(blank, changed) ? 1 : 0);
    assertThat(Aspects.of(changed)).contains(field.name());
  }

  @ParameterizedTest
  @EnumSource
  void anEventSaysByItsTypeWhatItsSnapshotDoesNotTell(EventType type) {
    var values = new EventValues();
    var snapshot = new EventValues();
    EventData.CONVERSATION.fields().stream()
        .filter(field -> field.name().equals("id"))
        .forEach(id -> snapshot.put(id, "conv-1"));
    values.put(EventData.CONVERSATION, snapshot);
    var data = EventData.of(values);
    assertThat(ConversationField.STARRED.in(data, type, false))
        .isEqualTo(type == EventType.STARRED ? Optional.of(true) : Optional.empty());
    assertThat(ConversationField.STATUS.in(data, type, false))
        .isEqualTo(
            Arrays.stream(Status.values())
                .filter(status -> type.wire().equals("conversation." + opened(status)))
                .findFirst());
  }

  private static String opened(Status status) {
    return status == Status.OPEN ? "opened" : status.wire();
  }
}
