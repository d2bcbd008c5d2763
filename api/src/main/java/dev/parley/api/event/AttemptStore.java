package dev.parley.api.event;

import static dev.parley.db.Tables.WORKFLOW;

import dev.parley.api.Transactions;
import dev.parley.conversation.EventType;
import dev.parley.store.sql.StoreFailure;
import java.util.List;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Records events that were not accepted, for users who look for a missing one. */
@Component
class AttemptStore {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptStore.class);
  private static final int MOST_ASLEEP = 200;

  private final Transactions transactions;

  AttemptStore(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Counts a duplicate or stores a rejected event; the response to the sender does not depend on
   * it.
   */
  void remember(JsonNode event, Intake.Result result, String sender) {
    var errors = result.errors();
    if (errors == null && result.sameBody() == null) {
      return;
    }
    try {
      transactions.write(tx -> {
        if (errors != null) {
          RejectedStore.keep(tx, event, errors, sender);
        } else {
          ReceiptStore.repeated(
              tx,
              event.path("source").asString(""),
              result.id(),
              Boolean.TRUE.equals(result.sameBody()));
        }
        return sender;
      });
    } catch (RuntimeException e) {
      LOG.warn("The outcome of an event was not stored: {}", StoreFailure.words(e));
    }
  }

  /**
   * Returns the workflows that would match such events but are not active, with their status as the
   * reason.
   */
  static List<Intake.HeldBack> asleep(DSLContext tx, EventType type) {
    return tx.select(WORKFLOW.ID, WORKFLOW.STATUS)
        .from(WORKFLOW)
        .where(WORKFLOW.TRIGGER.eq(type.wire()))
        .and(WORKFLOW.STATUS.in("draft", "paused"))
        .orderBy(WORKFLOW.ID)
        .limit(MOST_ASLEEP)
        .fetch(row -> new Intake.HeldBack(row.value1().toString(), row.value2()));
  }
}
