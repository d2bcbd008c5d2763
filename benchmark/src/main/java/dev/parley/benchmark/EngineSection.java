package dev.parley.benchmark;

import dev.parley.benchmark.Figures.Ratio;
import dev.parley.local.Part;
import io.temporal.api.enums.v1.EventType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Five steps in four implementations, and an empty Temporal workflow: throughput, latency and
 * counts.
 */
final class EngineSection {
  private static final int AT_ONCE = 25;
  private static final int COUNTED = 50;

  private final FiveNodes nodes;
  private final int rounds;
  private final int each;
  private final Map<Variant, List<Double>> perSecond = new EnumMap<>(Variant.class);
  private final Map<Variant, List<Double>> millis = new EnumMap<>(Variant.class);
  private final Map<Variant, List<Double>> processor = new EnumMap<>(Variant.class);
  private final Map<Variant, String> statements = new EnumMap<>(Variant.class);
  private final Map<Variant, Counts> counts = new EnumMap<>(Variant.class);

  /** The deterministic costs of one execution. */
  private record Counts(
      double events, double tasks, double historyBytes, double statements, double walBytes) {}

  EngineSection(FiveNodes nodes, int rounds, int each) {
    this.nodes = nodes;
    this.rounds = rounds;
    this.each = each;
  }

  String measured(String server) {
    // Both workers have then done the same amount, since the rivals share one.
    var rivals = Variant.values().length - 1;
    for (var variant : Variant.values()) {
      throughput(nodes, variant, variant == Variant.PARLEY ? each * rivals : each);
    }
    for (int round = 0; round < rounds; round++) {
      // Each variant comes first, second, third and last equally often.
      var turn = new ArrayList<>(List.of(Variant.values()));
      Collections.rotate(turn, -round);
      for (var variant : turn) {
        var before = used();
        perSecond(variant).add(throughput(nodes, variant, each));
        processor(variant).add((used() - before) * 1_000 / each);
        millis(variant).addAll(latency(variant));
      }
      System.out.printf(
          Locale.ROOT,
          "  %s round %d: %s%n",
          server,
          round + 1,
          perSecond.values().stream().map(List::getLast).map(Math::round).toList());
    }
    count();
    return text(server);
  }

  private List<Double> perSecond(Variant variant) {
    return perSecond.computeIfAbsent(variant, _ -> new ArrayList<>());
  }

  private List<Double> processor(Variant variant) {
    return processor.computeIfAbsent(variant, _ -> new ArrayList<>());
  }

  private double used() {
    return nodes.at().processorSeconds(Part.WORKER, Part.TEMPORAL, Part.DATABASE);
  }

  private List<Double> millis(Variant variant) {
    return millis.computeIfAbsent(variant, _ -> new ArrayList<>());
  }

  /** Returns executions per second, started and awaited by a fixed number of threads. */
  static double throughput(FiveNodes nodes, Variant variant, int count) {
    var ids = nodes.prepared(count);
    var start = System.nanoTime();
    ConcurrentClients.workOff(ids, AT_ONCE, id -> nodes.run(variant, id));
    return count * 1e9 / (System.nanoTime() - start);
  }

  private List<Double> latency(Variant variant) {
    return nodes.prepared(alone()).stream()
        .map(id -> {
          var start = System.nanoTime();
          nodes.run(variant, id);
          return (System.nanoTime() - start) / 1e6;
        })
        .toList();
  }

  private int alone() {
    return Math.min(20, each / 3);
  }

