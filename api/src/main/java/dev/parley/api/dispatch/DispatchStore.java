package dev.parley.api.dispatch;

import static dev.parley.db.Tables.EXECUTION;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.parley.execution.ExecutionStatus;
import dev.parley.store.Execution;
import dev.parley.store.Lifecycle;
import dev.parley.store.Lifecycle.Ended;
import dev.parley.text.Characters;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/** The dispatcher's access to the execution table. */
public final class DispatchStore {
  private static final int MOST_CANCELLED = 200;
  private static final int REFUSED_FOR_GOOD = 4;
  private static final Duration START_TAKES = Duration.ofMinutes(1);

  private DispatchStore() {}

  private static Condition waiting() {
    return EXECUTION.DISPATCHED_AT.isNull().and(Lifecycle.isOpen());
  }

  /**
   * The ledger's state at one moment.
   *
   * @param writable false on a standby, or while PostgreSQL refuses writes
   * @param waiting the executions waiting to be started
   * @param oldest the age of the oldest of them
   * @param pending the runs that no step has begun
   * @param running the other runs that have not ended
   */
  public record Totals(boolean writable, int waiting, Duration oldest, int pending, int running) {
    int open(ExecutionStatus status) {
      return status == ExecutionStatus.PENDING ? pending : running;
    }
  }

  /** Returns the ledger's state at this moment. */
  public static Totals totals(DSLContext tx) {
    var open =
        select(
                count().filterWhere(EXECUTION.STATUS.eq(inline(ExecutionStatus.PENDING.wire()))),
                count().filterWhere(EXECUTION.STATUS.eq(inline(ExecutionStatus.RUNNING.wire()))))
            .from(EXECUTION)
            .where(Lifecycle.isOpen())
            .asTable("open", "pending", "running");
    var left =
        select(count(), min(EXECUTION.CREATED_AT))
            .from(EXECUTION)
            .where(waiting())
            .asTable("left", "waiting", "oldest");
    return tx.select(
            field("not current_setting('transaction_read_only')::boolean", Boolean.class),
            field("waiting", Integer.class),
            field("oldest", OffsetDateTime.class),
            field("pending", Integer.class),
            field("running", Integer.class))
        .from(open, left)
        .fetchSingle(row ->
            new Totals(
                row.value1(), row.value2(), since(row.value3()), row.value4(), row.value5()));
  }

  /** Returns true if more executions than this wait to be started; counts no further. */
  static boolean moreWaitThan(DSLContext tx, int bound) {
    return tx.fetchExists(
        select(EXECUTION.ID).from(EXECUTION).where(waiting()).offset(bound).limit(1));
  }

  private static Duration since(@Nullable OffsetDateTime moment) {
    return moment == null
        ? Duration.ZERO
        : Duration.between(moment, OffsetDateTime.now(ZoneOffset.UTC));
  }

  /** Returns the execution, unless it has been cancelled. */
  static Optional<Execution> startable(DSLContext tx, UUID id) {
    return tx.select(EXECUTION.fields())
        .select(Execution.CONVERSATION_UID)
        .from(EXECUTION)
        .where(EXECUTION.ID.eq(id))
        .and(Lifecycle.isOpen())
        .fetchOptional(Execution::of);
  }

  /**
   * Leases executions that no instance is starting, oldest first; the lease grows from 2 to 16
   * seconds with the attempts.
   */
  static List<UUID> leaseUndispatched(DSLContext tx, int most) {
    return lease(tx, waiting(), most);
  }

  /**
   * Returns executions to their place in the queue, since Temporal was unavailable: they keep their
   * order, and this attempt does not count.
   */
  static int giveBack(DSLContext tx, Collection<UUID> ids) {
    return tx.update(EXECUTION)
        .set(
            EXECUTION.LEASE_UNTIL,
            field(
                "{0} + make_interval(secs => {1})",
                OffsetDateTime.class,
                EXECUTION.CREATED_AT,
                val((double) Lifecycle.FIRST_LEASE.toSeconds())))
        .set(EXECUTION.ATTEMPTS, greatest(EXECUTION.ATTEMPTS.minus(1), val(0)))
        .where(EXECUTION.ID.in(ids))
        .and(EXECUTION.DISPATCHED_AT.isNull())
        .execute();
  }

  /** A cancelled execution, with the reason for Temporal. */
  record Cancelled(UUID id, String reason) {}

