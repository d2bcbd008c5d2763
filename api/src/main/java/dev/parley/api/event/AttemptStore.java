package dev.parley.api.event;

import static dev.parley.db.Tables.WORKFLOW;

import dev.parley.api.Transactions;
import dev.parley.conversation.EventType;
import java.util.List;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Remembers what was posted and not taken, for those who look for what is missing. */
@Component
class AttemptStore {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptStore.class);
  private static final int MOST_ASLEEP = 200;

  private final Transactions transactions;

  AttemptStore(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Notes a duplicate, keeps what was rejected; the sender's answer does not depend on it. */
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
      LOG.warn("What became of an event was not kept: {}", e.toString());
    }
  }

  /** The workflows that wait for such events and do not start, with the reason: their status. */
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
