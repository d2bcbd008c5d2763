package dev.parley.api.execution;

import static dev.parley.db.Tables.EXECUTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Ids;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Leases of several dispatchers, and changes by concurrent transactions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecutionRowsIT {
  private EmbeddedPostgres postgres;
  private DSLContext dsl;

  @BeforeAll
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
    dsl = DSL.using(postgres.getPostgresDatabase(), SQLDialect.POSTGRES);
  }

  @AfterAll
  void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void empty() {
    dsl.deleteFrom(EXECUTION).execute();
  }

  private static UUID waiting(DSLContext tx) {
    return waiting(tx, 60);
  }

  private static UUID waiting(DSLContext tx, int seconds) {
    var id = Ids.next();
    var past = OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(seconds);
    tx.insertInto(EXECUTION)
        .set(EXECUTION.ID, id)
        .set(EXECUTION.WORKFLOW_ID, UUID.randomUUID())
        .set(EXECUTION.WORKFLOW_NAME, "Sample")
        .set(EXECUTION.GRAPH_HASH, "none")
        .set(EXECUTION.TRIGGER, "conversation.created")
        .set(EXECUTION.MODE, "production")
        .set(EXECUTION.STATUS, "pending")
        .set(EXECUTION.CONVERSATION_ID, "sample")
        .set(EXECUTION.EVENT, JSONB.valueOf("{}"))
        .set(EXECUTION.LINEAGE, id)
        .set(EXECUTION.CREATED_AT, past)
        .set(EXECUTION.LEASE_UNTIL, past)
        .execute();
    return id;
  }

  private static void complete(DSLContext tx, UUID id) {
    tx.update(EXECUTION).set(EXECUTION.STATUS, "completed").where(EXECUTION.ID.eq(id)).execute();
  }

  @Test
  void twoDispatchersNeverTakeTheSameExecution() {
    var all = new ArrayList<UUID>();
    for (int i = 0; i < 250; i++) {
      all.add(waiting(dsl));
    }
    var taken = new ArrayList<UUID>();
    dsl.transaction(first -> {
      taken.addAll(DispatchStore.leaseUndispatched(first.dsl(), 200));
      // The first has not committed yet: the second skips the rows it has locked.
      taken.addAll(
          dsl.transactionResult(second -> DispatchStore.leaseUndispatched(second.dsl(), 200)));
    });
    assertThat(taken).containsExactlyInAnyOrderElementsOf(all);
    assertThat(DispatchStore.leaseUndispatched(dsl, 200)).isEmpty();
  }

  @Test
  void oneOfSeveralInstancesDoesWhatOneDoes() {
    var one = UUID.randomUUID();
    var other = UUID.randomUUID();
    assertThat(ReconcilerStore.lease(dsl, "sample", one, Duration.ofMinutes(1))).isTrue();
    assertThat(ReconcilerStore.lease(dsl, "sample", other, Duration.ofMinutes(1))).isFalse();
    assertThat(ReconcilerStore.lease(dsl, "another", other, Duration.ofMinutes(1))).isTrue();
    // The holder renews its lease; once it stops doing so, another instance takes over.
    assertThat(ReconcilerStore.lease(dsl, "sample", one, Duration.ofSeconds(-1))).isTrue();
    assertThat(ReconcilerStore.lease(dsl, "sample", other, Duration.ofMinutes(1))).isTrue();
    assertThat(ReconcilerStore.lease(dsl, "sample", one, Duration.ofMinutes(1))).isFalse();
    // An instance that is stopped releases its work at once.
    assertThat(ReconcilerStore.release(dsl, other)).isEqualTo(2);
    assertThat(ReconcilerStore.lease(dsl, "sample", one, Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void onlyOpenExecutionsAreLookedUpInTemporal() {
    var open = waiting(dsl);
    var done = waiting(dsl);
    complete(dsl, done);
    assertThat(DispatchStore.open(dsl, List.of(open, done, UUID.randomUUID())))
        .containsExactly(open);
  }

  @Test
  void aLeaseGrowsWithTheAttemptsUpToSixteenSeconds() {
    var id = waiting(dsl);
    for (var seconds : List.of(2, 4, 8, 16, 16)) {
      // Within one transaction, the time is constant.
      var lease =
          dsl.transactionResult(tx -> {
            assertThat(DispatchStore.leaseUndispatched(tx.dsl(), 200)).containsExactly(id);
            return tx.dsl()
                .resultQuery("select extract(epoch from lease_until - now()) from execution")
                .fetchSingleInto(Integer.class);
          });
      assertThat(lease).isEqualTo(seconds);
      assertThat(DispatchStore.leaseUndispatched(dsl, 200)).isEmpty();
      dsl.execute("update execution set lease_until = now() - interval '1 second'");
    }
  }

  @Test
  void theOldestAreTakenFirstAndOnlyAsManyAsAskedFor() {
    var all = new ArrayList<UUID>();
    for (int i = 0; i < 7; i++) {
      all.add(waiting(dsl, 60 - i));
    }
    assertThat(DispatchStore.leaseUndispatched(dsl, 3))
        .containsExactlyInAnyOrderElementsOf(all.subList(0, 3));
    assertThat(DispatchStore.leaseUndispatched(dsl, 3))
        .containsExactlyInAnyOrderElementsOf(all.subList(3, 6));
  }

  /** An outage of Temporal does not count against them. */
  @Test
  void whatIsGivenBackKeepsItsPlaceAndItsAttempts() {
    var oldest = waiting(dsl, 60);
    var next = waiting(dsl, 50);
    for (int i = 0; i < 6; i++) {
      assertThat(DispatchStore.leaseUndispatched(dsl, 1)).containsExactly(oldest);
      assertThat(DispatchStore.giveBack(dsl, List.of(oldest))).isOne();
    }
    assertThat(dsl.fetchSingle(EXECUTION, EXECUTION.ID.eq(oldest)).getAttempts()).isZero();
    DispatchStore.markDispatched(dsl, List.of(oldest));
    assertThat(DispatchStore.giveBack(dsl, List.of(oldest))).isZero();
    assertThat(DispatchStore.leaseUndispatched(dsl, 1)).containsExactly(next);
  }

  @Test
  void whatIsDispatchedOrHasEndedIsNotTaken() {
    DispatchStore.markDispatched(dsl, List.of(waiting(dsl)));
    complete(dsl, waiting(dsl));
    assertThat(DispatchStore.leaseUndispatched(dsl, 200)).isEmpty();
  }

  private List<UUID> after(ChangeStore.Place place) {
    return ChangeStore.after(dsl, null, place, 100).stream()
        .map(changed -> changed.place().id())
        .toList();
  }

  @Test
  void aTransactionThatCommitsLateIsNotMissed() {
    var slow = new ArrayList<UUID>();
    var cursor = new ArrayList<ChangeStore.Place>();
    dsl.transaction(late -> {
      slow.add(waiting(late.dsl()));
      var quick = waiting(dsl);
      // Read while the late transaction is open: it is not visible, and the cursor does not pass
      // it.
      var open = ChangeStore.oldestOpen(dsl);
      assertThat(after(ChangeStore.Place.before(0))).containsExactly(quick);
      cursor.add(ChangeStore.Place.before(open));
    });
    assertThat(after(cursor.getFirst())).contains(slow.getFirst());
  }

  @Test
  void aChangeOfStatusIsTheOnlyOneThatIsTold() {
    var id = waiting(dsl);
    var cursor = ChangeStore.Place.before(ChangeStore.oldestOpen(dsl));
    DispatchStore.leaseUndispatched(dsl, 200);
    DispatchStore.markDispatched(dsl, List.of(id));
    assertThat(after(cursor)).isEmpty();
    complete(dsl, id);
    assertThat(after(cursor)).containsExactly(id);
  }

  @Test
  void placesFollowOneAnotherAlsoWithinOneTransaction() {
    var all = new ArrayList<UUID>();
    dsl.transaction(tx -> {
      for (int i = 0; i < 5; i++) {
        all.add(waiting(tx.dsl()));
      }
    });
    var seen = new ArrayList<UUID>();
    var place = ChangeStore.Place.before(0);
    for (var page = ChangeStore.after(dsl, null, place, 2);
        !page.isEmpty();
        page = ChangeStore.after(dsl, null, place, 2)) {
      page.forEach(changed -> seen.add(changed.place().id()));
      place = page.getLast().place();
    }
    assertThat(seen).containsExactlyElementsOf(all);
  }

  @Test
  void whatARestoredDatabaseCountedBeforeIsNotTold() {
    var id = waiting(dsl);
    dsl.update(EXECUTION).set(EXECUTION.CHANGED, Long.MAX_VALUE / 2).execute();
    assertThat(after(ChangeStore.Place.before(0))).isEmpty();
    complete(dsl, id);
    assertThat(after(ChangeStore.Place.before(0))).containsExactly(id);
  }

  @Test
  void aVersionDiffersOnceAStepHasChanged() {
    var id = waiting(dsl);
    var before = ChangeStore.version(dsl, id);
    assertThat(ChangeStore.version(dsl, id)).isEqualTo(before);
    dsl.execute(
        "insert into step (execution_id, node_id, kind, name, status)"
            + " values ({0}, 'a', 'delay', 'A', 'running')",
        DSL.val(id));
    var began = ChangeStore.version(dsl, id);
    assertThat(began).isNotEqualTo(before);
    dsl.execute("update step set status = 'waiting' where execution_id = {0}", DSL.val(id));
    assertThat(ChangeStore.version(dsl, id)).isNotEqualTo(began);
    assertThat(ChangeStore.version(dsl, UUID.randomUUID())).isEmpty();
  }
}
