package dev.parley.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.api.json.ExactJson;
import dev.parley.api.problem.Refusal.FieldError;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Channel;
import dev.parley.conversation.EventData;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Update;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventDataReaderTest {
  private final EventErrors faults = new EventErrors();

  private EventData read(String data) {
    var json = ExactJson.read(data.replace('\'', '"').getBytes(StandardCharsets.UTF_8)).json();
    var values = new EventDataReader(faults, EventType.CREATED).read(json);
    assertThat(faults.all()).isEmpty();
    return EventData.of(values);
  }

  private List<FieldError> faults(EventType type, String data) {
    var json = ExactJson.read(data.replace('\'', '"').getBytes(StandardCharsets.UTF_8)).json();
    var _ = new EventDataReader(faults, type).read(json);
    return faults.all();
  }

  @Test
  void whatIsLeftOutIsNotTold() {
    var snapshot = read("{'conversation': {'id': 'conv-1'}}").conversation();
    assertThat(snapshot)
        .isEqualTo(
            new EventData.Snapshot(
                "conv-1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Update.Unchanged<>()));
  }

  @Test
  void nullClearsAndEmptyIsEmpty() {
    var snapshot =
        read("""
        {'conversation': {'id': 'conv-1', 'labels': [], 'fields': {}, 'assignee': null,
          'contact': {'id': 'c', 'name': null, 'phone': ''}}}
        """)
            .conversation();
    assertThat(snapshot.labels()).contains(List.of());
    assertThat(snapshot.fields().orElseThrow()).isEmpty();
    assertThat(snapshot.assignee()).isEqualTo(new Update.Cleared<>());
    var contact = snapshot.contact().orElseThrow();
    assertThat(contact.name()).isEqualTo(new Update.Cleared<>());
    assertThat(contact.phone()).isEqualTo(new Update.Set<>(""));
    assertThat(contact.email()).isEqualTo(new Update.Unchanged<>());
    assertThat(contact.fields()).isEmpty();
  }

  @Test
  void aContactAMessageAndALabelOfNullAreNone() {
    var data =
        read("{'conversation': {'id': 'conv-1', 'contact': null}, 'message': null, 'label': null}");
    assertThat(data.conversation().contact()).isEmpty();
    assertThat(data.message()).isEmpty();
    assertThat(data.label()).isEmpty();
  }

  @Test
  void valuesHaveTheirTypes() {
    var data =
        read(
            """
            {'conversation': {'id': 'conv-1', 'channel': 'facebook', 'starred': false,
               'fields': {'plan': 'pro', 'old': null},
               'assignee': {'type': 'persona', 'id': 'p'}},
             'message': {'id': 'm', 'text': 'Hello'}, 'label': ''}
            """);
    var snapshot = data.conversation();
    assertThat(snapshot.channel()).contains(Channel.FACEBOOK);
    assertThat(snapshot.starred()).contains(false);
    assertThat(snapshot.fields().orElseThrow()).containsEntry("plan", "pro").containsKey("old");
    assertThat(snapshot.assignee())
        .isEqualTo(new Update.Set<>(new Assignee(Assignee.Type.PERSONA, "p")));
    assertThat(data.message()).contains(new EventData.Message("m", "Hello"));
    assertThat(data.label()).contains("");
  }

  @Test
  void everythingThatIsWrongIsFoundAtOnce() {
    assertThat(
            faults(
                EventType.USER_ASSIGNED,
                """
                {'conversation': {'id': 7, 'channel': null, 'status': 'shut', 'starred': 'yes',
                   'labels': ['VIP', ''], 'fields': null,
                   'contact': {'name': 1, 'fields': []}, 'assignee': {'id': 'x'}},
                 'message': [], 'label': 1}
                """))
        .extracting(FieldError::pointer, FieldError::code, FieldError::message)
        .containsExactly(
            tuple("/data/conversation/id", "type-mismatch", "\"id\" must be a string."),
            tuple(
                "/data/conversation/channel",
                "value-unknown",
                "channel must be one of: whatsapp, instagram, facebook, webchat."),
            tuple(
                "/data/conversation/status",
                "value-unknown",
                "status must be one of: open, resolved."),
            tuple("/data/conversation/starred", "type-mismatch", "starred must be true or false."),
            tuple(
                "/data/conversation/labels/1",
                "label-invalid",
                "A label must be a name of 1 to 80 characters without U+0000."),
            tuple("/data/conversation/fields", "type-mismatch", "fields must be an object."),
            tuple("/data/conversation/contact/id", "missing", "\"id\" must be a string."),
            tuple("/data/conversation/contact/name", "type-mismatch", "\"name\" must be a string."),
            tuple(
                "/data/conversation/contact/fields", "type-mismatch", "fields must be an object."),
            tuple(
                "/data/conversation/assignee/type",
                "value-unknown",
                "An assignee's type must be user or persona."),
            tuple("/data/message", "type-mismatch", "A message must be an object."),
            tuple("/data/label", "type-mismatch", "\"label\" must be a string."));
  }

  @Test
  void whatATypeNeedsIsAskedFor() {
    assertThat(faults(EventType.AI_ASSIGNED, "{'conversation': {'id': 'c'}}"))
        .extracting(FieldError::pointer, FieldError::code)
        .containsExactly(tuple("/data/conversation/assignee", "assignee-missing"));
    assertThat(faults(EventType.MESSAGE_RECEIVED, "{'conversation': {'id': 'c'}}"))
        .extracting(FieldError::pointer, FieldError::code)
        .contains(tuple("/data/message", "message-missing"));
    assertThat(faults(EventType.LABEL_ADDED, "{'conversation': {'id': 'c'}, 'label': ' '}"))
        .extracting(FieldError::pointer, FieldError::code)
        .contains(tuple("/data/label", "label-invalid"));
    assertThat(faults(EventType.CREATED, "{'conversation': []}"))
        .extracting(FieldError::pointer, FieldError::code)
        .contains(tuple("/data/conversation", "conversation-missing"));
  }
}
