package dev.parley.api.privacy;

import static dev.parley.db.Tables.CONTACT;
import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.EXECUTION;

import dev.parley.api.privacy.ErasureStore.Job;
import dev.parley.store.Lifecycle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The contact of an erasure, with its conversations and runs, while it is removed. */
final class ErasedContactStore {
  private ErasedContactStore() {}

  /** Returns the runs that were cancelled since their contact is being erased. */
  static List<UUID> cancelledRuns(DSLContext tx, String contact) {
    return tx.select(EXECUTION.ID)
        .from(EXECUTION)
        .join(CONVERSATION)
        .on(CONVERSATION.ID.eq(EXECUTION.CONVERSATION_ID))
        .where(CONVERSATION.CONTACT_ID.eq(contact))
        .and(EXECUTION.ERROR_CODE.eq(Lifecycle.CONTACT_ERASED))
        .fetch(EXECUTION.ID);
  }

  /** Returns a conversation of a contact, if there is one left. */
  static Optional<String> nextConversation(DSLContext tx, String contact) {
    return tx.select(CONVERSATION.ID)
        .from(CONVERSATION)
        .where(isOf(contact))
        .orderBy(CONVERSATION.ID)
        .limit(1)
        .fetchOptional(CONVERSATION.ID);
  }

  /** Selects the conversations of a contact. */
  static Condition isOf(String contact) {
    return CONVERSATION.CONTACT_ID.eq(contact);
  }

  /**
   * Deletes the contact of an erasure.
   *
   * @return false if a conversation was made in the meantime, which holds the contact and is
   *     removed first
   */
  static boolean removeContact(DSLContext tx, Job job) {
    var contact =
        tx.selectFrom(CONTACT).where(CONTACT.ID.eq(job.contact())).forUpdate().fetchOptional();
    if (tx.fetchExists(CONVERSATION, isOf(job.contact()))) {
      return false;
    }
    if (contact.isPresent()) {
      ErasureStore.add(
          tx, job.id(), Map.of("contacts", 1L), ErasureStore.sought(tx, contact.get()));
      tx.deleteFrom(CONTACT).where(CONTACT.ID.eq(job.contact())).execute();
    }
    return true;
  }

  /** Returns true if the contact or one of its conversations exists again. */
  static boolean hasReturned(DSLContext tx, Job job) {
    return tx.fetchExists(CONTACT, CONTACT.ID.eq(job.contact()))
        || tx.fetchExists(CONVERSATION, CONVERSATION.ID.in(job.sought().conversations()));
  }
}
