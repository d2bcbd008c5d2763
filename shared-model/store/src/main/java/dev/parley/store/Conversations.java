package dev.parley.store;

import dev.parley.conversation.Aspects;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Change;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Label;
import dev.parley.conversation.Moment;
import dev.parley.conversation.Status;
import dev.parley.db.tables.records.ConversationRecord;
import dev.parley.store.sql.Postgres;
import dev.parley.store.sql.SqlStatement;
import dev.parley.store.sql.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** The conversation store, as far as changes of conversations need it. */
public final class Conversations {
  /**
   * The columns of a conversation, by name, so that adding a column does not invalidate prepared
   * plans.
   */
  public static final String COLUMNS =
      "id, channel, status, starred, labels, assignee_type, assignee_id, contact_id, fields,"
          + " sentiment, sandbox, session_id, session_ended_at, last_message_at, snapshot_at,"
          + " aspects";

  /**
   * Keeps PostgreSQL from planning the statements of this transaction again for each value. They
   * look up single keys, so one plan fits all values, and planning took longer than execution: 0.7
   * ms for the workflows that match an event. It is an expression of the statement that takes the
   * lock, which saves a round trip.
   */
  public static final String ONE_PLAN = "set_config('plan_cache_mode', 'force_generic_plan', true)";

  private static final String FROM_ONE = " from conversation where id = ?";

  private static final SqlStatement READ = new SqlStatement("select " + COLUMNS + FROM_ONE);

  private static final SqlStatement LOCK =
      new SqlStatement("select " + COLUMNS + ", " + ONE_PLAN + FROM_ONE + " for no key update");

  /** Merges the aspects with those of a JSON object, never moving one back in time. */
  static final String TOLD =
      "aspects || coalesce((select jsonb_object_agg(key, greatest(value, aspects -> key))"
          + " from jsonb_each(cast(? as jsonb))), '{}')";

  /**
   * Resolving a conversation ends its session: the customer's next message begins another. Other
   * changes to a resolved conversation do not end a session.
   */
  private static final SqlStatement WRITE =
      new SqlStatement(
          """
          update conversation
          set status = ?, channel = ?, starred = ?, labels = ?, assignee_type = ?, assignee_id = ?,
            contact_id = ?, fields = cast(? as jsonb), sentiment = ?, updated_at = now(),
            session_ended_at = case when status = 'open' and cast(? as text) <> 'open'
              then coalesce(session_ended_at, ?) else session_ended_at end,
            aspects = %s
          where id = ?
          """
              .formatted(TOLD));

  private static final SqlStatement CONFIRM =
      new SqlStatement("update conversation set aspects = " + TOLD + " where id = ?");

  private static final SqlStatement ADD =
      new SqlStatement(
          """
          insert into conversation (id, channel, status, starred, labels, assignee_type,
            assignee_id, contact_id, fields, sentiment, session_id, sandbox, session_ended_at,
            aspects, last_message_at)
          values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, cast(? as timestamptz),
            cast(? as jsonb), cast(? as timestamptz))
          on conflict (id) do nothing
          """);

  private Conversations() {}

  /** Reads a conversation without a lock. */
  public static Optional<Conversation> read(DSLContext tx, String id) {
    return READ.fetchOptional(tx, Conversations::row, id).map(row -> conversation(tx, row));
  }

  /** Reads a conversation and locks it until the transaction ends. */
  public static Optional<Conversation> lock(DSLContext tx, String id) {
    return lockWithSession(tx, id).map(Locked::conversation);
  }

  /**
   * A locked conversation with its session.
   *
   * @param aspects when each part of it was last reported
   * @param isNew true if it was created in this transaction
   */
  public record Locked(
      Conversation conversation, Messages.Session session, Aspects aspects, boolean isNew) {}

  /** Reads a conversation with its session and locks it until the transaction ends. */
  public static Optional<Locked> lockWithSession(DSLContext tx, String id) {
    return LOCK.fetchOptional(tx, Conversations::row, id).map(row -> locked(tx, row));
  }

  /**
   * Returns the conversation in a row that this transaction has locked.
   *
   * @param row has the {@link #COLUMNS}; they are null if there is no conversation
   */
  public static Optional<Locked> locked(DSLContext tx, ResultSet row) throws SQLException {
    if (row.getString("id") == null) {
      return Optional.empty();
    }
    return Optional.of(locked(tx, row(row)));
  }

  private static Locked locked(DSLContext tx, ConversationRecord row) {
    return new Locked(
        conversation(tx, row),
        new Messages.Session(
            row.getSessionId(),
            Postgres.instant(row.getSessionEndedAt()),
            Postgres.instant(row.getLastMessageAt())),
        new Aspects(StoredJson.longs(row.getAspects()), Postgres.instant(row.getSnapshotAt())),
        false);
  }

  private static ConversationRecord row(ResultSet row) throws SQLException {
    var read = new ConversationRecord();
    read.setId(row.getString("id"));
    read.setChannel(row.getString("channel"));
    read.setStatus(row.getString("status"));
    read.setStarred(row.getBoolean("starred"));
    read.setLabels((UUID[]) row.getArray("labels").getArray());
    read.setAssigneeType(row.getString("assignee_type"));
    read.setAssigneeId(row.getString("assignee_id"));
    read.setContactId(row.getString("contact_id"));
    read.setFields(JSONB.valueOf(row.getString("fields")));
    read.setSentiment(row.getString("sentiment"));
    read.setSandbox(row.getBoolean("sandbox"));
    read.setSessionId(row.getObject("session_id", UUID.class));
    read.setSessionEndedAt(row.getObject("session_ended_at", OffsetDateTime.class));
    read.setLastMessageAt(row.getObject("last_message_at", OffsetDateTime.class));
    read.setSnapshotAt(row.getObject("snapshot_at", OffsetDateTime.class));
    read.setAspects(JSONB.valueOf(row.getString("aspects")));
    return read;
  }

