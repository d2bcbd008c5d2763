package dev.parley.api.event;

import static dev.parley.db.Tables.EVENT;
import static dev.parley.db.Tables.EVENT_RECEIPT;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import dev.parley.api.event.EventStore.Taken;
import dev.parley.store.Conversations;
import dev.parley.store.Conversations.Locked;
import dev.parley.store.Events.Recorded;
import dev.parley.store.sql.SqlStatement;
import dev.parley.store.sql.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Receipts of accepted events, so that none is accepted twice. */
final class ReceiptStore {
  /** An event that was accepted before does not wait for its conversation. */
  private static final SqlStatement FIND =
      new SqlStatement(
          """
          with receipt as materialized (
            select body_hash, result from event_receipt where source = ? and event_id = ?
          ),
          locked as (
            select %s from conversation where id = ? and not exists (select from receipt)
            for no key update
          )
          select receipt.body_hash, receipt.result, locked.*, %s
          from (values (1)) as one left join receipt on true left join locked on true
          """
              .formatted(Conversations.COLUMNS, Conversations.ONE_PLAN));

  private static final SqlStatement KEEP =
      new SqlStatement(
          """
          insert into event_receipt (source, event_id, body_hash, event, result)
          values (?, ?, ?, ?, cast(? as jsonb))
          on conflict do nothing
          """);

  private ReceiptStore() {}

  /**
   * The known state of an event.
   *
   * @param taken its recorded outcome; null if it was not accepted yet
   * @param locked its conversation; empty if there is none or the event was accepted before
   */
  record Found(@Nullable Taken taken, Optional<Locked> locked) {}

  /** Returns the receipt of an event or, if it has none, its conversation, locked. */
  static Found findOrLock(DSLContext tx, CloudEvent event, String conversation) {
    return FIND.fetchOptional(
            tx,
            row -> new Found(taken(row, event), Conversations.locked(tx, row)),
            event.source(),
            event.id(),
            conversation)
        .orElseThrow();
  }

  private static @Nullable Taken taken(ResultSet row, CloudEvent event) throws SQLException {
    var result = row.getString("result");
    return result == null
        ? null
        : new Taken(
            false,
            event.hash().equals(row.getString("body_hash")),
            StoredJson.read(JSONB.valueOf(result), Recorded.class));
  }

  /**
   * Stores the receipt of an event. It comes last in the transaction, since writing it earlier
   * would mean writing it twice.
   */
  static void keep(DSLContext tx, CloudEvent event, Recorded recorded) {
    int fresh =
        KEEP.execute(
            tx,
            event.source(),
            event.id(),
            event.hash(),
            recorded.event(),
            StoredJson.of(recorded));
    if (fresh == 0) {
      throw new EventStore.ConcurrentlyProcessed();
    }
  }

  /** Records that an event was repeated. */
  static void repeated(DSLContext tx, String source, String id, boolean sameBody) {
    tx.update(EVENT_RECEIPT)
        .set(EVENT_RECEIPT.REPEATED_AT, currentOffsetDateTime())
        .set(EVENT_RECEIPT.REPEATED_SAME, sameBody)
        .set(EVENT_RECEIPT.REPEATS, EVENT_RECEIPT.REPEATS.plus(1))
        .where(EVENT_RECEIPT.SOURCE.eq(source))
        .and(EVENT_RECEIPT.EVENT_ID.eq(id))
        .execute();
  }

  /** The stored outcome of an accepted event. */
  record Receipt(
      OffsetDateTime receivedAt, String type, String conversationId, Recorded recorded) {}

  static Optional<Receipt> find(DSLContext tx, String source, String id) {
    return tx.select(
            EVENT_RECEIPT.RECEIVED_AT, EVENT.TYPE, EVENT.CONVERSATION_ID, EVENT_RECEIPT.RESULT)
        .from(EVENT_RECEIPT)
        .join(EVENT)
        .on(EVENT.ID.eq(EVENT_RECEIPT.EVENT))
        .where(EVENT_RECEIPT.SOURCE.eq(source))
        .and(EVENT_RECEIPT.EVENT_ID.eq(id))
        .fetchOptional(row ->
            new Receipt(
                row.value1(),
                row.value2(),
                row.value3(),
                StoredJson.read(row.value4(), Recorded.class)));
  }
}
