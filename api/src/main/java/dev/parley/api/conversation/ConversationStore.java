package dev.parley.api.conversation;

import static dev.parley.db.Tables.CONTACT;
import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.EVENT;
import static dev.parley.db.Tables.LABEL;
import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.PERSONA;
import static dev.parley.db.Tables.USERS;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Label;
import dev.parley.conversation.Loops.Cause;
import dev.parley.store.Conversations;
import dev.parley.store.Ids;
import dev.parley.store.StoredJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads conversations for those who look at them; sandbox ones are for nobody. */
final class ConversationStore {
  private ConversationStore() {}

  /** What a list is narrowed to. */
  record Filter(
      @Nullable String status,
      @Nullable String channel,
      @Nullable UUID label,
      @Nullable String assignee,
      @Nullable Boolean starred,
      @Nullable String search) {

    Condition where() {
      var all = CONVERSATION.SANDBOX.isFalse();
      all = status == null ? all : all.and(CONVERSATION.STATUS.eq(status));
      all = channel == null ? all : all.and(CONVERSATION.CHANNEL.eq(channel));
      all = label == null ? all : all.and(condition("labels @> array[{0}]::uuid[]", val(label)));
      all = assignee == null ? all : all.and(CONVERSATION.ASSIGNEE_ID.eq(assignee));
      all = starred == null ? all : all.and(CONVERSATION.STARRED.eq(starred));
      return search == null || search.isBlank()
          ? all
          : all.and(
              CONVERSATION
                  .ID
                  .eq(search.strip())
                  .or(
                      CONVERSATION.CONTACT_ID.in(
                          select(CONTACT.ID)
                              .from(CONTACT)
                              .where(CONTACT.NAME.containsIgnoreCase(search.strip())))));
    }
  }

  /** A place in the list, newest change first. */
  record Cursor(OffsetDateTime updatedAt, String id) {}

  static List<ConversationView> list(
      DSLContext tx, Filter filter, @Nullable Cursor after, int limit) {
    return tx.select(CONVERSATION.ID, CONVERSATION.UPDATED_AT)
        .from(CONVERSATION)
        .where(filter.where())
        .and(
            after == null
                ? noCondition()
                : row(CONVERSATION.UPDATED_AT, CONVERSATION.ID)
                    .lt(row(val(after.updatedAt()), val(after.id()))))
        .orderBy(CONVERSATION.UPDATED_AT.desc(), CONVERSATION.ID.desc())
        .limit(limit)
        .fetch(found -> find(tx, found.value1()).orElseThrow());
  }

  static Optional<ConversationView> find(DSLContext tx, String id) {
    return Conversations.read(tx, id)
        .filter(found -> !found.sandbox())
        .flatMap(found ->
            tx.select(
                    CONVERSATION.CREATED_AT, CONVERSATION.UPDATED_AT, CONVERSATION.LAST_MESSAGE_AT)
                .from(CONVERSATION)
                .where(CONVERSATION.ID.eq(id))
                .fetchOptional(times ->
                    new ConversationView(
                        id,
                        found.channel(),
                        found.status(),
                        found.starred(),
                        found.labels().stream().map(Label::name).toList(),
                        found.labels().stream().map(Label::id).toList(),
                        found.fields(),
                        found.sentiment(),
                        contact(tx, found.contactId()),
                        found.assignee(),
                        times.value1(),
                        times.value2(),
                        times.value3())));
  }

  private static ConversationView.@Nullable Contact contact(DSLContext tx, @Nullable String id) {
    return id == null
        ? null
        : tx.selectFrom(CONTACT)
            .where(CONTACT.ID.eq(id))
            .fetchOptional(row ->
                new ConversationView.Contact(
                    id,
                    row.getName(),
                    row.getPhone(),
                    row.getEmail(),
                    StoredJson.map(row.getFields())))
            .orElse(null);
  }

  /** A message as it is shown. */
  @Schema(name = "Message")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MessageView(
      String id,
      String text,
      @Schema(allowableValues = {"contact", "user", "persona", "workflow"}) String authorType,
      @Nullable String authorId,
      @Schema(allowableValues = {"pending", "delivered", "failed"}) String delivery,
      @Nullable UUID executionId,
      OffsetDateTime createdAt,
      long seq) {}

  static List<MessageView> messages(
      DSLContext tx, String conversation, @Nullable Long before, int limit) {
    return tx.selectFrom(MESSAGE)
        .where(MESSAGE.CONVERSATION_ID.eq(conversation))
        .and(before == null ? noCondition() : MESSAGE.SEQ.lt(before))
        .orderBy(MESSAGE.SEQ.desc())
        .limit(limit)
        .fetch(found ->
            new MessageView(
                found.getId(),
                found.getText(),
                found.getAuthorType(),
                found.getAuthorId(),
                found.getDelivery(),
                found.getExecutionId(),
                found.getCreatedAt(),
                found.getSeq()));
  }

  /** A page of messages, newest first. */
  @Schema(name = "MessagePage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MessagePage(List<MessageView> items, @Nullable String nextCursor) {}

  /** A page of what happened, newest first. */
  @Schema(name = "TimelinePage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TimelinePage(List<Entry> items, @Nullable String nextCursor) {}

  /** Something that happened to a conversation. */
  @Schema(name = "TimelineEntry")
  record Entry(
      String id,
      @Schema(implementation = EventType.class) String type,
      String source,
      OffsetDateTime time,
      @Schema(ref = "#/components/schemas/EventData") JsonNode data,
      List<Cause> causation,
      long seq) {}

  static List<Entry> timeline(
      DSLContext tx, String conversation, @Nullable Long before, int limit) {
    return tx.selectFrom(EVENT)
        .where(EVENT.CONVERSATION_ID.eq(conversation))
        .and(before == null ? noCondition() : EVENT.SEQ.lt(before))
        .orderBy(EVENT.SEQ.desc())
        .limit(limit)
        .fetch(found ->
            new Entry(
                found.getId().toString(),
                found.getType(),
                found.getSource(),
                found.getTime(),
                StoredJson.tree(found.getData()),
                StoredJson.list(found.getCausation(), Cause.class),
                found.getSeq()));
  }

  static Optional<Label> label(DSLContext tx, UUID id) {
    return tx.select(LABEL.NAME)
        .from(LABEL)
        .where(LABEL.ID.eq(id))
        .and(LABEL.ARCHIVED_AT.isNull())
        .fetchOptional(found -> new Label(id.toString(), found.value1()));
  }

  static boolean exists(DSLContext tx, Assignee assignee) {
    var id = Ids.read(assignee.id());
    return id.isPresent()
        && switch (assignee.type()) {
          case USER -> tx.fetchExists(selectOne().from(USERS).where(USERS.ID.eq(id.get())));
          case PERSONA -> tx.fetchExists(selectOne().from(PERSONA).where(PERSONA.ID.eq(id.get())));
        };
  }

  static void contact(DSLContext tx, String id, String name) {
    tx.insertInto(CONTACT)
        .set(CONTACT.ID, id)
        .set(CONTACT.NAME, name)
        .onConflictDoNothing()
        .execute();
  }
}
