package dev.parley.api.privacy;

import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.EVENT;
import static dev.parley.db.Tables.EVENT_RECEIPT;
import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.NOT_STARTED;
import static dev.parley.db.Tables.STEP;
import static dev.parley.db.Tables.STEP_ATTEMPT;
import static dev.parley.db.Tables.SUBSCRIPTION_DELIVERY;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import dev.parley.store.Lifecycle;
import dev.parley.store.sql.StoredJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;

/**
 * Deletes a conversation with everything recorded about it, in batches with a transaction each. Its
 * runs stay as what happened: which workflow, when, which steps, how they ended. All else in them
 * is deleted. Until the last batch, the conversation takes events as usual, and they are deleted
 * with it; afterwards they make a new one.
 */
final class ConversationRemovalStore {
  /** Stands for the texts of attempts. */
  private static final String ERASED = "Erased.";

  private static final int ROWS = 500;
  private static final int RUNS = 50;
  private static final int EVENTS = 100;

  private final DSLContext tx;
  private final String id;
  private final boolean cancels;
  private final Map<String, Long> erased = new HashMap<>();
  private Sought sought = Sought.NOTHING;

  private ConversationRemovalStore(DSLContext tx, String id, boolean cancels) {
    this.tx = tx;
    this.id = id;
    this.cancels = cancels;
  }

  /** The state after a batch. */
  enum State {
    /** There is more to delete. */
    MORE,
    /** Runs were cancelled, or their end is not known to Temporal yet. */
    RUNS,
    /** The conversation does not exist, or not any more. */
    GONE
  }

  /**
   * The outcome of a batch.
   *
   * @param erased the number of deleted objects by kind of data
   */
  record Batch(State state, Map<String, Long> erased, Sought sought) {}

  /**
   * Deletes a batch, in the order conversation, execution, step, as all transactions lock.
   *
   * @param still must still be true of it once it is locked
   */
  static Batch next(DSLContext tx, String id, Condition still) {
    return new ConversationRemovalStore(tx, id, true).next(still);
  }

  /** Deletes a batch as {@link #next} does, unless the conversation has open runs. */
  static Batch nextUnlessOpen(DSLContext tx, String id, Condition still) {
    return new ConversationRemovalStore(tx, id, false).next(still);
  }

  private Batch next(Condition still) {
    var found =
        tx.select(CONVERSATION.UID, CONVERSATION.FIELDS)
            .from(CONVERSATION)
            .where(CONVERSATION.ID.eq(id))
            .and(still)
            .forUpdate()
            .fetchOptional();
    if (found.isEmpty()) {
      return new Batch(State.GONE, Map.of(), Sought.NOTHING);
    }
    if (cancels ? endRuns(tx, id, erased) : hasRuns(tx, id)) {
      return new Batch(State.RUNS, erased, Sought.NOTHING);
    }
    var types = ErasureStore.fieldTypes(tx);
    sought =
        Sought.conversation(id).and(Sought.fields(StoredJson.map(found.get().value2()), types));
    var more = empty("erased-" + found.get().value1());
    more |= forgetEvents(types);
    more |= delete("messages", MESSAGE, MESSAGE.ID, messages());
    more |= delete("heldBack", NOT_STARTED, NOT_STARTED.ID, heldBack());
    more |= delete("deliveries", SUBSCRIPTION_DELIVERY, SUBSCRIPTION_DELIVERY.ID, deliveries());
    if (more) {
      return new Batch(State.MORE, erased, sought);
    }
    tx.deleteFrom(CONVERSATION).where(CONVERSATION.ID.eq(id)).execute();
    erased.merge("conversations", 1L, Long::sum);
    return new Batch(State.GONE, erased, sought);
  }

  /**
   * Cancels open runs of a locked conversation.
   *
   * @return true if there were any, or Temporal has not been informed of all of them
   */
  static boolean endRuns(DSLContext tx, String conversation, Map<String, Long> erased) {
    var open =
        tx.select(EXECUTION.ID)
            .from(EXECUTION)
            .where(EXECUTION.CONVERSATION_ID.eq(conversation))
            .and(Lifecycle.isOpen())
            .orderBy(EXECUTION.ID)
            .limit(RUNS)
            .fetch(EXECUTION.ID);
    for (var run : open) {
      if (Lifecycle.cancel(
          tx, run, Lifecycle.CONTACT_ERASED, "Cancelled: the contact was erased.")) {
        erased.merge("runsEnded", 1L, Long::sum);
      }
    }
    return !open.isEmpty()
        || tx.fetchExists(
            EXECUTION, EXECUTION.CONVERSATION_ID.eq(conversation).and(EXECUTION.CANCEL_PENDING));
  }

  private static boolean hasRuns(DSLContext tx, String conversation) {
    return tx.fetchExists(
        EXECUTION,
        EXECUTION
            .CONVERSATION_ID
            .eq(conversation)
            .and(Lifecycle.isOpen().or(EXECUTION.CANCEL_PENDING)));
  }

