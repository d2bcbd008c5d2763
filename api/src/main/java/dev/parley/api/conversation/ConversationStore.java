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
import dev.parley.conversation.Label;
import dev.parley.store.Conversations;
import dev.parley.store.Ids;
import dev.parley.store.Snapshots;
import dev.parley.store.StoredJson;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  static List<Map<String, Object>> list(
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

  static Optional<Map<String, Object>> find(DSLContext tx, String id) {
    return Conversations.read(tx, id)
        .filter(found -> !found.sandbox())
        .map(found -> {
          var shown = new LinkedHashMap<>(Snapshots.conversation(tx, found));
          shown.put("labelIds", found.labels().stream().map(Label::id).toList());
          tx.select(CONVERSATION.CREATED_AT, CONVERSATION.UPDATED_AT, CONVERSATION.LAST_MESSAGE_AT)
              .from(CONVERSATION)
              .where(CONVERSATION.ID.eq(id))
              .fetchOptional()
              .ifPresent(times -> {
                shown.put("createdAt", times.value1());
                shown.put("updatedAt", times.value2());
                if (times.value3() != null) {
                  shown.put("lastMessageAt", times.value3());
                }
              });
          return shown;
        });
  }

  /** A message as it is shown. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MessageView(
      String id,
      String text,
      String authorType,
      @Nullable String authorId,
      String delivery,
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

  /** Something that happened to a conversation. */
  record Entry(
      String id,
      String type,
      String source,
      OffsetDateTime time,
      JsonNode data,
      JsonNode causation,
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
                StoredJson.tree(found.getCausation()),
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
