package dev.parley.api.audit;

import static dev.parley.db.Tables.AUDIT_ANCHOR;
import static dev.parley.db.Tables.AUDIT_ENTRY;
import static org.jooq.impl.DSL.noCondition;

import dev.parley.api.audit.AuditEntry.Actor;
import dev.parley.api.audit.AuditEntry.ActorKind;
import dev.parley.api.audit.AuditEntry.Outcome;
import dev.parley.api.audit.AuditEntry.Thing;
import dev.parley.api.security.Role;
import dev.parley.secret.KeyedHashes;
import dev.parley.store.Ids;
import dev.parley.store.sql.Postgres;
import dev.parley.store.sql.SqlStatement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The table of the audit log. */
final class AuditStore {
  /** The lock is held from here to the commit, so appending is the last thing in a transaction. */
  private static final SqlStatement HEAD =
      new SqlStatement("select seq, hash from audit_head for update");

  private static final SqlStatement LAST = new SqlStatement("select seq, hash from audit_head");

  private static final SqlStatement APPEND =
      new SqlStatement(
          """
          with added as (
            insert into audit_entry (seq, at, actor_kind, actor_id, actor_name, role, address,
              user_agent, operation, object_kind, object_id, object_name, outcome, reason, change,
              previous, hash, seal)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            returning seq, hash)
          update audit_head set seq = added.seq, hash = added.hash from added\
          """);

  private static final SqlStatement FORGET = new SqlStatement("select forget_audit_entries(?, ?)");

  private AuditStore() {}

  /** A position in the chain: an entry's number and hash. */
  record Place(long sequence, String hash) {}

  /** Adds an entry to the end of the chain. */
  static void append(DSLContext tx, KeyedHashes seals, AuditEntry unplaced) {
    var last = HEAD.fetch(tx, row -> new Place(row.getLong(1), row.getString(2))).getFirst();
    var entry = unplaced.after(last.sequence(), last.hash());
    APPEND.execute(
        tx,
        entry.sequence(),
        entry.at().atOffset(ZoneOffset.UTC),
        entry.actor().kind().wire(),
        entry.actor().id(),
        entry.actor().name(),
        entry.actor().role() == null ? null : entry.actor().role().wire(),
        entry.address(),
        entry.userAgent(),
        entry.operation(),
        entry.object().kind(),
        entry.object().id(),
        entry.object().name(),
        entry.outcome().wire(),
        entry.reason(),
        entry.change(),
        entry.previous(),
        entry.hash(),
        seals.hash(entry.hash()));
  }

  /** Returns the end of the chain. */
  static Place head(DSLContext tx) {
    return LAST.fetch(tx, row -> new Place(row.getLong(1), row.getString(2))).getFirst();
  }

  /** Returns the last entry that retention deleted; empty if it has deleted none. */
  static Optional<Place> anchor(DSLContext tx) {
    return tx.selectFrom(AUDIT_ANCHOR)
        .orderBy(AUDIT_ANCHOR.SEQ.desc())
        .limit(1)
        .fetchOptional(row -> new Place(row.getSeq(), row.getHash()));
  }

  /** An entry with its seal. */
  record Sealed(AuditEntry entry, String seal) {}

  /** Returns the entries after one, in the order of the chain. */
  static List<Sealed> following(DSLContext tx, long sequence, int limit) {
    return tx.selectFrom(AUDIT_ENTRY)
        .where(AUDIT_ENTRY.SEQ.gt(sequence))
        .orderBy(AUDIT_ENTRY.SEQ)
        .limit(limit)
        .fetch(row -> new Sealed(entry(row), row.getSeal()));
  }

  /** Returns a page, newest first. */
  static List<AuditEntry> list(
      DSLContext tx, AuditFilter filter, @Nullable Long before, int limit) {
    return tx.selectFrom(AUDIT_ENTRY)
        .where(matching(filter))
        .and(before == null ? noCondition() : AUDIT_ENTRY.SEQ.lt(before))
        .orderBy(AUDIT_ENTRY.SEQ.desc())
        .limit(limit)
        .fetch(AuditStore::entry);
  }

  /** Returns a page of the entries between two, oldest first. */
  static List<AuditEntry> export(
      DSLContext tx, AuditFilter filter, long after, long end, int limit) {
    return tx.selectFrom(AUDIT_ENTRY)
        .where(matching(filter))
        .and(AUDIT_ENTRY.SEQ.gt(after))
        .and(AUDIT_ENTRY.SEQ.le(end))
        .orderBy(AUDIT_ENTRY.SEQ)
        .limit(limit)
        .fetch(AuditStore::entry);
  }

  private static Condition matching(AuditFilter filter) {
    var all = noCondition();
    var actor = filter.actor();
    if (actor != null) {
      all =
          all.and(
              Ids.read(actor)
                  .map(AUDIT_ENTRY.ACTOR_ID::eq)
                  .orElseGet(() -> AUDIT_ENTRY.ACTOR_NAME.equalIgnoreCase(actor)));
    }
    if (filter.operation() != null) {
      all = all.and(AUDIT_ENTRY.OPERATION.eq(filter.operation()));
    }
    if (filter.objectKind() != null) {
      all = all.and(AUDIT_ENTRY.OBJECT_KIND.eq(filter.objectKind()));
    }
    if (filter.objectIds() != null) {
      all = all.and(AUDIT_ENTRY.OBJECT_ID.in(filter.objectIds()));
    }
    if (filter.outcome() != null) {
      all = all.and(AUDIT_ENTRY.OUTCOME.eq(filter.outcome().wire()));
    }
    if (filter.from() != null) {
      all = all.and(AUDIT_ENTRY.AT.ge(Postgres.time(filter.from())));
    }
    if (filter.to() != null) {
      all = all.and(AUDIT_ENTRY.AT.lt(Postgres.time(filter.to())));
    }
    return all;
  }

  static boolean hasBefore(DSLContext tx, OffsetDateTime before) {
    return tx.fetchExists(AUDIT_ENTRY, AUDIT_ENTRY.AT.lt(before));
  }

  /** Deletes a batch of entries from before a moment; returns their number. */
  static int forget(DSLContext tx, OffsetDateTime before, int most) {
    return FORGET.fetch(tx, row -> row.getInt(1), before, most).getFirst();
  }

  private static AuditEntry entry(Record row) {
    var role = row.get(AUDIT_ENTRY.ROLE);
    return new AuditEntry(
        row.get(AUDIT_ENTRY.SEQ),
        row.get(AUDIT_ENTRY.AT).toInstant(),
        new Actor(
            ActorKind.valueOf(row.get(AUDIT_ENTRY.ACTOR_KIND).toUpperCase(Locale.ROOT)),
            row.get(AUDIT_ENTRY.ACTOR_ID),
            row.get(AUDIT_ENTRY.ACTOR_NAME),
            role == null ? null : Role.of(role)),
        row.get(AUDIT_ENTRY.ADDRESS),
        row.get(AUDIT_ENTRY.USER_AGENT),
        row.get(AUDIT_ENTRY.OPERATION),
        new Thing(
            row.get(AUDIT_ENTRY.OBJECT_KIND),
            row.get(AUDIT_ENTRY.OBJECT_ID),
            row.get(AUDIT_ENTRY.OBJECT_NAME)),
        Outcome.valueOf(row.get(AUDIT_ENTRY.OUTCOME).toUpperCase(Locale.ROOT)),
        row.get(AUDIT_ENTRY.REASON),
        row.get(AUDIT_ENTRY.CHANGE),
        row.get(AUDIT_ENTRY.PREVIOUS),
        row.get(AUDIT_ENTRY.HASH));
  }
}
