package dev.parley.benchmark;

import dev.parley.benchmark.Figures.Ratio;
import dev.parley.store.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** The whole product: from the response to a posted event to its first effect and to its end. */
final class PathSection {
  private static final int SENDERS = 8;
  private static final int ALONE = 10;

  private final FiveNodes nodes;
  private final Http http;
  private final List<Double> firstEffect = new ArrayList<>();
  private final List<Double> completed = new ArrayList<>();
  private final List<Double> whole = new ArrayList<>();
  private final List<Double> rival = new ArrayList<>();

  PathSection(FiveNodes nodes, Http http) {
    this.nodes = nodes;
    this.http = http;
  }

  String measured(String server, int rounds, int each) {
    nodes.resume();
    throughput(each);
    for (int i = 0; i < ALONE; i++) {
      one();
    }
    firstEffect.clear();
    completed.clear();
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        whole.add(throughput(each));
        rival.add(handWritten(each));
      } else {
        rival.add(handWritten(each));
        whole.add(throughput(each));
      }
      for (int i = 0; i < ALONE; i++) {
        one();
      }
    }
    nodes.pause();
    var first = Figures.of(firstEffect);
    var end = Figures.of(completed);
    return String.format(
        Locale.ROOT,
        """
        ### The whole path on %s

        Events posted over HTTP, one after the other on an idle system, %d in all; the clock starts
        when the answer 202 has arrived.

        | | p50 | p95 | p99 | wanted |
        |---|---|---|---|---|
        | accepted → first effect in the database | %.0f ms | %.0f ms | %.0f ms | p50 at most 50 ms |
        | accepted → completed | %.0f ms | %.0f ms | %.0f ms | |

        %d events posted by %d senders until all their executions were completed: %s executions/s
        with accepting, dispatching and all. The hand-written workflow with local activities, which
        has none of that, did %s in the same rounds: ratio %s.

        """,
        server,
        firstEffect.size(),
        first.median(),
        first.percentile(0.95),
        first.percentile(0.99),
        end.median(),
        end.percentile(0.95),
        end.percentile(0.99),
        each,
        SENDERS,
        Figures.of(whole).spread(),
        Figures.of(rival).spread(),
        Ratio.of(whole, rival).text());
  }

  private void one() {
    var answer = JsonMapper.shared().readTree(http.post(FiveNodes.event("one-" + Ids.next())));
    var accepted = System.nanoTime();
    var id = answer.path("executions").path(0).path("executionId").asString();
    var sql = nodes.at().sql;
    Waits.until(
        "the first effect",
        1,
        () -> sql.fetchExists(sql.selectOne().from("message").where("execution_id = ?::uuid", id)));
    firstEffect.add((System.nanoTime() - accepted) / 1e6);
    Waits.until(
        "the end",
        1,
        () ->
            sql.fetchExists(
                sql.selectOne()
                    .from("execution")
                    .where("id = ?::uuid and status = 'completed'", id)));
    completed.add((System.nanoTime() - accepted) / 1e6);
    Waits.sleep(30);
  }

  private double throughput(int count) {
    var events = FiveNodes.events(count);
    var before = done();
    var start = System.nanoTime();
    ConcurrentClients.workOff(events, SENDERS, http::post);
    Waits.until("all runs", 5, () -> done() - before >= count);
    var seconds = (System.nanoTime() - start) / 1e9;
    return count / seconds;
  }

  private long done() {
    return nodes
        .at()
        .sql
        .fetchSingle(
            "select count(*) from execution where workflow_id = ? and status = 'completed'",
            nodes.workflow())
        .get(0, Long.class);
  }

  private double handWritten(int count) {
    return EngineSection.throughput(nodes, Variant.LOCAL, count);
  }
}