  /** Leases cancelled executions that Temporal has not been informed of. */
  static List<Cancelled> leaseCancelled(DSLContext tx) {
    return leased(tx, EXECUTION.CANCEL_PENDING.isTrue(), MOST_CANCELLED)
        .fetch(row ->
            new Cancelled(
                row.get(EXECUTION.ID),
                Lifecycle.CONTACT_ERASED.equals(row.get(EXECUTION.ERROR_CODE))
                    ? "contact erased"
                    : "cancelled in Parley"));
  }

  private static List<UUID> lease(DSLContext tx, Condition which, int most) {
    return leased(tx, which, most).fetch(EXECUTION.ID);
  }

  private static ResultQuery<? extends Record> leased(DSLContext tx, Condition which, int most) {
    return tx.update(EXECUTION)
        .set(
            EXECUTION.LEASE_UNTIL,
            field(
                "now() + make_interval(secs => power(2, least(4, {0} + 1)))",
                OffsetDateTime.class, EXECUTION.ATTEMPTS))
        .set(EXECUTION.ATTEMPTS, EXECUTION.ATTEMPTS.plus(1))
        .where(
            EXECUTION.ID.in(
                select(EXECUTION.ID)
                    .from(EXECUTION)
                    .where(which)
                    .and(EXECUTION.LEASE_UNTIL.lt(currentOffsetDateTime()))
                    .orderBy(EXECUTION.LEASE_UNTIL)
                    .limit(most)
                    .forUpdate()
                    .skipLocked()))
        .returningResult(EXECUTION.ID, EXECUTION.ERROR_CODE);
  }

  /**
   * Ends an execution that Temporal refuses to start. The first refusals may only mean that
   * Temporal was emptied and must be given our search attributes again.
   *
   * @return true if it was ended
   */
  static boolean endRefused(DSLContext tx, UUID id, String reason) {
    var often = EXECUTION.ID.eq(id).and(EXECUTION.ATTEMPTS.ge(REFUSED_FOR_GOOD));
    return tx.fetchExists(EXECUTION, often)
        && Lifecycle.end(
            tx,
            id,
            new Ended(
                ExecutionStatus.FAILED,
                null,
                null,
                "start_refused",
                "Temporal refused to start this run: "
                    + Characters.start(reason, 300)
                    + ". Fix the cause or contact your Parley administrator, then retry."));
  }

  static int markDispatched(DSLContext tx, Collection<UUID> ids) {
    return tx.update(EXECUTION)
        .set(EXECUTION.DISPATCHED_AT, currentOffsetDateTime())
        .where(EXECUTION.ID.in(ids))
        .and(EXECUTION.DISPATCHED_AT.isNull())
        .execute();
  }

  static int markCancelled(DSLContext tx, UUID id) {
    return tx.update(EXECUTION)
        .set(EXECUTION.CANCEL_PENDING, false)
        .where(EXECUTION.ID.eq(id))
        .execute();
  }

  /** A start in progress when the execution was cancelled may still reach Temporal. */
  static int markCancelledUnlessRecent(DSLContext tx, UUID id) {
    return tx.update(EXECUTION)
        .set(EXECUTION.CANCEL_PENDING, false)
        .where(EXECUTION.ID.eq(id))
        .and(
            EXECUTION.CANCEL_REQUESTED_AT.lt(OffsetDateTime.now(ZoneOffset.UTC).minus(START_TAKES)))
        .execute();
  }

  /** Returns those of these executions that are open. */
  static List<UUID> open(DSLContext tx, Collection<UUID> ids) {
    return tx.select(EXECUTION.ID)
        .from(EXECUTION)
        .where(EXECUTION.ID.eq(any(ids.toArray(UUID[]::new))))
        .and(Lifecycle.isOpen())
        .fetch(EXECUTION.ID);
  }

  /** Returns a page of open executions that Temporal should know, by id. */
  static List<UUID> openAfter(DSLContext tx, UUID after, Duration dispatchedFor, int page) {
    return tx.select(EXECUTION.ID)
        .from(EXECUTION)
        .where(Lifecycle.isOpen())
        .and(EXECUTION.ID.gt(after))
        .and(EXECUTION.DISPATCHED_AT.lt(OffsetDateTime.now(ZoneOffset.UTC).minus(dispatchedFor)))
        .orderBy(EXECUTION.ID)
        .limit(page)
        .fetch(EXECUTION.ID);
  }
}
