package dev.parley.store;

import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.SETTING;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.val;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Sessions;
import dev.parley.conversation.Status;
import dev.parley.store.Conversations.Author;
import dev.parley.store.Conversations.Locked;
import dev.parley.store.sql.Postgres;
import dev.parley.store.sql.SqlStatement;
import dev.parley.store.sql.StoredJson;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Messages and the state of their delivery. Every method that writes requires the conversation's
 * lock in its transaction.
 */
public final class Messages {
  private static final String SILENCE = "session.silenceSeconds";

  private static final SqlStatement SAY_IN_SESSION = saying("?");

  private static final SqlStatement SAY_IN_LATEST_SESSION =
      saying("(select session_id from conversation where id = ?)");

  private static final SqlStatement TOUCH =
      new SqlStatement(
          """
          update conversation
          set last_message_at = greatest(last_message_at, cast(? as timestamptz)), updated_at = now()
          where id = ?
          """);

  private static final SqlStatement WAITING_BEFORE =
      new SqlStatement(
          """
          select earlier.created_at
          from message
          join message earlier on earlier.conversation_id = message.conversation_id
            and earlier.seq < message.seq and earlier.delivery = 'pending'
          where message.id = ?
          order by earlier.seq
          limit 1
          """);

  private Messages() {}

  /**
   * The outcome of receiving a customer's message.
   *
   * @param isNew false if a message with that id exists, in which case it is not written again
   * @param beganSession true if it is the first message of a new session
   */
  public record Received(boolean isNew, boolean beganSession) {}

  /**
   * A conversation's current session.
   *
   * @param endedAt when the conversation was resolved, if that happened during the session
   * @param lastMessageAt when the last message was sent by anyone; null if there is none
   */
  public record Session(UUID id, @Nullable Instant endedAt, @Nullable Instant lastMessageAt) {
    /** Returns the session after a change at that moment: resolving the conversation ends it. */
    public Session after(Conversation before, Conversation after, Instant at) {
      return endedAt == null && before.status() == Status.OPEN && after.status() != Status.OPEN
          ? new Session(id, at, lastMessageAt)
          : this;
    }
  }

  /** Adds a customer's message, beginning a new session if necessary. */
  public static Received receive(DSLContext tx, Locked locked, String id, String text, Instant at) {
    return receive(tx, locked, id, text, at, null);
  }

  /**
   * Adds a customer's message that may have been written by a user in the customer's place.
   *
   * @param playedBy the user; null if the customer wrote it
   */
  public static Received receive(
      DSLContext tx, Locked locked, String id, String text, Instant at, @Nullable String playedBy) {
    var session = locked.session();
    var last = session.lastMessageAt();
    var silence = last == null ? Sessions.SILENCE : silence(tx);
    var begins = Sessions.begins(last, session.endedAt(), at, silence);
    var next = begins ? Ids.next() : session.id();
    var conversation = locked.conversation();
    var author = new Author("contact", conversation.contactId(), null);
    if (!insert(tx, conversation, id, text, author, null, "delivered", next, at)) {
      return new Received(false, false);
    }
    if (!locked.isNew()) {
      touch(tx, conversation.id(), at);
    }
    if (playedBy != null) {
      tx.update(MESSAGE).set(MESSAGE.PLAYED_BY, playedBy).where(MESSAGE.ID.eq(id)).execute();
    }
    if (begins) {
      begin(tx, conversation, next);
    }
    return new Received(true, begins);
  }

  /** Returns true if the message with that id belongs to this conversation. */
  public static boolean isOf(DSLContext tx, String id, Conversation conversation) {
    return tx.fetchExists(
        MESSAGE, MESSAGE.ID.eq(id).and(MESSAGE.CONVERSATION_ID.eq(conversation.id())));
  }

  /** Begins a session reported by another system. */
  public static void beginSession(DSLContext tx, Conversation conversation) {
    begin(tx, conversation, Ids.next());
  }

  private static void begin(DSLContext tx, Conversation conversation, UUID session) {
    tx.update(CONVERSATION)
        .set(CONVERSATION.SESSION_ID, session)
        .setNull(CONVERSATION.SESSION_ENDED_AT)
        .where(CONVERSATION.ID.eq(conversation.id()))
        .execute();
  }

  /** Returns the period of silence that ends a session. */
  public static Duration silence(DSLContext tx) {
    return tx.select(SETTING.VALUE)
        .from(SETTING)
        .where(SETTING.KEY.eq(SILENCE))
        .fetchOptional(SETTING.VALUE)
        .map(json -> Duration.ofSeconds(StoredJson.read(json, Long.class)))
        .orElse(Sessions.SILENCE);
  }

  /** Sets the period of silence that ends a session. */
  public static void setSilence(DSLContext tx, Duration silence) {
    tx.insertInto(SETTING)
        .set(SETTING.KEY, SILENCE)
        .set(SETTING.VALUE, StoredJson.of(silence.toSeconds()))
        .onConflict(SETTING.KEY)
        .doUpdate()
        .set(SETTING.VALUE, StoredJson.of(silence.toSeconds()))
        .set(SETTING.UPDATED_AT, currentOffsetDateTime())
        .execute();
  }

  /** Adds a message whose storage delivers it; returns its id. */
  public static String say(DSLContext tx, Conversation conversation, String text, Author author) {
    var id = Ids.next().toString();
    var now = Instant.now();
    insert(tx, conversation, id, text, author, null, "delivered", null, now);
    touch(tx, conversation.id(), now);
    return id;
  }

