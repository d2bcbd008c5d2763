package dev.parley.benchmark;

import dev.parley.benchmark.Figures.Ratio;
import dev.parley.local.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** Event intake with 10,000 active workflows, compared with pgbench doing the bare inserts. */
final class IntakeSection {
  private static final int WORKFLOWS = 10_000;
  private static final int CLIENTS = 8;
  private static final int BATCH = 100;
  private static final int SECONDS = 4;
  private static final int WARMING = 10;
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

  private final FiveNodes nodes;
  private final Http http;
  private final List<Double> single = new ArrayList<>();
  private final List<Double> batched = new ArrayList<>();
  private final List<Double> bare = new ArrayList<>();
  private final List<List<ProcessorTime>> processor =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

  IntakeSection(FiveNodes nodes, Http http) {
    this.nodes = nodes;
    this.http = http;
  }

  String measured(int rounds) {
    nodes.at().stack.stop(Part.WORKER);
    nodes.at().stack.stop(Part.TEMPORAL);
    activate();
    var script = script();
    // After a quarter of that, the compiler still took a tenth of the time per event.
    for (int warm = 0; warm < WARMING; warm++) {
      accepted(1);
      accepted(BATCH);
    }
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < 3; turn++) {
        switch ((turn + round) % 3) {
          case 0 -> measure(0, single, () -> accepted(1));
          case 1 -> measure(1, batched, () -> accepted(BATCH));
          default -> measure(2, bare, () -> pgbench(script));
        }
      }
      System.out.printf(
          Locale.ROOT,
          "  intake round %d: %.0f single, %.0f batched, %.0f pgbench%n",
          round + 1,
          single.getLast(),
          batched.getLast(),
          bare.getLast());
    }
    return """
    ## Accepting events

    %d active workflows, of which 2 match each event; %d clients; %d rounds of %d s each, in turn,
    after a minute and a half in which the compilers of the virtual machine have seen all of it.
    Temporal is stopped: accepting needs PostgreSQL only. pgbench runs the inserts that one
    such event makes (receipt, contact, conversation, message, event, two executions, two counts), in
    one transaction, with prepared statements and as many clients; it matches nothing, reads nothing
    and locks nothing.

    | | events/s, median (least to most) | over pgbench [95 %% interval] | processor time each | sender, api, PostgreSQL | pgbench's over it | wanted |
    |---|---|---|---|---|---|---|
    | one event a request | %s | %s | %s | %s | at least 0.5 |
    | %d events a request | %s | %s | %s | %s | at least 0.5 |
    | pgbench, transactions | %s | | %s | | |

    Processor time is that of sender, api and PostgreSQL together. Other programs on the machine take
    more from a sender and an api with few threads than from pgbench's eight busy server processes, so
    with a busy machine the ratio of processor times is the better measure.

    """
        .formatted(
            WORKFLOWS,
            CLIENTS,
            rounds,
            SECONDS,
            Figures.of(single).spread(),
            Ratio.of(single, bare).text(),
            processor(0),
            processorRatio(0),
            BATCH,
            Figures.of(batched).spread(),
            Ratio.of(batched, bare).text(),
            processor(1),
            processorRatio(1),
            Figures.of(bare).spread(),
            processor(2));
  }

  private void measure(int kind, List<Double> rates, DoubleSupplier work) {
    var before = ProcessorTime.by(nodes.at());
    var start = System.nanoTime();
    rates.add(work.getAsDouble());
    var seconds = (System.nanoTime() - start) / 1e9;
    processor
        .get(kind)
        .add(ProcessorTime.by(nodes.at()).since(before).each(rates.getLast() * seconds));
  }

  private String processor(int kind) {
    return String.format(
        Locale.ROOT,
        "%.2f ms | %.2f, %.2f, %.2f",
        median(kind, ProcessorTime::all),
        median(kind, ProcessorTime::sender),
        median(kind, ProcessorTime::api),
        median(kind, ProcessorTime::database));
  }

  private double median(int kind, ToDoubleFunction<ProcessorTime> part) {
    return Figures.of(all(kind, part)).median();
  }

  private List<Double> all(int kind, ToDoubleFunction<ProcessorTime> part) {
    return processor.get(kind).stream().mapToDouble(part).boxed().toList();
  }

  private String processorRatio(int kind) {
    return Ratio.of(all(2, ProcessorTime::all), all(kind, ProcessorTime::all)).text();
  }

  /** All but two are triggered by other events. */
  private void activate() {
    var sql = nodes.at().sql;
    sql.execute("update workflow set status = 'paused'");
    sql.execute(
        """
        insert into workflow (id, slug, name, status, newest_version, active_version, active_trigger,
                              active_graph, trigger, changed_by)
        select gen_random_uuid(), 'active-' || i, 'Active ' || i, 'active', 1, 1, it, ?, it, 'benchmark'
        from (select i, case when i <= 2 then 'conversation.created' else
                (array['conversation.opened', 'conversation.resolved', 'conversation.starred',
                       'conversation.label_added', 'conversation.label_removed',
                       'conversation.user_assigned', 'conversation.ai_assigned',
                       'conversation.session_started'])[1 + i %% 8] end as it
              from generate_series(1, %d) i)
        """
            .formatted(WORKFLOWS),
        nodes.hash());
    sql.execute("analyze workflow");
  }

  private double accepted(int batch) {
    var taken = new AtomicInteger();
    var start = System.nanoTime();
    var end = start + SECONDS * 1_000_000_000L;
    ConcurrentClients.workOff(
        Collections.nCopies(CLIENTS, end),
        CLIENTS,
        until -> {
          while (System.nanoTime() < until) {
            var events = FiveNodes.events(batch);
            var _ = batch == 1 ? http.post(events.getFirst()) : http.postBatch(events);
            taken.addAndGet(batch);
          }
        });
    return taken.get() * 1e9 / (System.nanoTime() - start);
  }

  private double pgbench(Path script) {
    var database = nodes.at().stack.database();
    try {
      var builder =
          new ProcessBuilder(
              "pgbench",
              "--no-vacuum",
              "--file=" + script,
              "--client=" + CLIENTS,
              "--jobs=1",
              "--time=" + SECONDS,
              "--protocol=prepared",
              "--host=127.0.0.1",
              "--port=" + database.port(),
              "--username=" + database.user(),
              "parley");
      builder.environment().put("PGPASSWORD", database.password());
      var process = builder.redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var rate = RATE.matcher(said);
      if (process.waitFor() != 0 || !rate.find()) {
        throw new IllegalStateException("pgbench: " + said);
      }
      return Double.parseDouble(rate.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException("pgbench, of PostgreSQL's own programs, is needed here", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path script() {
    var matching =
        nodes
            .at()
            .sql
            .fetch(
                "select id from workflow where status = 'active' and active_trigger ="
                    + " 'conversation.created'");
    @SuppressWarnings("InlineFormatString")
    var data =
        "{\"conversation\": {\"id\": \"conv-%s\", \"channel\": \"webchat\", \"status\": \"open\","
            + " \"contact\": {\"id\": \"c-%s\", \"name\": \"Sample Contact\"}}, \"message\":"
            + " {\"id\": \"m-%s\", \"text\": \"Hello, where is my order?\"}}";
    // pgbench cannot generate UUIDs; this one carries the time, as ours do.
    var id =
        "(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' ||"
            + " substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1,"
            + " 15))::uuid";
    var one = "p-:client_id-:a-:b";
    var json = data.formatted(one, one, one);
    var text = new StringBuilder();
    text.append("\\set a random(1, 1000000000)\n\\set b random(1, 1000000000)\nbegin;\n");
    text.append(
        "insert into event_receipt (source, event_id, body_hash, event, result) values ('/pgbench',"
            + " format('%s-%s', :a::text, :b::text), md5(:a::text), gen_random_uuid(),"
            + " '{\"executions\": [], \"notStarted\": []}');\n");
    text.append(
        "insert into contact (id, name) values (format('c-%s-%s', :a::text, :b::text), 'Sample"
            + " Contact');\n");
    text.append(
        "insert into conversation (id, channel, status, contact_id, session_id, aspects,"
            + " last_message_at) values (format('conv-%s-%s', :a::text, :b::text), 'webchat',"
            + " 'open', format('c-%s-%s', :a::text, :b::text), gen_random_uuid(), '{\"status\": 1764471234567890}',"
            + " now());\n");
    text.append(
        "insert into message (id, conversation_id, author_type, text, delivery) values"
            + " (format('m-%s-%s', :a::text, :b::text), format('conv-%s-%s', :a::text, :b::text),"
            + " 'contact', 'Hello, where is my order?', 'delivered');\n");
    text.append(
            "insert into event (id, conversation_id, source, event_id, type, time, data) values (")
        .append(id)
        .append(
            ", format('conv-%s-%s', :a::text, :b::text), '/pgbench', format('%s-%s', :a::text,"
                + " :b::text), 'conversation.created', now(), '")
        .append(json.replace(":client_id", "c").replace(":a", "a").replace(":b", "b"))
        .append("');\n");
    for (var row : matching) {
      var workflow = row.get(0);
      text.append(
              "insert into execution (id, workflow_id, workflow_name, version, graph_hash, trigger,"
                  + " mode, status, conversation_id, event, lineage, created_at, lease_until)"
                  + " select i, '")
          .append(workflow)
          .append("', 'Active', 1, '")
          .append(nodes.hash())
          .append(
              "', 'conversation.created', 'production', 'pending', format('conv-%s-%s', :a::text,"
                  + " :b::text), '{\"id\": \"x\", \"type\": \"conversation.created\", \"source\":"
                  + " \"/pgbench\", \"data\": ")
          .append(json.replace(":client_id", "c").replace(":a", "a").replace(":b", "b"))
          .append("}', i, now(), now() + interval '6 hours' from (select ")
          .append(id)
          .append(" as i);\n");
      text.append("insert into execution_delta (workflow_id, day, started, failed) values ('")
          .append(workflow)
          .append("', now()::date, 1, 0);\n");
    }
    text.append("commit;\n");
    try {
      return Files.writeString(Path.of("benchmark/target/intake.sql"), text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
