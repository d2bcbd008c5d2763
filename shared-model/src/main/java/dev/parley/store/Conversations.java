package dev.parley.store;

import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.LABEL;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import dev.parley.conversation.Assignee;
import dev.parley.conversation.Change;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Label;
import dev.parley.conversation.Status;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;

/** The conversation store, as far as a change of a conversation needs it. */
public final class Conversations {
  private static final org.jooq.Field<List<Label>> LABELS =
      multiset(
              select(LABEL.ID, LABEL.NAME)
                  .from(LABEL)
                  .where(LABEL.ID.eq(field("any({0})", UUID.class, CONVERSATION.LABELS)))
                  .orderBy(
                      field(
                          "array_position({0}, {1})",
                          Integer.class, CONVERSATION.LABELS, LABEL.ID)))
          .as("label_list")
          .convertFrom(rows ->
              rows.map(row -> new Label(row.get(LABEL.ID).toString(), row.get(LABEL.NAME))));

  private Conversations() {}

  /** The conversation as it is, without a lock. */
  public static Optional<Conversation> read(DSLContext tx, String id) {
    return query(tx, id).fetchOptional(Conversations::conversation);
  }

  /** The conversation, held against others until the transaction ends. */
  public static Optional<Conversation> lock(DSLContext tx, String id) {
    return query(tx, id)
        .forNoKeyUpdate()
        .of(CONVERSATION)
        .fetchOptional(Conversations::conversation);
  }

  private static SelectConditionStep<Record> query(DSLContext tx, String id) {
    return tx.select(CONVERSATION.fields())
        .select(LABELS)
        .from(CONVERSATION)
        .where(CONVERSATION.ID.eq(id));
  }

  static Conversation conversation(Record row) {
    var type = row.get(CONVERSATION.ASSIGNEE_TYPE);
    return new Conversation(
        row.get(CONVERSATION.ID),
        Channel.valueOf(row.get(CONVERSATION.CHANNEL).toUpperCase(Locale.ROOT)),
        Status.valueOf(row.get(CONVERSATION.STATUS).toUpperCase(Locale.ROOT)),
        row.get(CONVERSATION.STARRED),
        row.get(LABELS),
        type == null
            ? null
            : new Assignee(
                Assignee.Type.valueOf(type.toUpperCase(Locale.ROOT)),
                row.get(CONVERSATION.ASSIGNEE_ID)),
        row.get(CONVERSATION.CONTACT_ID),
        StoredJson.map(row.get(CONVERSATION.FIELDS)),
        row.get(CONVERSATION.SENTIMENT),
        row.get(CONVERSATION.SANDBOX));
  }

  /**
   * Makes a change to a conversation that is locked by this transaction, and writes its message,
   * which is delivered by being in the store. The events are returned, not recorded: {@link
   * Events#record} does that with their cause.
   */
  public static Change.Effect apply(DSLContext tx, Conversation now, Change change, Author author) {
    var effect = change.on(now);
    if (!effect.after().equals(now)) {
      write(tx, effect.after());
    }
    if (change instanceof Change.Send send) {
      Messages.say(tx, now, send.text(), author);
    }
    return effect;
  }

  /** Writes a conversation as it is now. */
  public static void write(DSLContext tx, Conversation now) {
    write(tx, now, Instant.now());
  }

  /**
   * The same for what another system says was so at that moment. A conversation that is resolved
   * has ended its session: the customer's next message begins another.
   */
  public static void write(DSLContext tx, Conversation now, Instant at) {
    var assignee = now.assignee();
    tx.update(CONVERSATION)
        .set(CONVERSATION.STATUS, now.status().wire())
        .set(CONVERSATION.CHANNEL, now.channel().wire())
        .set(CONVERSATION.STARRED, now.starred())
        .set(CONVERSATION.LABELS, labelIds(now))
        .set(CONVERSATION.ASSIGNEE_TYPE, assignee == null ? null : assignee.type().wire())
        .set(CONVERSATION.ASSIGNEE_ID, assignee == null ? null : assignee.id())
        .set(CONVERSATION.CONTACT_ID, now.contactId())
        .set(CONVERSATION.FIELDS, StoredJson.of(now.fields()))
        .set(CONVERSATION.SENTIMENT, now.sentiment())
        .set(CONVERSATION.UPDATED_AT, currentOffsetDateTime())
        .set(
            CONVERSATION.SESSION_ENDED_AT,
            now.status() == Status.OPEN
                ? CONVERSATION.SESSION_ENDED_AT
                // Only being resolved ends a session, not what else happens while it is resolved.
                : when(
                        CONVERSATION.STATUS.eq(Status.OPEN.wire()),
                        coalesce(CONVERSATION.SESSION_ENDED_AT, val(at.atOffset(ZoneOffset.UTC))))
                    .otherwise(CONVERSATION.SESSION_ENDED_AT))
        .where(CONVERSATION.ID.eq(now.id()))
        .execute();
  }

