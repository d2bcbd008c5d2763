package dev.parley.api.retention;

import static dev.parley.db.Tables.EVENT;
import static dev.parley.db.Tables.EVENT_RECEIPT;
import static dev.parley.db.Tables.EVENT_REJECTED;
import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.EXECUTION_COUNT;
import static dev.parley.db.Tables.IDEMPOTENCY_KEY;
import static dev.parley.db.Tables.NOT_STARTED;
import static dev.parley.db.Tables.SUBSCRIPTION_DELIVERY;
import static dev.parley.db.Tables.WEBHOOK_ATTEMPT;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.parley.store.Ids;
import dev.parley.store.Lifecycle;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/** Creates partitions in the ledger and deletes expired rows. */
final class RetentionStore {
  private static final int MONTHS_AHEAD = 3;
  private static final int SOCKET_MILLIS = 70_000;
  private static final int AT_ONCE = 5_000;
  private static final int TESTS_AT_ONCE = 500;
  private static final Pattern PARTITION = Pattern.compile("execution_p(\\d{6})");

  private RetentionStore() {}

  /**
   * Creates the missing partitions of this month and the following ones, and moves existing rows
   * into them.
   */
  static int makePartitions(DSLContext tx, LocalDate today) {
    // The rows to move may cover a month; otherwise this is instantaneous. The pool resets the
    // socket's timeout when the connection returns.
    tx.execute("set local statement_timeout = '60s'");
    tx.execute("set local transaction_timeout = '65s'");
    tx.connection(connection -> connection.setNetworkTimeout(Runnable::run, SOCKET_MILLIS));
    return tx.execute("select make_partitions({0}, {1})", val(today), val(MONTHS_AHEAD));
  }

  /** Deletes a batch of old rejected events; returns their number. */
  static int forgetRejected(DSLContext tx, OffsetDateTime before) {
    return tx.deleteFrom(EVENT_REJECTED)
        .where(
            EVENT_REJECTED.ID.in(
                tx.select(EVENT_REJECTED.ID)
                    .from(EVENT_REJECTED)
                    .where(EVENT_REJECTED.RECEIVED_AT.lt(before))
                    .orderBy(EVENT_REJECTED.RECEIVED_AT)
                    .limit(1_000)))
        .execute();
  }

  /** Deletes a batch of old receipts; returns their number. */
  static int forgetReceipts(DSLContext tx, OffsetDateTime before) {
    return tx.deleteFrom(EVENT_RECEIPT)
        .where(
            row(EVENT_RECEIPT.SOURCE, EVENT_RECEIPT.EVENT_ID)
                .in(
                    select(EVENT_RECEIPT.SOURCE, EVENT_RECEIPT.EVENT_ID)
                        .from(EVENT_RECEIPT)
                        .where(EVENT_RECEIPT.RECEIVED_AT.lt(before))
                        .limit(AT_ONCE)
                        .forUpdate()
                        .skipLocked()))
        .execute();
  }

  /** Deletes a batch of old stored responses; returns their number. */
  static int forgetAnswers(DSLContext tx, OffsetDateTime before) {
    return tx.deleteFrom(IDEMPOTENCY_KEY)
        .where(
            row(IDEMPOTENCY_KEY.KEY, IDEMPOTENCY_KEY.ROUTE)
                .in(
                    select(IDEMPOTENCY_KEY.KEY, IDEMPOTENCY_KEY.ROUTE)
                        .from(IDEMPOTENCY_KEY)
                        .where(IDEMPOTENCY_KEY.CREATED_AT.lt(before))
                        .limit(AT_ONCE)
                        .forUpdate()
                        .skipLocked()))
        .execute();
  }

  /** Deletes a batch of old deliveries to subscriptions; returns their number. */
  static int forgetDeliveries(DSLContext tx, OffsetDateTime before) {
    return tx.deleteFrom(SUBSCRIPTION_DELIVERY)
        .where(
            SUBSCRIPTION_DELIVERY.ID.in(
                select(SUBSCRIPTION_DELIVERY.ID)
                    .from(SUBSCRIPTION_DELIVERY)
                    .where(SUBSCRIPTION_DELIVERY.CREATED_AT.lt(before))
                    .orderBy(SUBSCRIPTION_DELIVERY.CREATED_AT)
                    .limit(AT_ONCE)
                    .forUpdate()
                    .skipLocked()))
        .execute();
  }

