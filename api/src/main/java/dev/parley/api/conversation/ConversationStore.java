package dev.parley.api.conversation;

import static dev.parley.db.Tables.CHANNEL_ACCOUNT;
import static dev.parley.db.Tables.CONTACT;
import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.EVENT;
import static dev.parley.db.Tables.LABEL;
import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.PERSONA;
import static dev.parley.db.Tables.USERS;
import static dev.parley.db.Tables.WORKFLOW;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import dev.parley.api.conversation.ConversationView.AssigneeView;
import dev.parley.api.conversation.ConversationView.Contact;
import dev.parley.api.conversation.ConversationView.LastMessage;
import dev.parley.api.conversation.ConversationView.MessageView;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Label;
import dev.parley.conversation.Status;
import dev.parley.store.Contacts;
import dev.parley.store.Ids;
import dev.parley.store.sql.StoredJson;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads conversations for display; sandbox conversations are excluded. */
final class ConversationStore {
  private static final int PREVIEW = 200;

  private static final Field<List<Label>> LABELS =
      multiset(
              select(LABEL.ID, LABEL.NAME)
                  .from(LABEL)
                  .where(LABEL.ID.eq(field("any({0})", UUID.class, CONVERSATION.LABELS)))
                  .orderBy(
                      field(
                          "array_position({0}, {1})",
                          Integer.class, CONVERSATION.LABELS, LABEL.ID)))
          .as("label_list")
          .convertFrom(rows -> rows.map(row -> new Label(row.value1().toString(), row.value2())));

  private static final Field<List<LastMessage>> LAST =
      multiset(
              select(left(MESSAGE.TEXT, PREVIEW), MESSAGE.AUTHOR_TYPE, MESSAGE.CREATED_AT)
                  .from(MESSAGE)
                  .where(MESSAGE.CONVERSATION_ID.eq(CONVERSATION.ID))
                  .orderBy(MESSAGE.SEQ.desc())
                  .limit(1))
          .as("last_message")
          .convertFrom(
              rows -> rows.map(row -> new LastMessage(row.value1(), row.value2(), row.value3())));

  private ConversationStore() {}

  static Optional<ConversationView> find(DSLContext tx, String id) {
    return views(tx, List.of(id)).stream().findFirst();
  }

  /** Returns the conversations with these ids, in their order. */
  static List<ConversationView> views(DSLContext tx, List<String> ids) {
    var rows =
        tx.select(CONVERSATION.fields())
            .select(CONTACT.fields())
            .select(LABELS, LAST)
            .from(CONVERSATION)
            .leftJoin(CONTACT)
            .on(CONTACT.ID.eq(CONVERSATION.CONTACT_ID))
            .where(CONVERSATION.ID.in(ids))
            .and(CONVERSATION.SANDBOX.isFalse())
            .fetch();
    var names = names(tx, rows.getValues(CONVERSATION.ASSIGNEE_ID));
    var views =
        rows.stream()
            .map(row -> view(row, names))
            .collect(Collectors.toMap(ConversationView::id, view -> view));
    return ids.stream().map(views::get).filter(Objects::nonNull).toList();
  }

  private static ConversationView view(Record row, Map<String, String> names) {
    var labels = row.get(LABELS);
    var assignee = row.get(CONVERSATION.ASSIGNEE_ID);
    var contact = row.get(CONVERSATION.CONTACT_ID);
    return new ConversationView(
        row.get(CONVERSATION.ID),
        row.get(CONVERSATION.UID),
        Channel.valueOf(row.get(CONVERSATION.CHANNEL).toUpperCase(Locale.ROOT)),
        Status.valueOf(row.get(CONVERSATION.STATUS).toUpperCase(Locale.ROOT)),
        row.get(CONVERSATION.STARRED),
        labels.stream().map(Label::name).toList(),
        labels.stream().map(Label::id).toList(),
        StoredJson.map(row.get(CONVERSATION.FIELDS)),
        row.get(CONVERSATION.SENTIMENT),
        contact == null
            ? null
            : new Contact(
                contact,
                row.get(CONTACT.NAME),
                row.get(CONTACT.PHONE),
                row.get(CONTACT.EMAIL),
                StoredJson.map(row.get(CONTACT.FIELDS))),
        assignee == null
            ? null
            : new AssigneeView(
                Assignee.Type.valueOf(row.get(CONVERSATION.ASSIGNEE_TYPE).toUpperCase(Locale.ROOT)),
                assignee,
                names.get(assignee)),
        row.get(CONVERSATION.SESSION_ID),
        row.get(CONVERSATION.ACCOUNT_ID),
        row.get(CONVERSATION.CREATED_AT),
        row.get(CONVERSATION.UPDATED_AT),
        row.get(CONVERSATION.LAST_MESSAGE_AT),
        row.get(LAST).stream().findFirst().orElse(null));
  }