  /**
   * Adds a conversation, open to others once the transaction ends.
   *
   * @return whether there was none of that id; otherwise nothing was changed
   */
  public static boolean insertIfAbsent(DSLContext tx, Conversation now) {
    return insertIfAbsent(tx, now, Instant.now());
  }

  /** The same for what another system says was so at that moment. */
  public static boolean insertIfAbsent(DSLContext tx, Conversation now, Instant at) {
    var assignee = now.assignee();
    int added =
        tx.insertInto(CONVERSATION)
            .set(CONVERSATION.ID, now.id())
            .set(CONVERSATION.CHANNEL, now.channel().wire())
            .set(CONVERSATION.STATUS, now.status().wire())
            .set(CONVERSATION.STARRED, now.starred())
            .set(CONVERSATION.LABELS, labelIds(now))
            .set(CONVERSATION.ASSIGNEE_TYPE, assignee == null ? null : assignee.type().wire())
            .set(CONVERSATION.ASSIGNEE_ID, assignee == null ? null : assignee.id())
            .set(CONVERSATION.CONTACT_ID, now.contactId())
            .set(CONVERSATION.FIELDS, StoredJson.of(now.fields()))
            .set(CONVERSATION.SENTIMENT, now.sentiment())
            .set(CONVERSATION.SESSION_ID, Ids.next())
            .set(CONVERSATION.SANDBOX, now.sandbox())
            .set(
                CONVERSATION.SESSION_ENDED_AT,
                now.status() == Status.OPEN ? null : at.atOffset(ZoneOffset.UTC))
            .onConflict(CONVERSATION.ID)
            .doNothing()
            .execute();
    return added > 0;
  }

  private static UUID[] labelIds(Conversation now) {
    return now.labels().stream().map(label -> UUID.fromString(label.id())).toArray(UUID[]::new);
  }

  /**
   * Who said something.
   *
   * @param type contact, user, persona or workflow
   * @param execution the run that sent it, of a workflow's message
   */
  public record Author(String type, @Nullable String id, @Nullable UUID execution) {
    /** A run of a workflow. */
    public static Author workflow(UUID workflow, UUID execution) {
      return new Author("workflow", workflow.toString(), execution);
    }
  }

  /** The labels with these ids, archived ones too. */
  public static Map<String, Label> labels(DSLContext tx, Collection<UUID> ids) {
    return tx
        .select(LABEL.ID, LABEL.NAME)
        .from(LABEL)
        .where(LABEL.ID.in(ids))
        .fetch(row -> new Label(row.value1().toString(), row.value2()))
        .stream()
        .collect(Collectors.toMap(Label::id, label -> label));
  }

  /** The label of that name, whatever its case; one not known yet is created. */
  public static Label labelNamed(DSLContext tx, String name) {
    var found = findLabel(tx, name);
    if (found.isPresent()) {
      return found.get();
    }
    tx.insertInto(LABEL)
        .set(LABEL.ID, Ids.next())
        .set(LABEL.NAME, name)
        .onConflictDoNothing()
        .execute();
    return findLabel(tx, name).orElseThrow();
  }

  private static Optional<Label> findLabel(DSLContext tx, String name) {
    return tx.select(LABEL.ID, LABEL.NAME)
        .from(LABEL)
        .where(lower(LABEL.NAME).eq(name.toLowerCase(Locale.ROOT)))
        .fetchOptional(row -> new Label(row.value1().toString(), row.value2()));
  }
}
