package dev.parley.api.workflow;

import static dev.parley.db.Tables.EXECUTION_COUNT;
import static dev.parley.db.Tables.EXECUTION_DELTA;
import static dev.parley.db.Tables.WORKFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.ScratchDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The list of workflows, sorted by counts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkflowRowsIT {
  private ScratchDatabase postgres;
  private DSLContext tx;

  @BeforeAll
  void start() {
    postgres = ScratchDatabase.migrated();
    tx = postgres.dsl();
    ran("Often", 20, 1);
    ran("Never", 0, 0);
    ran("At times", 3, 2);
    // Sorted as numbers, not as text: 9 comes before 20.
    ran("Now and then", 9, 0);
  }

  @AfterAll
  void stop() {
    postgres.close();
  }

  private void ran(String name, int started, int failed) {
    var id = WorkflowStore.insert(tx, name, "", "somebody");
    for (int day = 0; day < 2 && started > 0; day++) {
      tx.insertInto(EXECUTION_DELTA)
          .set(EXECUTION_DELTA.WORKFLOW_ID, id)
          .set(EXECUTION_DELTA.DAY, LocalDate.of(2026, 1, 1 + day))
          .set(EXECUTION_DELTA.STARTED, day == 0 ? started - 1 : 1)
          .set(EXECUTION_DELTA.FAILED, day == 0 ? failed : 0)
          .execute();
      CountStore.fold(tx);
    }
  }

  private WorkflowStore.Page page(boolean ascending, WorkflowStore.@Nullable Cursor after) {
    return WorkflowStore.list(
        tx, WorkflowStore.Filter.ALL, WorkflowStore.Sort.EXECUTIONS, ascending, after, 2);
  }

  @Test
  void everyDayOfAWorkflowIsCounted() {
    var first = page(false, null).items().getFirst();

    assertThat(first.name()).isEqualTo("Often");
    assertThat(first.executions()).isEqualTo(20);
    assertThat(first.failures()).isEqualTo(1);
  }

  @Test
  void pagesByExecutionsFollowOneAnother() {
    for (var ascending : List.of(true, false)) {
      var names = new ArrayList<String>();
      for (var page = page(ascending, null); ; page = page(ascending, page.last())) {
        page.items().forEach(workflow -> names.add(workflow.name()));
        if (page.last() == null) {
          break;
        }
      }
      var expected = List.of("Never", "At times", "Now and then", "Often");
      assertThat(names).isEqualTo(ascending ? expected : expected.reversed());
    }
  }

  @Test
  void oneIsFoundWithItsCounts() {
    var id = UUID.fromString(page(false, null).items().get(1).id());

    assertThat(WorkflowStore.find(tx, id).orElseThrow().executions()).isEqualTo(9);
  }

  @Test
  void aListReadsOneRowOfEachWorkflowWhateverTheNumberOfDays() {
    var busy = WorkflowStore.find(tx, named("Often")).orElseThrow();
    tx.deleteFrom(EXECUTION_COUNT).execute();

    assertThat(page(false, null).items().getFirst()).isEqualTo(busy);
  }

  @Test
  void oneThatRanIsKnownToHaveRunWhenItsRunsAreForgotten() {
    assertThat(WorkflowStore.everRan(tx, named("Often"))).isTrue();
    assertThat(WorkflowStore.everRan(tx, named("Never"))).isFalse();
  }

  private UUID named(String name) {
    return Objects.requireNonNull(
        tx.select(WORKFLOW.ID).from(WORKFLOW).where(WORKFLOW.NAME.eq(name)).fetchOne(WORKFLOW.ID));
  }
}
