package dev.parley.api.audit;

import dev.parley.api.Transactions;
import dev.parley.api.audit.AuditEntry.Actor;
import dev.parley.api.audit.AuditEntry.ActorKind;
import dev.parley.api.audit.AuditEntry.Outcome;
import dev.parley.api.audit.AuditEntry.Thing;
import dev.parley.api.audit.AuditStore.Place;
import dev.parley.api.retention.RetentionSettingStore;
import dev.parley.store.sql.StoreFailure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes the oldest entries, at each start and several times a day. The last deleted one stays as
 * the anchor of the chain, and an entry says up to where they were deleted.
 */
@Component
class AuditRetention {
  private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);
  private static final String OPERATION = "retention";
  private static final int MOST = 10_000;
  private static final int EVERY_HOURS = 6;

  private final Transactions transactions;
  private final ActWitness witness;
  private final MeterRegistry metrics;

  AuditRetention(Transactions transactions, ActWitness witness, MeterRegistry metrics) {
    this.transactions = transactions;
    this.witness = witness;
    this.metrics = metrics;
  }

  @Scheduled(initialDelay = 0, fixedDelay = EVERY_HOURS, timeUnit = TimeUnit.HOURS)
  void tidy() {
    try {
      tidy(OffsetDateTime.now(ZoneOffset.UTC));
    } catch (RuntimeException e) {
      metrics.counter("parley.retention.failures", "part", "audit log").increment();
      LOG.warn(
          "Deletion of entries of the audit log continues later after: {}", StoreFailure.words(e));
    }
  }

  /** Deletes what has expired as of a moment. */
  void tidy(OffsetDateTime now) {
    var before = now.minusDays(transactions.readOnce(RetentionSettingStore::find).auditDays());
    if (!transactions.readOnce(tx -> AuditStore.hasBefore(tx, before))) {
      return;
    }
    int deleted;
    do {
      deleted = transactions.write(tx -> forget(tx, before));
      LOG.info("Deleted {} entries of the audit log from before {}", deleted, before);
    } while (deleted == MOST);
  }

  private int forget(DSLContext tx, OffsetDateTime before) {
    var deleted = AuditStore.forget(tx, before, MOST);
    if (deleted > 0) {
      witness.append(tx, entry(AuditStore.anchor(tx).orElseThrow()));
    }
    return deleted;
  }

  private static AuditEntry entry(Place anchor) {
    return new AuditEntry(
        0,
        ActWitness.now(),
        new Actor(ActorKind.SYSTEM, null, "Parley", null),
        "",
        "",
        OPERATION,
        new Thing("audit", null, null),
        Outcome.DONE,
        null,
        change(anchor),
        AuditEntry.NONE,
        AuditEntry.NONE);
  }

  private static String change(Place anchor) {
    return "{\"deletedUpTo\":" + anchor.sequence() + ",\"hash\":\"" + anchor.hash() + "\"}";
  }

  /** Returns true if this entry says that retention deleted everything up to that place. */
  static boolean isAbout(AuditEntry entry, Place anchor) {
    return entry.operation().equals(OPERATION) && change(anchor).equals(entry.change());
  }
}