  /** Empties a batch of runs, which then belong to no conversation. */
  private boolean empty(String shell) {
    var runs =
        tx.select(EXECUTION.ID)
            .from(EXECUTION)
            .where(EXECUTION.CONVERSATION_ID.eq(id))
            .orderBy(EXECUTION.ID)
            .limit(RUNS)
            .forNoKeyUpdate()
            .fetch(EXECUTION.ID);
    if (runs.isEmpty()) {
      return false;
    }
    tx.update(EXECUTION)
        .set(EXECUTION.CONVERSATION_ID, shell)
        .set(EXECUTION.EVENT, emptied(shell))
        .set(EXECUTION.OPTIONS, field("{0} - 'replies'", JSONB.class, EXECUTION.OPTIONS))
        .set(
            EXECUTION.ERROR_MESSAGE,
            when(EXECUTION.ERROR_CODE.eq(Lifecycle.CONTACT_ERASED), EXECUTION.ERROR_MESSAGE)
                .otherwise(castNull(EXECUTION.ERROR_MESSAGE)))
        .set(EXECUTION.ERASED_AT, currentOffsetDateTime())
        // Those who watch the run see that it changed.
        .set(EXECUTION.CHANGED, field("pg_current_xact_id()::text::bigint", Long.class))
        .where(EXECUTION.ID.in(runs))
        .execute();
    tx.update(STEP)
        .setNull(STEP.INPUT)
        .setNull(STEP.OUTPUT)
        .setNull(STEP.ERROR_MESSAGE)
        .where(STEP.EXECUTION_ID.in(runs))
        .execute();
    tx.update(STEP_ATTEMPT)
        .set(STEP_ATTEMPT.MESSAGE, ERASED)
        .where(STEP_ATTEMPT.EXECUTION_ID.in(runs))
        .execute();
    erased.merge("runs", (long) runs.size(), Long::sum);
    return true;
  }

  /** Returns an event that only says of which type it was, and when. */
  private static Field<JSONB> emptied(String shell) {
    return field(
        "jsonb_build_object('specversion', '1.0', 'id', 'erased', 'source', '/parley/erased',"
            + " 'type', {0}, 'time', {1} -> 'time', 'data', jsonb_build_object('conversation',"
            + " jsonb_build_object('id', {2})))",
        JSONB.class, EXECUTION.TRIGGER, EXECUTION.EVENT, val(shell));
  }

  /**
   * Deletes a batch of events. Their receipts stay for their time without a result, so that a
   * sender's late repetition does not bring the data back.
   */
  private boolean forgetEvents(Map<String, String> types) {
    var contact = field("data #> '{conversation,contact}'", JSONB.class);
    var fields = field("data #> '{conversation,fields}'", JSONB.class);
    var events =
        tx.deleteFrom(EVENT)
            .where(
                EVENT.ID.in(
                    select(EVENT.ID)
                        .from(EVENT)
                        .where(EVENT.CONVERSATION_ID.eq(id))
                        .orderBy(EVENT.SEQ)
                        .limit(EVENTS)))
            .returningResult(EVENT.SOURCE, EVENT.EVENT_ID, contact, fields)
            .fetch();
    for (var event : events) {
      sought =
          sought
              .and(Sought.contact(object(event.value3()), types))
              .and(Sought.fields(object(event.value4()), types));
    }
    if (!events.isEmpty()) {
      tx.update(EVENT_RECEIPT)
          .setNull(EVENT_RECEIPT.EVENT)
          .set(
              EVENT_RECEIPT.RESULT,
              field(
                  "jsonb_build_object('event', {0}, 'executions', '[]'::jsonb, 'notStarted',"
                      + " '[]'::jsonb, 'stale', '[]'::jsonb)",
                  JSONB.class, val(new UUID(0, 0))))
          .where(
              row(EVENT_RECEIPT.SOURCE, EVENT_RECEIPT.EVENT_ID)
                  .in(events.map(event -> row(event.value1(), event.value2()))))
          .execute();
    }
    erased.merge("events", (long) events.size(), Long::sum);
    return !events.isEmpty();
  }

  private static Map<String, Object> object(JSONB json) {
    return json == null || !json.data().startsWith("{") ? Map.of() : StoredJson.map(json);
  }

  private Select<Record1<String>> messages() {
    return select(MESSAGE.ID)
        .from(MESSAGE)
        .where(MESSAGE.CONVERSATION_ID.eq(id))
        .orderBy(MESSAGE.SEQ)
        .limit(ROWS);
  }

  private Select<Record1<UUID>> heldBack() {
    return select(NOT_STARTED.ID)
        .from(NOT_STARTED)
        .where(NOT_STARTED.CONVERSATION_ID.eq(id))
        .limit(ROWS);
  }

  private Select<Record1<UUID>> deliveries() {
    return select(SUBSCRIPTION_DELIVERY.ID)
        .from(SUBSCRIPTION_DELIVERY)
        .where(SUBSCRIPTION_DELIVERY.CONVERSATION_ID.eq(id))
        .limit(ROWS);
  }

  /** Attempts at what is deleted are deleted with it, by the database. */
  private <T> boolean delete(
      String kind, Table<?> table, Field<T> key, Select<? extends Record1<T>> batch) {
    int deleted = tx.deleteFrom(table).where(key.in(batch)).execute();
    erased.merge(kind, (long) deleted, Long::sum);
    return deleted > 0;
  }

  /** Returns the conversations of a contact that have open runs. */
  static List<String> withOpenRuns(DSLContext tx, String contact) {
    var ofThem =
        EXECUTION
            .CONVERSATION_ID
            .eq(CONVERSATION.ID)
            .and(Lifecycle.isOpen().or(EXECUTION.CANCEL_PENDING));
    return tx.select(CONVERSATION.ID)
        .from(CONVERSATION)
        .where(CONVERSATION.CONTACT_ID.eq(contact))
        .and(exists(selectOne().from(EXECUTION).where(ofThem)))
        .limit(ROWS)
        .fetch(CONVERSATION.ID);
  }
}
