package dev.parley.api.retention;

import static dev.parley.db.Tables.CONTACT;
import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.EVENT;
import static dev.parley.db.Tables.EVENT_RECEIPT;
import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.EXECUTION_COUNT;
import static dev.parley.db.Tables.IDEMPOTENCY_KEY;
import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.NOT_STARTED;
import static dev.parley.db.Tables.STEP;
import static dev.parley.db.Tables.WORKFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.parley.api.Transactions;
import dev.parley.store.ScratchDatabase;
import dev.parley.store.sql.ConnectionPool;
import dev.parley.store.sql.Postgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetentionIT {
  private ScratchDatabase postgres;
  private DSLContext tx;

  @BeforeAll
  void start() {
    postgres = ScratchDatabase.migrated();
    tx = postgres.dsl();
  }

  @BeforeEach
  void nothing() {
    tx.execute(
        "truncate contact, conversation, message, event, event_receipt, not_started, workflow,"
            + " idempotency_key, execution, step cascade");
  }

  @AfterAll
  void stop() {
    postgres.close();
  }

  private UUID execution(LocalDate day, String status) {
    return execution(day, status, "production", "sample");
  }

  /** Returns an id generated at the beginning of a day. */
  private static UUID id(LocalDate day) {
    return new UUID(
        day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() << 16 | 0x7000,
        UUID.randomUUID().getLeastSignificantBits());
  }

  private UUID execution(LocalDate day, String status, String mode, String conversation) {
    var created = day.atStartOfDay(ZoneOffset.UTC).toOffsetDateTime();
    var id = id(day);
    tx.insertInto(EXECUTION)
        .set(EXECUTION.ID, id)
        .set(EXECUTION.WORKFLOW_ID, UUID.randomUUID())
        .set(EXECUTION.WORKFLOW_NAME, "Sample")
        .set(EXECUTION.GRAPH_HASH, "none")
        .set(EXECUTION.TRIGGER, "conversation.created")
        .set(EXECUTION.MODE, mode)
        .set(EXECUTION.STATUS, status)
        .set(EXECUTION.CONVERSATION_ID, conversation)
        .set(EXECUTION.EVENT, JSONB.valueOf("{}"))
        .set(EXECUTION.LINEAGE, id)
        .set(EXECUTION.CREATED_AT, created)
        .set(EXECUTION.LEASE_UNTIL, created)
        .execute();
    return id;
  }

  private String partition(UUID id) {
    return tx.resultQuery(
            "select tableoid::regclass::text from execution where id = {0}", DSL.val(id))
        .fetchSingleInto(String.class);
  }

  /** Otherwise its socket would time out first and undo the move, every day again. */
  @Test
  void makingPartitionsMayTakeAsLongAsItsStatementMay() {
    var config = ConnectionPool.of("test", postgres.url(), postgres.user(), postgres.password(), 1);
    try (var pool = new HikariDataSource(config)) {
      var transactions = new Transactions(Postgres.over(pool));
      Function<DSLContext, Integer> socketMillis =
          tx -> tx.connectionResult(Connection::getNetworkTimeout);
      assertThat(transactions.write(socketMillis)).isEqualTo(8_000);
      var whileMaking =
          transactions.write(tx -> {
            RetentionStore.makePartitions(tx, LocalDate.of(2031, 1, 15));
            return socketMillis.apply(tx);
          });
      assertThat(whileMaking).isGreaterThan(65_000);
      assertThat(transactions.write(socketMillis)).isEqualTo(8_000);
    }
  }

  @Test
  void partitionsAreThereBeforeTheirMonthBegins() {
    RetentionStore.makePartitions(tx, LocalDate.of(2031, 1, 15));
    RetentionStore.makePartitions(tx, LocalDate.of(2031, 1, 16));
    assertThat(partition(execution(LocalDate.of(2031, 1, 1), "running")))
        .isEqualTo("execution_p203101");
    assertThat(partition(execution(LocalDate.of(2031, 4, 30), "running")))
        .isEqualTo("execution_p203104");
    assertThat(partition(execution(LocalDate.of(2031, 5, 1), "running")))
        .isEqualTo("execution_default");
  }

  @Test
  void rowsFromBeforeAPartitionMoveIntoIt() {
    RetentionStore.makePartitions(tx, LocalDate.of(2033, 1, 1));
    var ahead = test(LocalDate.of(2033, 6, 1), "running", "ahead");
    var far = test(LocalDate.of(2035, 1, 1), "running", "far");
    var past = test(LocalDate.of(1970, 1, 2), "completed", "past");
    assertThat(partition(ahead)).isEqualTo("execution_default");
    var before = tx.selectFrom(EXECUTION).orderBy(EXECUTION.ID).fetch();
    var steps = tx.selectFrom(STEP).orderBy(STEP.EXECUTION_ID).fetch();

    RetentionStore.makePartitions(tx, LocalDate.of(2033, 5, 1));

    assertThat(partition(ahead)).isEqualTo("execution_p203306");
    assertThat(partition(past)).isEqualTo("execution_p197001");
    assertThat(partition(far)).isEqualTo("execution_default");
    assertThat(tx.selectFrom(EXECUTION).orderBy(EXECUTION.ID).fetch()).isEqualTo(before);
    assertThat(tx.selectFrom(STEP).orderBy(STEP.EXECUTION_ID).fetch()).isEqualTo(steps);
    // Steps of a moved run are still written, and keep their order.
    tx.insertInto(STEP)
        .set(STEP.EXECUTION_ID, ahead)
        .set(STEP.NODE_ID, "next")
        .set(STEP.KIND, "end")
        .set(STEP.NAME, "End")
        .set(STEP.STATUS, "completed")
        .execute();
    assertThat(
            tx.select(STEP.NODE_ID)
                .from(STEP)
                .where(STEP.EXECUTION_ID.eq(ahead))
                .orderBy(STEP.SEQ)
                .fetch(STEP.NODE_ID))
        .containsExactly("t", "next");
    assertThat(RetentionStore.monthsBefore(tx, LocalDate.of(2000, 1, 1)))
        .containsExactly(YearMonth.of(1970, 1));
    RetentionStore.drop(tx, YearMonth.of(1970, 1));
  }

  @Test
  void aPartThatFailsKeepsTheOthersFromNothing() {
    var today = LocalDate.of(2026, 1, 31);
    test(today.minusDays(8), "completed", "gone");
    event(today.minusDays(91), "gone");
    var metrics = new SimpleMeterRegistry();
    tx.execute("alter table event_receipt rename to elsewhere");
    try {
      new Retention(new Transactions(tx), metrics)
          .tidy(today.atStartOfDay(ZoneOffset.UTC).toOffsetDateTime());
    } finally {
      tx.execute("alter table elsewhere rename to event_receipt");
    }
    assertThat(tx.fetchCount(EXECUTION)).isZero();
    assertThat(tx.fetchCount(EVENT)).isZero();
    assertThat(metrics.find("parley.retention.failures").counters())
        .filteredOn(counter -> counter.count() > 0)
        .extracting(counter -> counter.getId().getTag("part"))
        .containsExactly("event receipts");
  }

  /** A conversation from another system, whose contact has the id of a sandbox's contact. */
  @Test
  void aContactThatIsStillSpokenToStays() {
    var today = LocalDate.of(2026, 1, 31);
    test(today.minusDays(8), "completed", "shared");
    conversation("real", false);
    tx.update(CONVERSATION)
        .set(CONVERSATION.CONTACT_ID, "shared")
        .where(CONVERSATION.ID.eq("real"))
        .execute();
    var before = today.minusDays(7).atStartOfDay(ZoneOffset.UTC).toOffsetDateTime();
    assertThat(RetentionStore.forgetTests(tx, before)).isEqualTo(1);
    assertThat(tx.fetchExists(CONTACT, CONTACT.ID.eq("shared"))).isTrue();
  }

  @Test
  void aMonthIsDroppedOnlyWhenItIsPastAndNothingInItIsOpen() {
    RetentionStore.makePartitions(tx, LocalDate.of(2021, 1, 1));
    var done = execution(LocalDate.of(2021, 1, 31), "completed");
    var open = execution(LocalDate.of(2021, 2, 1), "running");
    var january = YearMonth.of(2021, 1);
    var february = YearMonth.of(2021, 2);
    assertThat(RetentionStore.monthsBefore(tx, LocalDate.of(2021, 1, 31))).isEmpty();
    assertThat(RetentionStore.monthsBefore(tx, LocalDate.of(2021, 3, 1)))
        .containsExactly(january, february);
    assertThat(RetentionStore.isOpen(tx, january)).isFalse();
    assertThat(RetentionStore.isOpen(tx, february)).isTrue();

    RetentionStore.drop(tx, january);

    assertThat(tx.fetchExists(EXECUTION, EXECUTION.ID.eq(done))).isFalse();
    assertThat(tx.fetchExists(EXECUTION, EXECUTION.ID.eq(open))).isTrue();
    assertThat(RetentionStore.monthsBefore(tx, LocalDate.of(2021, 3, 1))).containsExactly(february);
  }

  @Test
  void onlyReceiptsOutsideTheWindowAreForgotten() {
    var now = OffsetDateTime.of(2026, 1, 31, 0, 0, 0, 0, ZoneOffset.UTC);
    for (int day = 0; day < 5; day++) {
      tx.insertInto(EVENT_RECEIPT)
          .set(EVENT_RECEIPT.SOURCE, "/sample")
          .set(EVENT_RECEIPT.EVENT_ID, "day-" + day)
          .set(EVENT_RECEIPT.BODY_HASH, "none")
          .set(EVENT_RECEIPT.RECEIVED_AT, now.minusDays(day))
          .execute();
    }
    assertThat(RetentionStore.forgetReceipts(tx, now.minusDays(2))).isEqualTo(2);
    assertThat(RetentionStore.forgetReceipts(tx, now.minusDays(2))).isZero();
    assertThat(tx.select(EVENT_RECEIPT.EVENT_ID).from(EVENT_RECEIPT).fetch(EVENT_RECEIPT.EVENT_ID))
        .containsExactlyInAnyOrder("day-0", "day-1", "day-2");
  }

  @Test
  void aTestIsForgottenWithItsSandboxOnceItHasEndedAndIsPast() {
    var today = LocalDate.of(2026, 1, 31);
    var past = test(today.minusDays(8), "completed", "sandbox-past");
    var open = test(today.minusDays(8), "running", "sandbox-open");
    var fresh = test(today.minusDays(6), "completed", "sandbox-fresh");
    var retried = test(today.minusDays(8), "failed", "sandbox-retried");
    var retry = execution(today.minusDays(6), "completed", "test", "sandbox-retried");
    conversation("real", false);
    var production = execution(today.minusDays(8), "completed", "production", "real");

    var before = today.minusDays(7).atStartOfDay(ZoneOffset.UTC).toOffsetDateTime();
    assertThat(RetentionStore.forgetTests(tx, before)).isEqualTo(2);
    assertThat(RetentionStore.forgetTests(tx, before)).isZero();

    assertThat(tx.select(EXECUTION.ID).from(EXECUTION).fetch(EXECUTION.ID))
        .contains(open, fresh, retry, production)
        .doesNotContain(past, retried);
    assertThat(tx.select(STEP.EXECUTION_ID).from(STEP).fetch(STEP.EXECUTION_ID))
        .contains(open, fresh)
        .doesNotContain(past, retried);
    var left =
        List.of("sandbox-open", "sandbox-fresh", "sandbox-retried", "real").toArray(String[]::new);
    assertThat(tx.select(CONVERSATION.ID).from(CONVERSATION).fetch(CONVERSATION.ID))
        .containsExactlyInAnyOrder(left);
    assertThat(tx.select(CONTACT.ID).from(CONTACT).fetch(CONTACT.ID))
        .containsExactlyInAnyOrder(left);
    assertThat(tx.select(MESSAGE.ID).from(MESSAGE).fetch(MESSAGE.ID))
        .containsExactlyInAnyOrder(left);
  }

  private UUID test(LocalDate day, String status, String sandbox) {
    conversation(sandbox, true);
    var id = execution(day, status, "test", sandbox);
    tx.insertInto(STEP)
        .set(STEP.EXECUTION_ID, id)
        .set(STEP.NODE_ID, "t")
        .set(STEP.KIND, "trigger")
        .set(STEP.NAME, "Trigger")
        .set(STEP.STATUS, "completed")
        .execute();
    return id;
  }

  /** A conversation with a contact and a message of the same id. */
  private void conversation(String id, boolean sandbox) {
    tx.insertInto(CONTACT).set(CONTACT.ID, id).set(CONTACT.SANDBOX, sandbox).execute();
    tx.insertInto(CONVERSATION)
        .set(CONVERSATION.ID, id)
        .set(CONVERSATION.CHANNEL, "webchat")
        .set(CONVERSATION.STATUS, "open")
        .set(CONVERSATION.CONTACT_ID, id)
        .set(CONVERSATION.SESSION_ID, UUID.randomUUID())
        .set(CONVERSATION.SANDBOX, sandbox)
        .execute();
    tx.insertInto(MESSAGE)
        .set(MESSAGE.ID, id)
        .set(MESSAGE.CONVERSATION_ID, id)
        .set(MESSAGE.AUTHOR_TYPE, "contact")
        .set(MESSAGE.TEXT, "Hello")
        .set(MESSAGE.DELIVERY, "delivered")
        .execute();
  }

  @Test
  void eventsAndWhatWasHeldBackAreForgottenByTheTimeOfTheirIds() {
    var day = LocalDate.of(2026, 1, 31);
    var workflow = UUID.randomUUID();
    tx.insertInto(WORKFLOW)
        .set(WORKFLOW.ID, workflow)
        .set(WORKFLOW.SLUG, "sample")
        .set(WORKFLOW.NAME, "Sample")
        .set(WORKFLOW.CHANGED_BY, "a test")
        .execute();
    for (int ago = 0; ago < 5; ago++) {
      var event = event(day.minusDays(ago), "ago-" + ago);
      tx.insertInto(NOT_STARTED)
          .set(NOT_STARTED.ID, id(day.minusDays(ago)))
          .set(NOT_STARTED.WORKFLOW_ID, workflow)
          .set(NOT_STARTED.CONVERSATION_ID, "sample")
          .set(NOT_STARTED.EVENT, event)
          .set(NOT_STARTED.REASON, "ago-" + ago)
          .set(NOT_STARTED.CAUSATION, JSONB.valueOf("[]"))
          .execute();
    }
    var before = day.minusDays(2).atStartOfDay(ZoneOffset.UTC).toOffsetDateTime();
    assertThat(RetentionStore.forgetHeldBack(tx, before)).isEqualTo(2);
    assertThat(RetentionStore.forgetEvents(tx, before)).isEqualTo(2);
    assertThat(RetentionStore.forgetHeldBack(tx, before)).isZero();
    assertThat(RetentionStore.forgetEvents(tx, before)).isZero();
    assertThat(tx.select(EVENT.EVENT_ID).from(EVENT).fetch(EVENT.EVENT_ID))
        .containsExactlyInAnyOrder("ago-0", "ago-1", "ago-2");
    assertThat(tx.select(NOT_STARTED.REASON).from(NOT_STARTED).fetch(NOT_STARTED.REASON))
        .containsExactlyInAnyOrder("ago-0", "ago-1", "ago-2");
  }

  private UUID event(LocalDate day, String name) {
    var id = id(day);
    tx.insertInto(EVENT)
        .set(EVENT.ID, id)
        .set(EVENT.CONVERSATION_ID, "sample")
        .set(EVENT.SOURCE, "/sample")
        .set(EVENT.EVENT_ID, name)
        .set(EVENT.TYPE, "conversation.created")
        .set(EVENT.TIME, day.atStartOfDay(ZoneOffset.UTC).toOffsetDateTime())
        .set(EVENT.DATA, JSONB.valueOf("{}"))
        .execute();
    return id;
  }

  @Test
  void tidyingForgetsEachKindInItsOwnTime() {
    RetentionStore.makePartitions(tx, LocalDate.of(2025, 10, 1));
    var today = LocalDate.of(2026, 1, 31);
    var kept = test(today.minusDays(7), "completed", "kept");
    test(today.minusDays(8), "completed", "gone");
    event(today.minusDays(90), "kept");
    event(today.minusDays(91), "gone");
    counted(today.minusDays(91));
    counted(today.minusDays(92));
    var october = execution(LocalDate.of(2025, 10, 31), "completed");
    var november = execution(LocalDate.of(2025, 11, 1), "completed");

    new Retention(new Transactions(tx), new SimpleMeterRegistry())
        .tidy(today.atStartOfDay(ZoneOffset.UTC).toOffsetDateTime());

    assertThat(tx.select(EXECUTION.ID).from(EXECUTION).fetch(EXECUTION.ID))
        .containsExactlyInAnyOrder(kept, november)
        .doesNotContain(october);
    assertThat(tx.select(EVENT.EVENT_ID).from(EVENT).fetch(EVENT.EVENT_ID)).containsExactly("kept");
    assertThat(tx.select(EXECUTION_COUNT.DAY).from(EXECUTION_COUNT).fetch(EXECUTION_COUNT.DAY))
        .containsExactly(today.minusDays(91));
  }

  private void counted(LocalDate day) {
    tx.insertInto(EXECUTION_COUNT)
        .set(EXECUTION_COUNT.WORKFLOW_ID, UUID.randomUUID())
        .set(EXECUTION_COUNT.DAY, day)
        .set(EXECUTION_COUNT.STARTED, 1L)
        .set(EXECUTION_COUNT.FAILED, 0L)
        .execute();
  }

  @Test
  void answersToRequestsAreKeptForADay() {
    var now = OffsetDateTime.of(2026, 1, 31, 0, 0, 0, 0, ZoneOffset.UTC);
    for (int hours = 20; hours < 30; hours += 5) {
      tx.insertInto(IDEMPOTENCY_KEY)
          .set(IDEMPOTENCY_KEY.KEY, "ago-" + hours)
          .set(IDEMPOTENCY_KEY.ROUTE, "/sample")
          .set(IDEMPOTENCY_KEY.BODY_HASH, new byte[] {1})
          .set(IDEMPOTENCY_KEY.CREATED_AT, now.minusHours(hours))
          .execute();
    }
    assertThat(RetentionStore.forgetAnswers(tx, now.minusDays(1))).isEqualTo(1);
    assertThat(tx.select(IDEMPOTENCY_KEY.KEY).from(IDEMPOTENCY_KEY).fetch(IDEMPOTENCY_KEY.KEY))
        .containsExactly("ago-20");
  }
}
