package dev.parley.store;

import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.PERSONA;
import static dev.parley.db.Tables.SECRET;
import static dev.parley.db.Tables.STEP;
import static dev.parley.db.Tables.USERS;

import dev.parley.conversation.Assignee;
import dev.parley.conversation.Conversation;
import dev.parley.execution.Mode;
import dev.parley.execution.StepStatus;
import dev.parley.secret.Secrets;
import dev.parley.secret.Secrets.Secret;
import dev.parley.store.sql.StoredJson;
import dev.parley.template.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The data of templates, from the ledger and the catalogues. */
public final class TemplateData {
  private TemplateData() {}

  /**
   * Returns the data of a step's templates: conversation, message, contact, event, execution and
   * steps. Callers that may use secrets add them.
   */
  public static Map<String, Object> data(
      DSLContext tx, Execution execution, Conversation conversation) {
    var snapshot = new LinkedHashMap<>(Snapshots.conversation(tx, conversation));
    var contact = snapshot.remove("contact");
    if (execution.mode() == Mode.TEST) {
      snapshot.putAll(chosenId(execution.data().get("conversation")));
      contact = withChosenId(contact, execution.data());
    }
    var assignee = conversation.assignee();
    if (assignee != null) {
      var named = new LinkedHashMap<String, Object>();
      named.put("type", assignee.type().wire());
      named.put("id", assignee.id());
      named.put("name", nameOf(tx, assignee));
      snapshot.put("assignee", named);
    }
    lastMessage(tx, conversation).ifPresent(said -> snapshot.put("lastMessage", said));
    var event = new LinkedHashMap<>(execution.event());
    event.remove("data");
    if (execution.data().get("label") instanceof String label) {
      event.put("label", label);
    }
    var data = new LinkedHashMap<String, Object>();
    data.put("conversation", named(snapshot, "fields"));
    data.put("contact", contact instanceof Map<?, ?> map ? named(map, "fields") : Map.of());
    data.put("message", execution.data().getOrDefault("message", Map.of()));
    data.put("event", event);
    data.put(
        "execution",
        Map.of(
            "id", execution.id().toString(),
            "mode", execution.mode().wire(),
            "workflow", execution.workflowName()));
    data.put("steps", new Names(outputs(tx, execution.id())));
    return data;
  }

  /** Wraps a member whose keys are chosen by users. */
  private static Map<String, Object> named(Map<?, ?> map, String member) {
    var named = new LinkedHashMap<String, Object>();
    map.forEach((name, value) -> named.put(String.valueOf(name), value));
    if (named.get(member) instanceof Map<?, ?> names) {
      var copy = new LinkedHashMap<String, Object>();
      names.forEach((name, value) -> copy.put(String.valueOf(name), value));
      named.put(member, new Names(copy));
    }
    return named;
  }

  /**
   * A test runs in a sandbox conversation, but reads the ids that its author typed, since other
   * systems know those.
   */
  private static Map<String, Object> chosenId(@Nullable Object sample) {
    return sample instanceof Map<?, ?> given && given.get("id") instanceof String id
        ? Map.of("id", id)
        : Map.of();
  }

  private static @Nullable Object withChosenId(
      @Nullable Object contact, Map<String, Object> event) {
    if (!(contact instanceof Map<?, ?> known)
        || !(event.get("conversation") instanceof Map<?, ?> conversation)) {
      return contact;
    }
    var named = new LinkedHashMap<Object, Object>(known);
    named.putAll(chosenId(conversation.get("contact")));
    return named;
  }

  private static String nameOf(DSLContext tx, Assignee assignee) {
    var id = Ids.read(assignee.id());
    if (id.isEmpty()) {
      return assignee.id();
    }
    return (switch (assignee.type()) {
          case USER ->
              tx.select(USERS.NAME)
                  .from(USERS)
                  .where(USERS.ID.eq(id.get()))
                  .fetchOptional(USERS.NAME);
          case PERSONA ->
              tx.select(PERSONA.NAME)
                  .from(PERSONA)
                  .where(PERSONA.ID.eq(id.get()))
                  .fetchOptional(PERSONA.NAME);
        })
        .orElse(assignee.id());
  }

  /** Returns the customer's last message, whichever event the run began with. */
  private static Optional<Map<String, Object>> lastMessage(
      DSLContext tx, Conversation conversation) {
    return tx.select(MESSAGE.ID, MESSAGE.TEXT, MESSAGE.CREATED_AT)
        .from(MESSAGE)
        .where(MESSAGE.CONVERSATION_ID.eq(conversation.id()))
        .and(MESSAGE.AUTHOR_TYPE.eq("contact"))
        .orderBy(MESSAGE.SEQ.desc())
        .limit(1)
        .fetchOptional(row ->
            Map.of(
                "id", row.value1(),
                "text", row.value2(),
                "time", row.value3().toInstant().toString()));
  }

  private static Map<String, Object> outputs(DSLContext tx, UUID execution) {
    var outputs = new LinkedHashMap<String, Object>();
    tx.select(STEP.NODE_ID, STEP.OUTPUT)
        .from(STEP)
        .where(STEP.EXECUTION_ID.eq(execution))
        .and(STEP.STATUS.in(StepStatus.COMPLETED.wire(), StepStatus.REUSED.wire()))
        .and(STEP.OUTPUT.isNotNull())
        .forEach(row -> outputs.put(row.value1(), named(StoredJson.map(row.value2()), "headers")));
    return outputs;
  }

  /** Opens a sealed value, which is bound to the text given as its second argument. */
  @FunctionalInterface
  public interface Opener {
    /** Returns the plain value. */
    String open(byte[] sealed, String associated);
  }

  /** Returns all secrets by name; a sealed value is bound to {@code secret:<id>}. */
  public static Secrets secrets(DSLContext tx, Opener opener) {
    return new Secrets(
        tx.select(SECRET.NAME, SECRET.ID, SECRET.SEALED, SECRET.HOSTS)
            .from(SECRET)
            .fetchMap(
                SECRET.NAME,
                row ->
                    new Secret(
                        opener.open(row.get(SECRET.SEALED), "secret:" + row.get(SECRET.ID)),
                        List.of(row.get(SECRET.HOSTS)))));
  }
}
