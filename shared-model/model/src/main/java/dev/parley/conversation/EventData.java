package dev.parley.conversation;

import dev.parley.conversation.EventField.Presence;
import dev.parley.conversation.EventField.Shape.CustomFields;
import dev.parley.conversation.EventField.Shape.LabelNames;
import dev.parley.conversation.EventField.Shape.Members;
import dev.parley.conversation.EventField.Shape.OneOf;
import dev.parley.conversation.EventField.Shape.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data of an event: the conversation after the event, and the event's subject.
 *
 * @param message the customer's message
 * @param label the name of the label in a label event
 */
public record EventData(Snapshot conversation, Optional<Message> message, Optional<String> label) {
  private static final int LONGEST_ID = 128;

  public static final EventField<EventValues> CONVERSATION =
      EventField.object(
          "conversation", Presence.REQUIRED, new Members("A conversation", Snapshot.FIELDS));
  public static final EventField<EventValues> MESSAGE =
      EventField.object("message", Presence.NULLABLE, new Members("A message", Message.FIELDS));
  public static final EventField<String> LABEL =
      EventField.nullable("label", new Text(LabelNames.LONGEST), "VIP");

  /** The fields of an event's data, in the order of the documentation. */
  public static final List<EventField<?>> FIELDS = List.of(CONVERSATION, MESSAGE, LABEL);

  /** Creates the data from values without errors. */
  public static EventData of(EventValues values) {
    return new EventData(
        Snapshot.of(values.required(CONVERSATION)),
        values.optional(MESSAGE).map(Message::of),
        values.optional(LABEL));
  }

  /**
   * The conversation, as far as the event reports it.
   *
   * @param labels the names of all its labels
   * @param fields custom fields by key; null removes one
   */
  public record Snapshot(
      String id,
      Optional<Channel> channel,
      Optional<Status> status,
      Optional<Boolean> starred,
      Optional<List<String>> labels,
      Optional<Map<String, Object>> fields,
      Optional<Contact> contact,
      Update<Assignee> assignee) {

    private static final EventField<String> ID =
        EventField.required("id", new Text(LONGEST_ID), "sample-conversation");
    private static final EventField<Channel> CHANNEL = ConversationField.CHANNEL.field();
    private static final EventField<Status> STATUS = ConversationField.STATUS.field();
    private static final EventField<Boolean> STARRED = ConversationField.STARRED.field();
    private static final EventField<List<String>> LABELS =
        EventField.optional("labels", new LabelNames(), List.of());
    private static final EventField<Map<String, Object>> CUSTOM =
        EventField.optional("fields", new CustomFields(), Map.of());
    private static final EventField<EventValues> CONTACT =
        EventField.object("contact", Presence.NULLABLE, new Members("A contact", Contact.FIELDS));
    private static final EventField<EventValues> ASSIGNEE =
        EventField.object(
                "assignee", Presence.NULLABLE, new Members("An assignee", Assigned.FIELDS))
            .withoutSample();

    static final List<EventField<?>> FIELDS =
        List.of(ID, CHANNEL, STATUS, STARRED, LABELS, CUSTOM, CONTACT, ASSIGNEE);

    private static Snapshot of(EventValues values) {
      return new Snapshot(
          values.required(ID),
          values.optional(CHANNEL),
          values.optional(STATUS),
          values.optional(STARRED),
          values.optional(LABELS),
          values.optional(CUSTOM),
          values.optional(CONTACT).map(Contact::of),
          switch (values.update(ASSIGNEE)) {
            case Update.Unchanged<EventValues> _ -> new Update.Unchanged<>();
            case Update.Cleared<EventValues> _ -> new Update.Cleared<>();
            case Update.Set<EventValues>(var assigned) -> new Update.Set<>(Assigned.of(assigned));
          });
    }
  }

  /**
   * The contact of a conversation, as far as the event reports it.
   *
   * @param fields custom fields by key; null removes one
   */
  public record Contact(
      String id,
      Update<String> name,
      Update<String> phone,
      Update<String> email,
      Optional<Map<String, Object>> fields) {
    private static final EventField<String> ID =
        EventField.required("id", new Text(LONGEST_ID), "sample-contact");
    private static final EventField<String> NAME =
        EventField.nullable("name", new Text(200), "Sample Contact");
    private static final EventField<String> PHONE =
        EventField.nullable("phone", new Text(50), "+10000000000");
    private static final EventField<String> EMAIL =
        EventField.nullable("email", new Text(320), "sample@example.com");
    private static final EventField<Map<String, Object>> CUSTOM =
        EventField.optional("fields", new CustomFields(), Map.of()).withoutSample();

    private static final List<EventField<?>> FIELDS = List.of(ID, NAME, PHONE, EMAIL, CUSTOM);

    private static Contact of(EventValues values) {
      return new Contact(
          values.required(ID),
          values.update(NAME),
          values.update(PHONE),
          values.update(EMAIL),
          values.optional(CUSTOM));
    }
  }

  /** The fields of an assignee. */
  private static final class Assigned {
    private static final EventField<Assignee.Type> TYPE =
        EventField.required("type", OneOf.of(Assignee.Type.values(), Assignee.Type::wire), "user");
    private static final EventField<String> ID =
        EventField.required("id", new Text(LONGEST_ID), "sample");

    private static final List<EventField<?>> FIELDS = List.of(TYPE, ID);

    private Assigned() {}

    private static Assignee of(EventValues values) {
      return new Assignee(values.required(TYPE), values.required(ID));
    }
  }

  /** A message of the customer. */
  public record Message(String id, String text) {
    /** The text of a sample. */
    public static final String SAMPLE = "Hello, where is my order?";

    private static final EventField<String> ID =
        EventField.required("id", new Text(LONGEST_ID), "sample-message");
    private static final EventField<String> TEXT =
        EventField.required("text", new Text(100_000), SAMPLE);

    private static final List<EventField<?>> FIELDS = List.of(ID, TEXT);

    private static Message of(EventValues values) {
      return new Message(values.required(ID), values.required(TEXT));
    }
  }
}
