package dev.parley.api.retention;

import static dev.parley.db.Tables.EVENT_RECEIPT;
import static dev.parley.db.Tables.EXECUTION;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

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

/** Makes room in the ledger and clears what is past its time. */
final class RetentionStore {
  private static final int MONTHS_AHEAD = 3;
  private static final int AT_ONCE = 5_000;
  private static final Pattern PARTITION = Pattern.compile("execution_p(\\d{6})");

  private RetentionStore() {}

  /** Makes the partitions of this month and of those ahead, where they are missing. */
  static int makePartitions(DSLContext tx, LocalDate today) {
    return tx.execute("select make_partitions({0}, {1})", val(today), val(MONTHS_AHEAD));
  }

  /** Forgets a part of the receipts that are older; how many those were. */
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

  /** The months whose last day is older, the oldest first. */
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

  /** Whether an execution of that month is still open. */
  static boolean isOpen(DSLContext tx, YearMonth month) {
    return tx.fetchExists(
        EXECUTION,
        EXECUTION
            .STATUS
            .in("pending", "running")
            .and(EXECUTION.ID.ge(floor(month)))
            .and(EXECUTION.ID.lt(floor(month.plusMonths(1)))));
  }

  private static UUID floor(YearMonth month) {
    var begins = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    return new UUID(begins << 16, 0);
  }

  /** Drops the executions and steps of a month. */
  static int drop(DSLContext tx, YearMonth month) {
    var suffix = DateTimeFormatter.ofPattern("uuuuMM").format(month);
    tx.execute("drop table if exists {0}", name("step_p" + suffix));
    return tx.execute("drop table if exists {0}", name("execution_p" + suffix));
  }
}
