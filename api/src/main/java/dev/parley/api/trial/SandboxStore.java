package dev.parley.api.trial;

import static dev.parley.db.Tables.CONTACT;

import dev.parley.api.Texts;
import dev.parley.api.problem.Refusal;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationField;
import dev.parley.conversation.EventField;
import dev.parley.conversation.Label;
import dev.parley.conversation.Name;
import dev.parley.store.Conversations;
import dev.parley.store.Labels;
import dev.parley.store.Messages;
import dev.parley.store.Snapshots;
import dev.parley.store.sql.StoredJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The conversation of a test, created from sample values that its author may have edited. */
final class SandboxStore {
  private static final String AT = "/sample/conversation";
  private static final int LONGEST_ID = 128;
  private static final Set<String> SENTIMENTS = Set.of("positive", "neutral", "negative");

  private final DSLContext tx;
  private final String id;
  private final JsonNode sample;
  private final @Nullable String message;

  private SandboxStore(DSLContext tx, String id, JsonNode sample, @Nullable String message) {
    this.tx = tx;
    this.id = id;
    this.sample = sample;
    this.message = message;
  }

  /**
   * Creates the conversation and returns the data of the test's event.
   *
   * @param data the event's data, with the conversation to create
   * @throws Refusal 422 if a sample value is invalid
   */
  static Map<String, Object> make(DSLContext tx, String id, JsonNode data) {
    var sample = data.path("conversation");
    var said = data.path("message").path("text");
    var message =
        said.isString() && !said.stringValue().isEmpty() && said.stringValue().indexOf('\0') < 0
            ? said.stringValue()
            : null;
    if (!sample.isMissingNode() && !sample.isObject()) {
      throw wrong(AT, "type-mismatch", "The sample's conversation must be an object.");
    }
    return new SandboxStore(tx, id, sample, message).make();
  }

  private Map<String, Object> make() {
    contact();
    var labels = labels();
    var conversation = Conversation.blank(id);
    for (var field : ConversationField.ALL) {
      conversation = with(field, conversation);
    }
    conversation =
        conversation
            .withLabels(known(labels))
            .withAssignee(assignee())
            .withContact(id)
            .withFields(fields(sample, AT))
            .withSentiment(sentiment())
            .inSandbox();
    var last = lastMessage();
    Conversations.insertIfAbsent(tx, conversation);
    if (last != null) {
      Messages.say(tx, conversation, last, new Conversations.Author("contact", id, null));
    }
    var told = Snapshots.conversation(tx, conversation);
    told.put("labels", labels);
    chosenId(sample, AT).ifPresent(chosen -> told.put("id", chosen));
    if (told.get("contact") instanceof Map<?, ?> contact) {
      var named = new LinkedHashMap<Object, Object>(contact);
      chosenId(sample.path("contact"), AT + "/contact").ifPresent(it -> named.put("id", it));
      told.put("contact", named);
    }
    return told;
  }

  /** The id shown to templates and other systems; nothing is looked up by it. */
  private static Optional<String> chosenId(JsonNode of, String at) {
    var chosen = of.path("id");
    if (isAbsent(chosen)) {
      return Optional.empty();
    }
    if (!chosen.isString()
        || chosen.stringValue().indexOf('\0') >= 0
        || !Texts.fits(chosen.stringValue(), LONGEST_ID)) {
      throw wrong(at + "/id", "text-length", "An id must be a string of at most 128 characters.");
    }
    return Optional.of(chosen.stringValue()).filter(id -> !Texts.isBlank(id));
  }

  private void contact() {
    var contact = sample.path("contact");
    if (!isAbsent(contact) && !contact.isObject()) {
      throw wrong(AT + "/contact", "type-mismatch", "A contact must be an object.");
    }
    tx.insertInto(CONTACT)
        .set(CONTACT.ID, id)
        .set(CONTACT.NAME, text(contact, "name", "Sample Contact"))
        .set(CONTACT.PHONE, text(contact, "phone", "+10000000000"))
        .set(CONTACT.EMAIL, text(contact, "email", "sample@example.com"))
        .set(CONTACT.FIELDS, StoredJson.of(fields(contact, AT + "/contact")))
        .set(CONTACT.SANDBOX, true)
        .execute();
  }