  /** Returns the names of users, personas and workflows by id; an id that is not ours has none. */
  static Map<String, String> names(DSLContext tx, Collection<? extends @Nullable String> ids) {
    var keys =
        ids.stream()
            .filter(Objects::nonNull)
            .distinct()
            .flatMap(id -> Ids.read(id).stream())
            .toList();
    var names = new HashMap<String, String>();
    if (!keys.isEmpty()) {
      tx.select(USERS.ID, USERS.NAME)
          .from(USERS)
          .where(USERS.ID.in(keys))
          .unionAll(select(PERSONA.ID, PERSONA.NAME).from(PERSONA).where(PERSONA.ID.in(keys)))
          .unionAll(select(WORKFLOW.ID, WORKFLOW.NAME).from(WORKFLOW).where(WORKFLOW.ID.in(keys)))
          .forEach(row -> names.put(row.value1().toString(), row.value2()));
    }
    return names;
  }

  static List<MessageView> messages(
      DSLContext tx, String conversation, @Nullable Long before, int limit) {
    var rows =
        tx.selectFrom(MESSAGE)
            .where(MESSAGE.CONVERSATION_ID.eq(conversation))
            .and(before == null ? noCondition() : MESSAGE.SEQ.lt(before))
            .orderBy(MESSAGE.SEQ.desc())
            .limit(limit)
            .fetch();
    var names = names(tx, rows.getValues(MESSAGE.AUTHOR_ID));
    return rows.map(row -> message(row, names));
  }

  static Optional<MessageView> message(DSLContext tx, String id) {
    return tx.selectFrom(MESSAGE)
        .where(MESSAGE.ID.eq(id))
        .fetchOptional(
            row -> message(row, names(tx, Collections.singletonList(row.getAuthorId()))));
  }

  private static MessageView message(Record row, Map<String, String> names) {
    var author = row.get(MESSAGE.AUTHOR_ID);
    return new MessageView(
        row.get(MESSAGE.ID),
        row.get(MESSAGE.TEXT),
        row.get(MESSAGE.AUTHOR_TYPE),
        author,
        author == null
            ? null
            : names.getOrDefault(
                author, row.get(MESSAGE.AUTHOR_TYPE).equals("user") ? author : null),
        row.get(MESSAGE.DELIVERY),
        row.get(MESSAGE.DELIVERY_ERROR),
        row.get(MESSAGE.EXECUTION_ID),
        row.get(MESSAGE.SESSION_ID),
        row.get(MESSAGE.PLAYED_BY) != null,
        row.get(MESSAGE.CREATED_AT),
        row.get(MESSAGE.SEQ));
  }

  static Optional<Label> label(DSLContext tx, UUID id, boolean archivedToo) {
    return tx.select(LABEL.NAME)
        .from(LABEL)
        .where(LABEL.ID.eq(id))
        .and(archivedToo ? noCondition() : LABEL.ARCHIVED_AT.isNull())
        .fetchOptional(found -> new Label(id.toString(), found.value1()));
  }

  /** Returns true if the assignee exists here and is not archived. */
  static boolean exists(DSLContext tx, Assignee assignee) {
    var id = Ids.read(assignee.id());
    return id.isPresent()
        && switch (assignee.type()) {
          case USER ->
              tx.fetchExists(
                  selectOne()
                      .from(USERS)
                      .where(USERS.ID.eq(id.get()))
                      .and(USERS.ARCHIVED_AT.isNull()));
          case PERSONA ->
              tx.fetchExists(
                  selectOne()
                      .from(PERSONA)
                      .where(PERSONA.ID.eq(id.get()))
                      .and(PERSONA.ARCHIVED_AT.isNull()));
        };
  }

  /** Adds a contact unless the id exists. */
  static void contact(
      DSLContext tx,
      String id,
      @Nullable String name,
      @Nullable String phone,
      @Nullable String email) {
    var texts = new LinkedHashMap<String, @Nullable String>();
    put(texts, "name", name);
    put(texts, "phone", phone);
    put(texts, "email", email);
    var _ = Contacts.insertIfAbsent(tx, id, new Contacts.Told(texts, Map.of()));
  }

  private static void put(Map<String, @Nullable String> texts, String name, @Nullable String text) {
    if (text != null) {
      texts.put(name, text);
    }
  }

  /** Assigns a new conversation to an account; returns false if its channel has no such account. */
  static boolean hold(DSLContext tx, String conversation, String channel, UUID account) {
    return tx.update(CONVERSATION)
            .set(CONVERSATION.ACCOUNT_ID, account)
            .where(CONVERSATION.ID.eq(conversation))
            .and(
                field(
                        select(CHANNEL_ACCOUNT.CHANNEL)
                            .from(CHANNEL_ACCOUNT)
                            .where(CHANNEL_ACCOUNT.ID.eq(account))
                            .and(CHANNEL_ACCOUNT.ARCHIVED_AT.isNull()))
                    .eq(channel))
            .execute()
        > 0;
  }

  /** Records the author of an event made here. */
  static void sign(DSLContext tx, UUID event, String actor) {
    tx.update(EVENT).set(EVENT.ACTOR, actor).where(EVENT.ID.eq(event)).execute();
  }
}