  /** Requires that nothing else uses the database. */
  private void count() {
    var at = nodes.at();
    at.stack.stop(Part.API);
    at.sql.execute("alter system set full_page_writes = off");
    at.sql.execute("select pg_reload_conf()");
    for (var variant : Variant.values()) {
      var ids = nodes.prepared(COUNTED);
      at.sql.execute("checkpoint");
      at.sql.fetch("select pg_stat_statements_reset()");
      var wal = position();
      ids.forEach(id -> nodes.run(variant, id));
      var written = position() - wal;
      var statements =
          at.sql
              .fetchSingle(
                  "select coalesce(sum(calls), 0)::float8 from pg_stat_statements s"
                      + " join pg_database d on d.oid = s.dbid where d.datname = current_database()"
                      + " and query !~ 'pg_stat_statements|pg_current_wal'")
              .get(0, Double.class);
      double events = 0;
      double tasks = 0;
      double bytes = 0;
      for (var id : ids) {
        var history = at.temporal.fetchHistory(id).getEvents();
        events += history.size();
        tasks +=
            history.stream()
                .filter(it -> it.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
                .count();
        bytes +=
            at.temporal
                .newUntypedWorkflowStub(id)
                .describe()
                .getRawDescription()
                .getWorkflowExecutionInfo()
                .getHistorySizeBytes();
      }
      if (variant == Variant.PARLEY || variant == Variant.LOCAL) {
        statements(variant, ids.size());
      }
      double n = ids.size();
      counts.put(
          variant, new Counts(events / n, tasks / n, bytes / n, statements / n, written / n));
    }
    at.stack.start(Part.API);
  }

  /** Writes the statements of one execution, most frequent first. */
  private void statements(Variant variant, int executions) {
    var text = new StringBuilder();
    nodes
        .at()
        .sql
        .fetch(
            """
            select round(calls::numeric / ?, 1)::text,
              regexp_replace(regexp_replace(left(query, 110), '"public"[.]|"', '', 'g'), '\\s+', ' ', 'g')
            from pg_stat_statements s join pg_database d on d.oid = s.dbid
            where d.datname = current_database() and query !~ 'pg_stat_statements|pg_current_wal'
              and calls * 5 > ?
            order by calls desc, 2
            """,
            executions,
            executions)
        .forEach(row -> text.append("%4s  %s%n".formatted(row.get(0), row.get(1))));
    statements.put(variant, text.toString());
  }

  private double position() {
    return nodes
        .at()
        .sql
        .fetchSingle("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8")
        .get(0, Double.class);
  }

  private String text(String server) {
    var text = new StringBuilder();
    text.append("## Five nodes on ")
        .append(server)
        .append(
            """


            A decision and four actions (send a message, add a label, star, assign), with ledger and
            effects in PostgreSQL, through the real worker. All are started by the same client, as many
            at once, and write the same rows through the same store classes; the hand-written worker has
            the same virtual machine, connections and pollers, and both have carried out as much before
            the first round. Parley's starts carry search attributes,
            a summary and details, which the others do without. Its worker carries out the five steps in
            one transaction (docs/decisions/0015-quick-steps.md), while (a) and (b) have one for each; (d) is
            all of it in one activity and one transaction, as a programmer may write it who does not need to
            see the steps one by one in Temporal.

            """);
    text.append(
        "%d rounds, each variant in turn: %d executions at %d at once, then %d one after the other.\n\n"
            .formatted(rounds, each, AT_ONCE, alone()));
    text.append(
        """
        | | executions/s, median (least to most) | processor time each | latency p50 | p99 |
        |---|---|---|---|---|
        """);
    for (var variant : Variant.values()) {
      var latency = Figures.of(millis(variant));
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.1f ms | %.0f ms | %.0f ms |%n",
              variant.title,
              Figures.of(perSecond(variant)).spread(),
              Figures.of(processor(variant)).median(),
              latency.median(),
              latency.percentile(0.99)));
    }
    text.append(
        """

        Processor time is that of worker, Temporal, PostgreSQL and sender together, for the executions
        that were started at once; with all processors busy it is what limits the throughput, and other
        programs on the machine hardly change it.

        | Parley compared with | throughput, ratio [95 % interval] | the other's processor time over Parley's | wanted |
        |---|---|---|---|
        """);
    ratio(text, Variant.ORDINARY, "at least 3");
    ratio(text, Variant.LOCAL, "0.95, lower end at least 0.85");
    ratio(text, Variant.EMPTY, "0.6");
    ratio(text, Variant.AT_ONCE, "");
    text.append(
        """

        | per execution | history events | workflow tasks | history bytes | SQL statements | WAL bytes |
        |---|---|---|---|---|---|
        """);
    for (var variant : Variant.values()) {
      var it = counts.get(variant);
      if (it != null) {
        text.append(
            String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.0f | %.1f | %.0f |%n",
                variant.title,
                it.events(),
                it.tasks(),
                it.historyBytes(),
                it.statements(),
                it.walBytes()));
      }
    }
    statements.forEach((variant, lines) ->
        text.append(
            "%n<details><summary>SQL statements of one execution, %s</summary>%n%n```%n%s```%n%n</details>%n"
                .formatted(variant.title, lines)));
    return text.append('\n').toString();
  }

  private void ratio(StringBuilder text, Variant rival, String wanted) {
    text.append("| ")
        .append(rival.title)
        .append(" | ")
        .append(Ratio.of(perSecond(Variant.PARLEY), perSecond(rival)).text())
        .append(" | ")
        .append(Ratio.of(processor(rival), processor(Variant.PARLEY)).text())
        .append(" | ")
        .append(wanted)
        .append(" |\n");
  }
}
