package dev.parley.api.privacy;

import dev.parley.api.Transactions;
import dev.parley.api.retention.RetentionSettingStore;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.jooq.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes conversations that have not changed for as long as the settings say, several times a day;
 * as they are by default, none. A conversation with an open run is kept.
 */
@Component
class IdleConversations {
  private static final Logger LOG = LoggerFactory.getLogger(IdleConversations.class);
  private static final int EVERY_HOURS = 6;

  private final Transactions transactions;

  IdleConversations(Transactions transactions) {
    this.transactions = transactions;
  }

  @Scheduled(initialDelay = 0, fixedDelay = EVERY_HOURS, timeUnit = TimeUnit.HOURS)
  void tidy() {
    try {
      int deleted = tidy(OffsetDateTime.now(ZoneOffset.UTC));
      if (deleted > 0) {
        LOG.info("Deleted {} conversations that had not changed for long", deleted);
      }
    } catch (RuntimeException e) {
      LOG.warn("Idle conversations are deleted later: {}", e.getClass().getSimpleName());
    }
  }

  /** Cleans up as of a moment; returns the number of deleted conversations. */
  int tidy(OffsetDateTime now) {
    int days = transactions.readOnce(RetentionSettingStore::find).conversationsDays();
    if (days == 0) {
      return 0;
    }
    var idle = IdleConversationStore.unchangedSince(now.minusDays(days));
    int deleted = 0;
    int before;
    do {
      before = deleted;
      for (var id : transactions.readOnce(tx -> IdleConversationStore.batch(tx, idle))) {
        deleted += delete(id, idle) ? 1 : 0;
      }
    } while (deleted > before);
    return deleted;
  }

  private boolean delete(String id, Condition idle) {
    var batch = transactions.write(tx -> ConversationRemovalStore.nextUnlessOpen(tx, id, idle));
    while (batch.state() == ConversationRemovalStore.State.MORE) {
      batch = transactions.write(tx -> ConversationRemovalStore.nextUnlessOpen(tx, id, idle));
    }
    return batch.erased().containsKey("conversations");
  }
}
