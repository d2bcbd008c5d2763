package dev.parley.api.run;

import static dev.parley.api.ExecutionRows.complete;
import static dev.parley.api.ExecutionRows.waiting;
import static dev.parley.db.Tables.EXECUTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ExecutionRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Changes of executions as several transactions make them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangedRunsIT {
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

  private List<UUID> after(ChangedRunStore.Place place) {
    return ChangedRunStore.after(dsl, null, place, 100).stream()
        .map(changed -> changed.place().id())
        .toList();
  }

  @Test
  void aTransactionThatCommitsLateIsNotMissed() {
    var slow = new ArrayList<UUID>();
    var cursor = new ArrayList<ChangedRunStore.Place>();
    dsl.transaction(late -> {
      slow.add(waiting(late.dsl()));
      var quick = waiting(dsl);
      // Read while the late transaction is open: it is not visible, and the cursor does not pass
      // it.
      var open = ChangedRunStore.oldestOpen(dsl);
      assertThat(after(ChangedRunStore.Place.before(0))).containsExactly(quick);
      cursor.add(ChangedRunStore.Place.before(open));
    });
    assertThat(after(cursor.getFirst())).contains(slow.getFirst());
  }

  @Test
  void onlyAChangeOfStatusIsReported() {
    var id = waiting(dsl);
    var cursor = ChangedRunStore.Place.before(ChangedRunStore.oldestOpen(dsl));
    dsl.execute(
        "update execution set lease_until = now(), attempts = attempts + 1, dispatched_at = now()");
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
    var place = ChangedRunStore.Place.before(0);
    for (var page = ChangedRunStore.after(dsl, null, place, 2);
        !page.isEmpty();
        page = ChangedRunStore.after(dsl, null, place, 2)) {
      page.forEach(changed -> seen.add(changed.place().id()));
      place = page.getLast().place();
    }
    assertThat(seen).containsExactlyElementsOf(all);
  }

  @Test
  void transactionNumbersOfARestoredDatabaseAreNotUsed() {
    var id = waiting(dsl);
    dsl.update(EXECUTION).set(EXECUTION.CHANGED, Long.MAX_VALUE / 2).execute();
    assertThat(after(ChangedRunStore.Place.before(0))).isEmpty();
    complete(dsl, id);
    assertThat(after(ChangedRunStore.Place.before(0))).containsExactly(id);
  }

  @Test
  void aVersionDiffersOnceAStepHasChanged() {
    var id = waiting(dsl);
    var before = ChangedRunStore.version(dsl, id);
    assertThat(ChangedRunStore.version(dsl, id)).isEqualTo(before);
    dsl.execute(
        "insert into step (execution_id, node_id, kind, name, status)"
            + " values ({0}, 'a', 'delay', 'A', 'running')",
        DSL.val(id));
    var began = ChangedRunStore.version(dsl, id);
    assertThat(began).isNotEqualTo(before);
    dsl.execute("update step set status = 'waiting' where execution_id = {0}", DSL.val(id));
    assertThat(ChangedRunStore.version(dsl, id)).isNotEqualTo(began);
    assertThat(ChangedRunStore.version(dsl, UUID.randomUUID())).isEmpty();
  }
}