  private static @Nullable String text(JsonNode contact, String name, String otherwise) {
    var value = contact.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (value.isNull()) {
      return null;
    }
    if (!value.isString() || value.stringValue().indexOf('\0') >= 0) {
      throw wrong(AT + "/contact/" + name, "type-mismatch", "\"" + name + "\" must be a string.");
    }
    return value.stringValue();
  }

  private static Map<String, Object> fields(JsonNode of, String at) {
    var fields = of.path("fields");
    if (isAbsent(fields)) {
      return Map.of();
    }
    if (!fields.isObject()) {
      throw wrong(at + "/fields", "type-mismatch", "fields must be an object.");
    }
    var kept = new LinkedHashMap<>(StoredJson.plain(fields));
    kept.values().removeIf(value -> value == null);
    return kept;
  }

  /** Returns the customer's last message: the sample's, else the trigger's message. */
  private @Nullable String lastMessage() {
    var last = sample.path("lastMessage");
    if (!isAbsent(last) && !last.isObject()) {
      throw wrong(AT + "/lastMessage", "type-mismatch", "lastMessage must be an object.");
    }
    var text = last.path("text");
    if (isAbsent(text)) {
      return message;
    }
    if (!text.isString() || text.stringValue().indexOf('\0') >= 0) {
      throw wrong(AT + "/lastMessage/text", "type-mismatch", "\"text\" must be a string.");
    }
    return text.stringValue().isEmpty() ? message : text.stringValue();
  }

  /** The conversation with the value of a field, which is that of sample data when it is absent. */
  private <T> Conversation with(ConversationField<T> field, Conversation conversation) {
    var given = sample.path(field.name());
    if (isAbsent(given)) {
      return field.change().apply(conversation, field.sample());
    }
    var value = field.shape().read(given.isBoolean() ? given.booleanValue() : given.asString(""));
    return field.change().apply(conversation, value.orElseThrow(() -> wrong(field)));
  }

  private static Refusal wrong(ConversationField<?> field) {
    var at = AT + "/" + field.name();
    return field.shape() instanceof EventField.Shape.Flag
        ? wrong(at, "type-mismatch", field.name() + " must be true or false.")
        : wrong(at, "value-unknown", "This value is not allowed here.");
  }

  /** Returns the labels as written, for the event. */
  private List<String> labels() {
    var names = sample.path("labels");
    if (isAbsent(names)) {
      return List.of();
    }
    if (!names.isArray()) {
      throw wrong(AT + "/labels", "type-mismatch", "labels must be a list of names.");
    }
    for (int i = 0; i < names.size(); i++) {
      if (!names.path(i).isString() || Texts.isBlank(names.path(i).stringValue())) {
        throw wrong(AT + "/labels/" + i, "label-invalid", "A label must be a name.");
      }
    }
    return names.valueStream().map(JsonNode::stringValue).toList();
  }

  /** Returns the labels that exist: a test creates nothing but its sandbox. */
  private List<Label> known(List<String> names) {
    var keys = names.stream().map(Name::key).distinct().toList();
    var known = Labels.byKey(tx, keys);
    return keys.stream().flatMap(key -> Stream.ofNullable(known.get(key))).toList();
  }

  private @Nullable Assignee assignee() {
    var assignee = sample.path("assignee");
    if (isAbsent(assignee)) {
      return null;
    }
    var at = AT + "/assignee";
    if (!assignee.isObject()) {
      throw wrong(at, "type-mismatch", "An assignee must be an object.");
    }
    var who = assignee.path("id");
    if (!who.isString()
        || Texts.isBlank(who.stringValue())
        || who.stringValue().indexOf('\0') >= 0) {
      throw wrong(at + "/id", "type-mismatch", "\"id\" must be a string.");
    }
    for (var type : Assignee.Type.values()) {
      if (type.wire().equals(assignee.path("type").asString(""))) {
        return new Assignee(type, who.stringValue());
      }
    }
    throw wrong(at + "/type", "value-unknown", "An assignee's type must be user or persona.");
  }

  private @Nullable String sentiment() {
    var sentiment = sample.path("sentiment");
    if (isAbsent(sentiment)) {
      return null;
    }
    if (!sentiment.isString() || !SENTIMENTS.contains(sentiment.stringValue())) {
      throw wrong(
          AT + "/sentiment", "value-unknown", "sentiment must be positive, neutral or negative.");
    }
    return sentiment.stringValue();
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static Refusal wrong(String pointer, String code, String message) {
    return Refusal.unsound(pointer, code, message);
  }
}
