package dev.parley.api.dispatch;

import static dev.parley.api.ExecutionRows.complete;
import static dev.parley.api.ExecutionRows.waiting;
import static dev.parley.db.Tables.EXECUTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ExecutionRows;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Leases of several dispatchers and reconcilers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DispatchRowsIT {
  private ExecutionRows rows;
  private DSLContext dsl;

  @BeforeAll
  void start() throws IOException {
    rows = new ExecutionRows();
    dsl = rows.dsl();
  }

  @AfterAll
  void stop() throws IOException {
    rows.close();
  }

  @BeforeEach
  void empty() {
    dsl.deleteFrom(EXECUTION).execute();
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
  void returnedExecutionsKeepTheirPlaceAndAttempts() {
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
  void dispatchedAndEndedRunsAreNotLeased() {
    DispatchStore.markDispatched(dsl, List.of(waiting(dsl)));
    complete(dsl, waiting(dsl));
    assertThat(DispatchStore.leaseUndispatched(dsl, 200)).isEmpty();
  }
}
