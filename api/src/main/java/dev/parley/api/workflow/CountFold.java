package dev.parley.api.workflow;

import dev.parley.api.Transactions;
import dev.parley.store.sql.StoreFailure;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Adds up the counts of executions, every second. Several instances share the work. */
@Component
class CountFold {
  private static final Logger LOG = LoggerFactory.getLogger(CountFold.class);

  private final Transactions transactions;

  CountFold(Transactions transactions) {
    this.transactions = transactions;
  }

  @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void fold() {
    try {
      transactions.write(CountStore::fold);
    } catch (RuntimeException e) {
      LOG.warn("Counts are added up later after: {}", StoreFailure.words(e));
    }
  }
}
