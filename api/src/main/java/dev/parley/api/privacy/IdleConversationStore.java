package dev.parley.api.privacy;

import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.EXECUTION;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import dev.parley.store.Lifecycle;
import java.time.OffsetDateTime;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Finds conversations that have not changed for long. */
final class IdleConversationStore {
  private static final int AT_ONCE = 100;

  private IdleConversationStore() {}

  /** Selects the conversations of customers that have not changed since then. */
  static Condition unchangedSince(OffsetDateTime time) {
    return CONVERSATION.UPDATED_AT.lt(time).and(CONVERSATION.SANDBOX.isFalse());
  }

  /** Returns some of these conversations, the oldest first, without those that have open runs. */
  static List<String> batch(DSLContext tx, Condition idle) {
    return tx.select(CONVERSATION.ID)
        .from(CONVERSATION)
        .where(idle)
        .and(
            notExists(
                selectOne()
                    .from(EXECUTION)
                    .where(EXECUTION.CONVERSATION_ID.eq(CONVERSATION.ID))
                    .and(Lifecycle.isOpen().or(EXECUTION.CANCEL_PENDING))))
        .orderBy(CONVERSATION.UPDATED_AT)
        .limit(AT_ONCE)
        .fetch(CONVERSATION.ID);
  }
}
