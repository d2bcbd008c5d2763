package dev.parley.api.retention;

import static dev.parley.db.Tables.CONTACT;
import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.STEP;
import static dev.parley.db.Tables.STEP_ATTEMPT;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;

/** Deletes tests with their sandboxes. */
public final class TestRunStore {
  private TestRunStore() {}

  /**
   * Deletes tests that have ended, with their sandbox conversations. A sandbox stays while another
   * test, a retry, uses it.
   *
   * @return the number of tests
   */
  public static int remove(DSLContext tx, List<UUID> ids, List<String> conversations) {
    tx.deleteFrom(STEP_ATTEMPT).where(STEP_ATTEMPT.EXECUTION_ID.in(ids)).execute();
    tx.deleteFrom(STEP).where(STEP.EXECUTION_ID.in(ids)).execute();
    int removed = tx.deleteFrom(EXECUTION).where(EXECUTION.ID.in(ids)).execute();
    removeSandboxes(tx, conversations);
    return removed;
  }

  private static void removeSandboxes(DSLContext tx, List<String> conversations) {
    var left =
        tx.select(CONVERSATION.ID, CONVERSATION.CONTACT_ID)
            .from(CONVERSATION)
            .where(CONVERSATION.ID.in(conversations))
            .and(CONVERSATION.SANDBOX)
            .and(
                notExists(
                    selectOne()
                        .from(EXECUTION)
                        .where(EXECUTION.CONVERSATION_ID.eq(CONVERSATION.ID))))
            .fetch();
    var ids = left.getValues(CONVERSATION.ID);
    tx.deleteFrom(MESSAGE).where(MESSAGE.CONVERSATION_ID.in(ids)).execute();
    tx.deleteFrom(CONVERSATION).where(CONVERSATION.ID.in(ids)).execute();
    tx.deleteFrom(CONTACT)
        .where(
            CONTACT.ID.in(
                left.getValues(CONVERSATION.CONTACT_ID).stream().filter(Objects::nonNull).toList()))
        .and(CONTACT.SANDBOX)
        .and(
            notExists(selectOne().from(CONVERSATION).where(CONVERSATION.CONTACT_ID.eq(CONTACT.ID))))
        .execute();
  }
}
