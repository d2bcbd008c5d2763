package dev.parley.api.retention;

import static dev.parley.db.Tables.EVENT_RECEIPT;
import static dev.parley.db.Tables.EXECUTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetentionIT {
  private EmbeddedPostgres postgres;
  private DSLContext tx;

  @BeforeAll
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
    tx = DSL.using(postgres.getPostgresDatabase(), SQLDialect.POSTGRES);
  }

  @AfterAll
  void stop() throws IOException {
    postgres.close();
  }

  private UUID execution(LocalDate day, String status) {
    var created = day.atStartOfDay(ZoneOffset.UTC).toOffsetDateTime();
    var id =
        new UUID(
            created.toInstant().toEpochMilli() << 16 | 0x7000,
            UUID.randomUUID().getLeastSignificantBits());
    tx.insertInto(EXECUTION)
        .set(EXECUTION.ID, id)
        .set(EXECUTION.WORKFLOW_ID, UUID.randomUUID())
        .set(EXECUTION.WORKFLOW_NAME, "Sample")
        .set(EXECUTION.GRAPH_HASH, "none")
        .set(EXECUTION.TRIGGER, "conversation.created")
        .set(EXECUTION.MODE, "production")
        .set(EXECUTION.STATUS, status)
        .set(EXECUTION.CONVERSATION_ID, "sample")
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
}
