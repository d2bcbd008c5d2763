package dev.parley.api.audit;

import dev.parley.api.Transactions;
import dev.parley.api.audit.AuditEntry.Actor;
import dev.parley.api.audit.AuditEntry.Thing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Records refusals. After the first few of a kind, the others of the same minute become one entry
 * that counts them, so that a flood of requests does not fill the table.
 */
@Component
class Repetitions implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Repetitions.class);
  private static final int EACH = 5;
  private static final int MOST_KINDS = 1_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int LOOK_SECONDS = 10;

  /** Wrong passwords are delayed, which limits their number already. */
  private static final Set<String> ALWAYS = Set.of("sign-in-failed", "code-wrong");

  private final Transactions transactions;
  private final ActWitness witness;
  private final Map<Kind, Counted> counted = new HashMap<>();

  Repetitions(Transactions transactions, ActWitness witness) {
    this.transactions = transactions;
    this.witness = witness;
  }

  private record Kind(
      String operation, String reason, @Nullable Actor actor, String address, Thing object) {
    static Kind of(AuditEntry entry) {
      return new Kind(
          entry.operation(), reason(entry), entry.actor(), entry.address(), entry.object());
    }

    /** A flood from many addresses, or about many objects, is one kind. */
    static Kind anyOf(AuditEntry entry) {
      return new Kind(entry.operation(), reason(entry), null, "", new Thing("", null, null));
    }

    private static String reason(AuditEntry entry) {
      return entry.reason() == null ? "" : entry.reason();
    }
  }

  /** The refusals of a kind since a moment, and those of them that have no entry yet. */
  private record Counted(Instant since, int all, int unrecorded, AuditEntry last) {}

  /** Adds an entry, or counts it. */
  void add(AuditEntry entry) {
    if (ALWAYS.contains(entry.reason() == null ? "" : entry.reason()) || isAmongFirst(entry)) {
      append(entry);
    }
  }

  private synchronized boolean isAmongFirst(AuditEntry entry) {
    var own = Kind.of(entry);
    var kind = counted.containsKey(own) || counted.size() < MOST_KINDS ? own : Kind.anyOf(entry);
    var before = counted.getOrDefault(kind, new Counted(entry.at(), 0, 0, entry));
    var first = before.all() < EACH;
    counted.put(
        kind,
        new Counted(
            before.since(), before.all() + 1, before.unrecorded() + (first ? 0 : 1), entry));
    return first;
  }

  private void append(AuditEntry entry) {
    transactions.writeAside(tx -> {
      witness.append(tx, entry);
      return true;
    });
  }

  /** Records the counts of the minutes that ended before a moment. */
  void flush(Instant before) {
    for (var one : ended(before)) {
      if (one.unrecorded() > 0) {
        append(one.last().repeated(one.unrecorded()));
      }
    }
  }

  private synchronized List<Counted> ended(Instant before) {
    var ended =
        counted.values().stream().filter(one -> one.since().plus(WINDOW).isBefore(before)).toList();
    counted.values().removeAll(ended);
    return ended;
  }

  @Scheduled(initialDelay = LOOK_SECONDS, fixedDelay = LOOK_SECONDS, timeUnit = TimeUnit.SECONDS)
  void look() {
    record(Instant.now());
  }

  /** Records all counts before the api stops. */
  @Override
  public void destroy() {
    record(Instant.MAX);
  }

  private void record(Instant before) {
    try {
      flush(before);
    } catch (RuntimeException e) {
      LOG.error("Counts of refused requests were not added to the audit log", e);
    }
  }
}