  /** Adds a step's message for outside delivery; a repeated attempt finds the existing one. */
  public static String await(
      DSLContext tx, Conversation conversation, String text, Author author, String node) {
    var left =
        author.execution() == null
            ? Optional.<Pending>empty()
            : pending(tx, author.execution(), node);
    if (left.isPresent()) {
      return left.get().id();
    }
    var id = Ids.next().toString();
    var now = Instant.now();
    insert(tx, conversation, id, text, author, node, "pending", null, now);
    touch(tx, conversation.id(), now);
    return id;
  }

  /** A message that waits for outside delivery. */
  public record Pending(String id, String text) {}

  /** Returns the message that a step left for delivery. */
  public static Optional<Pending> pending(DSLContext tx, UUID execution, String node) {
    return tx.select(MESSAGE.ID, MESSAGE.TEXT)
        .from(MESSAGE)
        .where(MESSAGE.EXECUTION_ID.eq(execution))
        .and(MESSAGE.NODE_ID.eq(node))
        .and("delivery = 'pending'")
        .fetchOptional(row -> new Pending(row.value1(), row.value2()));
  }

  /**
   * Returns since when an earlier message of the conversation has been waiting for its channel:
   * messages reach the customer in their order.
   */
  public static Optional<Instant> waitingBefore(DSLContext tx, String id) {
    return WAITING_BEFORE.fetchOptional(
        tx, row -> row.getObject(1, OffsetDateTime.class).toInstant(), id);
  }

  /**
   * Records that the channel accepted a message.
   *
   * @param name the channel's id for the message, if any
   */
  public static void delivered(DSLContext tx, String id, @Nullable String name) {
    tx.update(MESSAGE)
        .set(MESSAGE.DELIVERY, "delivered")
        .set(MESSAGE.DELIVERED_AT, currentOffsetDateTime())
        .set(MESSAGE.CHANNEL_MESSAGE_ID, name)
        .where(MESSAGE.ID.eq(id))
        .and(MESSAGE.DELIVERY.eq("pending"))
        .execute();
  }

  /** Records that the channel rejected a message. */
  public static void refused(DSLContext tx, String id, String reason) {
    tx.update(MESSAGE)
        .set(MESSAGE.DELIVERY, "failed")
        .set(MESSAGE.DELIVERY_ERROR, reason.replace("\u0000", ""))
        .where(MESSAGE.ID.eq(id))
        .and(MESSAGE.DELIVERY.eq("pending"))
        .execute();
  }

  /** A message that a person sends again. */
  public record Resent(String id, String text, String conversationId) {}

  /** Returns a message to send again, unless it is still being tried. */
  public static Optional<Resent> toResend(DSLContext tx, String id) {
    return tx.select(MESSAGE.ID, MESSAGE.TEXT, MESSAGE.CONVERSATION_ID)
        .from(MESSAGE)
        .where(MESSAGE.ID.eq(id))
        .and(MESSAGE.DELIVERY.ne("pending"))
        .fetchOptional(row -> new Resent(row.value1(), row.value2(), row.value3()));
  }

  /**
   * Records that the channel accepted a message that was sent again.
   *
   * @param name the channel's id for the message, if any
   */
  public static void resent(DSLContext tx, String id, @Nullable String name) {
    tx.update(MESSAGE)
        .set(MESSAGE.DELIVERY, "delivered")
        .set(MESSAGE.DELIVERED_AT, currentOffsetDateTime())
        .setNull(MESSAGE.DELIVERY_ERROR)
        .set(MESSAGE.CHANNEL_MESSAGE_ID, coalesce(val(name), MESSAGE.CHANNEL_MESSAGE_ID))
        .where(MESSAGE.ID.eq(id))
        .and(MESSAGE.DELIVERY.ne("pending"))
        .execute();
  }

  /** Gives up the undelivered messages of an ended execution. */
  public static void abandon(DSLContext tx, UUID execution, String reason) {
    tx.update(MESSAGE)
        .set(MESSAGE.DELIVERY, "failed")
        .set(MESSAGE.DELIVERY_ERROR, reason)
        .where(MESSAGE.EXECUTION_ID.eq(execution))
        .and("delivery = 'pending'")
        .execute();
  }

  private static boolean insert(
      DSLContext tx,
      Conversation conversation,
      String id,
      String text,
      Author author,
      @Nullable String node,
      String delivery,
      @Nullable UUID session,
      Instant at) {
    int added =
        (session == null ? SAY_IN_LATEST_SESSION : SAY_IN_SESSION)
            .execute(
                tx,
                id,
                conversation.id(),
                author.type(),
                author.id(),
                text.replace("\u0000", ""),
                delivery,
                author.execution(),
                node,
                session == null ? conversation.id() : session,
                Postgres.time(at));
    return added > 0;
  }

  private static SqlStatement saying(String session) {
    return new SqlStatement(
        """
        insert into message (id, conversation_id, author_type, author_id, text, delivery,
          execution_id, node_id, session_id, created_at)
        values (?, ?, ?, ?, ?, ?, cast(? as uuid), ?, %s, ?)
        on conflict (id) do nothing
        """
            .formatted(session));
  }

  private static void touch(DSLContext tx, String conversation, Instant at) {
    TOUCH.execute(tx, Postgres.time(at), conversation);
  }
}