  private static Conversation conversation(DSLContext tx, ConversationRecord row) {
    var type = row.getAssigneeType();
    return new Conversation(
        row.getId(),
        Channel.valueOf(row.getChannel().toUpperCase(Locale.ROOT)),
        Status.valueOf(row.getStatus().toUpperCase(Locale.ROOT)),
        row.getStarred(),
        labelsOf(tx, row.getLabels()),
        type == null
            ? null
            : new Assignee(
                Assignee.Type.valueOf(type.toUpperCase(Locale.ROOT)), row.getAssigneeId()),
        row.getContactId(),
        StoredJson.map(row.getFields()),
        row.getSentiment(),
        row.getSandbox());
  }

  /**
   * Returns the labels in their order. This is a separate statement because one that waits for a
   * lock sees the newest version of the locked row, but other rows as they were when the wait
   * began.
   */
  private static List<Label> labelsOf(DSLContext tx, UUID[] ids) {
    if (ids.length == 0) {
      return List.of();
    }
    var known = Labels.of(tx, List.of(ids));
    return Arrays.stream(ids).map(id -> known.get(id.toString())).filter(Objects::nonNull).toList();
  }

  /**
   * Applies a change to a conversation that this transaction has locked, and writes its message,
   * which is thereby delivered. The events are returned, not recorded: {@link Events#record} does
   * that with their cause.
   */
  public static Change.Effect apply(DSLContext tx, Conversation now, Change change, Author author) {
    var effect = change.on(now);
    if (!effect.after().equals(now)) {
      var at = Moment.now();
      write(tx, effect.after(), at, Aspects.changed(now, effect.after()));
    }
    if (change instanceof Change.Send send) {
      Messages.say(tx, now, send.text(), author);
    }
    return effect;
  }

  /**
   * Writes a conversation's state as of that moment.
   *
   * @param aspects the parts that were reported
   */
  public static void write(DSLContext tx, Conversation now, Moment at, Collection<String> aspects) {
    var assignee = now.assignee();
    WRITE.execute(
        tx,
        now.status().wire(),
        now.channel().wire(),
        now.starred(),
        labelIds(now),
        assignee == null ? null : assignee.type().wire(),
        assignee == null ? null : assignee.id(),
        now.contactId(),
        StoredJson.of(now.fields()),
        now.sentiment(),
        now.status().wire(),
        Postgres.time(at.at()),
        told(aspects, at),
        now.id());
  }

  /**
   * Records that these aspects of a conversation were reported again, unchanged, at that moment.
   */
  public static void confirm(DSLContext tx, String id, Moment at, Collection<String> aspects) {
    CONFIRM.execute(tx, told(aspects, at), id);
  }

  static JSONB told(Collection<String> aspects, Moment at) {
    return StoredJson.of(
        aspects.stream().collect(Collectors.toMap(aspect -> aspect, _ -> at.micros())));
  }

  /**
   * Adds a conversation, visible to others once the transaction ends.
   *
   * @return false if the id exists, in which case nothing was changed
   */
  public static boolean insertIfAbsent(DSLContext tx, Conversation now) {
    return insert(tx, now, Ids.next(), Moment.now(), Aspects.of(now), null);
  }

  /**
   * Adds a conversation whose state at that moment another system reported.
   *
   * @param aspects the parts that were reported
   * @param lastMessage when the last message was sent; null if there was none
   * @return the conversation, or empty if the id exists
   */
  public static Optional<Locked> insertSnapshotIfAbsent(
      DSLContext tx,
      Conversation now,
      Moment at,
      Collection<String> aspects,
      @Nullable Instant lastMessage) {
    var ended = now.status() == Status.OPEN ? null : at.at();
    var session = new Messages.Session(Ids.next(), ended, null);
    return insert(tx, now, session.id(), at, aspects, lastMessage)
        ? Optional.of(new Locked(now, session, Aspects.NONE, true))
        : Optional.empty();
  }

  private static boolean insert(
      DSLContext tx,
      Conversation now,
      UUID session,
      Moment at,
      Collection<String> aspects,
      @Nullable Instant lastMessage) {
    var assignee = now.assignee();
    int added =
        ADD.execute(
            tx,
            now.id(),
            now.channel().wire(),
            now.status().wire(),
            now.starred(),
            labelIds(now),
            assignee == null ? null : assignee.type().wire(),
            assignee == null ? null : assignee.id(),
            now.contactId(),
            StoredJson.of(now.fields()),
            now.sentiment(),
            session,
            now.sandbox(),
            now.status() == Status.OPEN ? null : Postgres.time(at.at()),
            told(aspects, at),
            Postgres.time(lastMessage));
    return added > 0;
  }

  private static UUID[] labelIds(Conversation now) {
    return now.labels().stream().map(label -> UUID.fromString(label.id())).toArray(UUID[]::new);
  }

  /**
   * The author of a message.
   *
   * @param type contact, user, persona or workflow
   * @param execution the run that sent a workflow's message
   */
  public record Author(String type, @Nullable String id, @Nullable UUID execution) {
    /** Returns a run of a workflow as the author. */
    public static Author workflow(UUID workflow, UUID execution) {
      return new Author("workflow", workflow.toString(), execution);
    }
  }
}