  /** Deletes a batch of old attempts to deliver messages; returns their number. */
  static int forgetAttempts(DSLContext tx, OffsetDateTime before) {
    return forget(tx, WEBHOOK_ATTEMPT, WEBHOOK_ATTEMPT.ID, before);
  }

  /** Deletes a batch of old starts that were held back; returns their number. */
  static int forgetHeldBack(DSLContext tx, OffsetDateTime before) {
    return forget(tx, NOT_STARTED, NOT_STARTED.ID, before);
  }

  /** Deletes a batch of old events; returns their number. Executions have copies of their own. */
  static int forgetEvents(DSLContext tx, OffsetDateTime before) {
    return forget(tx, EVENT, EVENT.ID, before);
  }

  /** Deletes a batch of old daily counts; the totals stay. */
  static int forgetCounts(DSLContext tx, OffsetDateTime before) {
    return tx.deleteFrom(EXECUTION_COUNT)
        .where(
            row(EXECUTION_COUNT.WORKFLOW_ID, EXECUTION_COUNT.DAY)
                .in(
                    select(EXECUTION_COUNT.WORKFLOW_ID, EXECUTION_COUNT.DAY)
                        .from(EXECUTION_COUNT)
                        .where(EXECUTION_COUNT.DAY.lt(before.toLocalDate()))
                        .limit(AT_ONCE)
                        .forUpdate()
                        .skipLocked()))
        .execute();
  }

  /** Selects by the time in the ids, so that the primary key is used. */
  private static int forget(DSLContext tx, Table<?> table, Field<UUID> id, OffsetDateTime before) {
    return tx.deleteFrom(table)
        .where(
            id.in(
                select(id)
                    .from(table)
                    .where(id.lt(Ids.floor(before.toInstant())))
                    .orderBy(id)
                    .limit(AT_ONCE)
                    .forUpdate()
                    .skipLocked()))
        .execute();
  }

  /**
   * Deletes a batch of old tests that have ended, with their sandbox conversations; returns the
   * number of tests. A sandbox stays while another test, a retry, uses it.
   */
  static int forgetTests(DSLContext tx, OffsetDateTime before) {
    var tests =
        tx.select(EXECUTION.ID, EXECUTION.CONVERSATION_ID)
            .from(EXECUTION)
            .where(EXECUTION.MODE.eq(inline("test")))
            .and(EXECUTION.ID.lt(Ids.floor(before.toInstant())))
            .andNot(Lifecycle.isOpen())
            .andNot(EXECUTION.CANCEL_PENDING)
            .orderBy(EXECUTION.ID)
            .limit(TESTS_AT_ONCE)
            .forUpdate()
            .skipLocked()
            .fetch();
    if (tests.isEmpty()) {
      return 0;
    }
    return TestRunStore.remove(
        tx, tests.getValues(EXECUTION.ID), tests.getValues(EXECUTION.CONVERSATION_ID));
  }

  /** Returns the months that ended before a day, oldest first. */
  static List<YearMonth> monthsBefore(DSLContext tx, LocalDate day) {
    var names =
        tx.resultQuery(
                "select inhrelid::regclass::text from pg_inherits"
                    + " where inhparent = 'execution'::regclass")
            .fetchInto(String.class);
    return names.stream()
        .map(PARTITION::matcher)
        .filter(Matcher::matches)
        .map(found -> YearMonth.parse(found.group(1), DateTimeFormatter.ofPattern("uuuuMM")))
        .filter(month -> month.atEndOfMonth().isBefore(day))
        .sorted()
        .toList();
  }

  /** Returns true if an execution of that month is still open. */
  static boolean isOpen(DSLContext tx, YearMonth month) {
    return tx.fetchExists(
        EXECUTION,
        Lifecycle.isOpen()
            .and(EXECUTION.ID.ge(floor(month)))
            .and(EXECUTION.ID.lt(floor(month.plusMonths(1)))));
  }

  private static UUID floor(YearMonth month) {
    return Ids.floor(month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** Drops the executions of a month with their steps and attempts. */
  static int drop(DSLContext tx, YearMonth month) {
    var suffix = DateTimeFormatter.ofPattern("uuuuMM").format(month);
    tx.execute("drop table if exists {0}", name("step_attempt_p" + suffix));
    tx.execute("drop table if exists {0}", name("step_p" + suffix));
    return tx.execute("drop table if exists {0}", name("execution_p" + suffix));
  }
}
