package dev.parley.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Ids;
import dev.parley.store.ScratchDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/** Finds runs by their current step. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandingRunsIT {
  private static final int HISTORY = 30_000;
  private static final UUID WORKFLOW = UUID.randomUUID();

  private ScratchDatabase postgres;
  private DSLContext dsl;

  @BeforeAll
  void start() {
    postgres = ScratchDatabase.migrated();
    dsl = postgres.dsl();
  }

  @AfterAll
  void stop() {
    postgres.close();
  }

  @BeforeEach
  void empty() {
    dsl.execute("truncate execution, step");
  }

  /** A run with one completed step and a current one. */
  private UUID run(String status, String step, String stepStatus) {
    var id = Ids.next();
    keep(id, status, step, stepStatus);
    return id;
  }

  private void keep(UUID id, String status, String step, String stepStatus) {
    dsl.execute(
        """
        insert into execution (id, workflow_id, workflow_name, graph_hash, trigger, mode, status,
          conversation_id, event, lineage, created_at, lease_until)
        values ({0}, {1}, 'Sample', 'none', 'conversation.opened', 'production', {2}, 'sample', '{}',
          {0}, now(), now())
        """,
        DSL.val(id), DSL.val(WORKFLOW), DSL.val(status));
    dsl.execute(
        """
        insert into step (execution_id, node_id, kind, name, status)
        values ({0}, 'first', 'fetch', 'Ask stock', 'completed'), ({0}, 'second', 'fetch', {1}, {2})
        """,
        DSL.val(id), DSL.val(step), DSL.val(stepStatus));
  }

  private static ExecutionFilter standing(@Nullable String stepStatus, @Nullable String node) {
    return new ExecutionFilter(null, null, null, null, null, null, stepStatus, node);
  }

  private List<UUID> found(ExecutionFilter filter, @Nullable UUID before, int limit) {
    return ExecutionStore.query(dsl, filter, before, limit)
        .fetch(row -> UUID.fromString(ExecutionStore.listed(row).id()));
  }

  private List<UUID> found(@Nullable String stepStatus, @Nullable String node) {
    return found(standing(stepStatus, node), null, 100);
  }

  @Test
  void aRunIsFoundWhereItStandsAndNowhereElse() {
    var waits = run("running", "Lunch", "waiting");
    var retried = run("running", "Ask stock", "retrying");
    var failed = run("failed", "Ask stock", "failed");
    var _ = run("completed", "Ask stock", "completed");
    var _ = run("running", "Ask stock", "running");
    assertThat(found("waiting", null)).containsExactly(waits);
    assertThat(found("retrying", null)).containsExactly(retried);
    assertThat(found("retrying", "Ask stock")).containsExactly(retried);
    assertThat(found(null, "Ask stock")).containsExactly(failed, retried);
    assertThat(found("waiting", "Ask stock")).isEmpty();
    assertThat(found(null, "ask")).isEmpty();
    assertThat(
            found(
                new ExecutionFilter(
                    WORKFLOW, "failed", "production", "sample", null, null, null, "Ask stock"),
                null,
                100))
        .containsExactly(failed);
    assertThat(
            found(
                new ExecutionFilter(
                    UUID.randomUUID(), null, null, null, null, null, null, "Ask stock"),
                null,
                100))
        .isEmpty();
  }

  @Test
  void pagesFollowOneAnotherNewestFirst() {
    var all = new ArrayList<UUID>();
    for (int i = 0; i < 7; i++) {
      all.addFirst(run("running", "Lunch", "waiting"));
      var _ = run("running", "Supper", "retrying");
    }
    var filter = standing("waiting", null);
    assertThat(found(filter, null, 3)).isEqualTo(all.subList(0, 3));
    assertThat(found(filter, all.get(2), 3)).isEqualTo(all.subList(3, 6));
    assertThat(found(filter, all.get(5), 3)).isEqualTo(all.subList(6, 7));
  }

  @Test
  void pastRunsDoNotSlowTheSearchDown() throws Exception {
    for (int i = 0; i < 20; i++) {
      var _ = run("running", "Lunch", "waiting");
      var _ = run("running", "Ask stock", "retrying");
    }
    dsl.execute("analyze execution, step");
    var filters =
        List.of(
            standing("waiting", null),
            standing("retrying", null),
            standing("retrying", "Ask stock"),
            standing(null, "Ask stock"));
    var before = filters.stream().map(this::pagesRead).toList();
    var floor = Instant.now().minus(Duration.ofDays(2));
    dsl.execute(
        """
        insert into execution (id, workflow_id, workflow_name, graph_hash, trigger, mode, status,
          conversation_id, event, lineage, created_at, lease_until)
        select id, {0}, 'Sample', 'none', 'conversation.opened', 'production', 'completed', 'sample',
          '{}', id, now(), now()
        from (select (left({1}::text, 24) || lpad(to_hex(i), 12, '0'))::uuid as id
          from generate_series(1, {2}) i) made
        """,
        DSL.val(WORKFLOW), DSL.val(Ids.floor(floor)), DSL.val(HISTORY));
    dsl.execute(
        """
        insert into step (execution_id, node_id, kind, name, status)
        select id, 'only', 'fetch', 'Ask stock', 'completed' from execution where status = 'completed'
        """);
    dsl.execute("vacuum (analyze) execution, step");
    for (int i = 0; i < filters.size(); i++) {
      assertThat(pagesRead(filters.get(i)))
          .as(filters.get(i).toString())
          .isLessThan(3 * before.get(i) + 100);
    }
  }

  /** Counts pages of the tables and their indexes that are read for the first page of a list. */
  private int pagesRead(ExecutionFilter filter) {
    var sql = ExecutionStore.query(dsl, filter, null, 51).getSQL(ParamType.INLINED);
    var plan =
        dsl.fetchSingle("explain (analyze, buffers, format json) " + sql).get(0, String.class);
    var top = JsonMapper.builder().build().readTree(plan).path(0).path("Plan");
    return top.path("Shared Hit Blocks").asInt() + top.path("Shared Read Blocks").asInt();
  }
}
