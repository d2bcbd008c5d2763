package dev.parley.benchmark;

import dev.parley.local.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Query plans of the requests, as PostgreSQL logs them (auto_explain). Each request is repeated
 * beforehand until its statements are prepared and their plans are those of production use.
 */
record Plans(Deployment at, Map<String, Runnable> requests) {
  private static final int BEFORE = 12;
  private static final Pattern COSTS = Pattern.compile("  \\(cost=[^)]*\\)( \\([^)]*\\))?");
  private static final Pattern BLOCKS = Pattern.compile("(?:hit|read)=([0-9]+)");
  private static final Pattern PARTITION =
      Pattern.compile("(execution|step)(_p[0-9]{6}|_default)\\w*( execution_\\d+| step_\\d+)?");
  private static final Pattern INDEX =
      Pattern.compile("using (?:execution|step)(?:_p[0-9]{6}|_default)");
  private static final Pattern SEQUENTIAL = Pattern.compile("Seq Scan on (\\w+)");
  private static final Pattern ENTRIES = Pattern.compile("(?m)^(?=\\d{4}-\\d\\d-\\d\\d )");
  // Statements that the api runs by itself during a request.
  private static final Pattern OWN =
      Pattern.compile(
          "delete from|lease_until|execution_delta|dispatched_at\" is"
              + " null|notify|watermark|\"changed\""
              + " [<>]|api_key|idempotency|pg_current|ended_run|count\\(\\*\\), min");

  String beside(Plans other) {
    var mine = collected();
    var theirs = other.collected();
    var text = new StringBuilder();
    var scans = other.sequential(theirs);
    text.append("### How PostgreSQL carries them out\n\n")
        .append(
            scans.isEmpty()
                ? "With much history no plan reads a table of more than 10,000 rows from end to"
                    + " end."
                : "With much history these tables are read from end to end: " + scans)
        .append(
            """


            Blocks are pages of 8 KiB that the statements of one request touched, in memory or not:
            a count, which no other program on the machine changes.

            | request | blocks with little | with much | tables and indexes with little | with much |
            |---|---|---|---|---|
            """);
    mine.forEach((name, plan) -> {
      var shape = shape(plan);
      var many = theirs.getOrDefault(name, "");
      var large = shape(many);
      text.append(
          "| %s | %d | %d | %s | %s |%n"
              .formatted(
                  name,
                  blocks(plan),
                  blocks(many),
                  shape,
                  shape.equals(large) ? "the same" : large));
    });
    return text.append('\n').toString();
  }

  /** Returns the non-empty tables that are scanned sequentially, by request. */
  private Map<String, Set<String>> sequential(Map<String, String> plans) {
    var names =
        at.sql
            .fetch("select relname::text from pg_class where relkind = 'r' and reltuples > 10000")
            .intoSet(0, String.class);
    var found = new TreeMap<String, Set<String>>();
    plans.forEach((name, plan) -> {
      var scanned =
          SEQUENTIAL
              .matcher(plan)
              .results()
              .map(it -> it.group(1))
              .filter(names::contains)
              .collect(Collectors.toSet());
      if (!scanned.isEmpty()) {
        found.put(name, scanned);
      }
    });
    return found;
  }

  private static int blocks(String plan) {
    return BLOCKS.matcher(plan).results().mapToInt(it -> Integer.parseInt(it.group(1))).sum();
  }

  /** Returns the tables with the indexes used, independent of the number of partitions and rows. */
  private static String shape(String plan) {
    return plan.lines()
        .filter(line -> !line.contains("never executed"))
        .map(line -> COSTS.matcher(line).replaceAll(""))
        .map(line -> INDEX.matcher(line).replaceAll("using a partition's"))
        .map(line -> PARTITION.matcher(line).replaceAll("$1"))
        .map(line -> line.replace("->", "").strip())
        .filter(line -> line.contains("Scan") && !line.startsWith("Subquery Scan"))
        // An empty partition is scanned sequentially, since there is nothing in it.
        .filter(line -> !line.matches("Seq Scan on (execution|step)"))
        .distinct()
        .sorted()
        .collect(Collectors.joining("; "));
  }

  private Map<String, String> collected() {
    at.sql.execute("alter role parley_service set session_preload_libraries = 'auto_explain'");
    at.sql.execute("alter role parley_service set auto_explain.log_min_duration = 0");
    at.sql.execute("alter role parley_service set auto_explain.log_parameter_max_length = 0");
    at.sql.execute("alter role parley_service set auto_explain.log_analyze = on");
    at.sql.execute("alter role parley_service set auto_explain.log_buffers = on");
    at.sql.execute("alter role parley_service set auto_explain.log_timing = off");
    at.stack.stop(Part.API);
    at.stack.start(Part.API);
    var plans = new LinkedHashMap<String, String>();
    requests.forEach((name, request) -> {
      for (int i = 0; i < BEFORE; i++) {
        request.run();
      }
      Waits.sleep(300);
      var before = log().length();
      request.run();
      Waits.sleep(300);
      plans.put(name, relevant(log().substring(before)));
    });
    return plans;
  }

  private static String relevant(String log) {
    var text = new StringBuilder();
    for (var entry : ENTRIES.splitAsStream(log).toList()) {
      var start = entry.indexOf("plan:");
      if (start >= 0 && !OWN.matcher(entry).find()) {
        var plan = entry.substring(start);
        plan.lines()
            .filter(line -> line.contains("cost="))
            .forEach(line -> text.append(line.strip()).append('\n'));
        // The topmost node's values include those of all nodes below.
        plan.lines()
            .map(String::strip)
            .filter(line -> line.startsWith("Buffers: shared"))
            .findFirst()
            .ifPresent(line -> text.append(line).append('\n'));
      }
    }
    return text.toString();
  }

  private String log() {
    try {
      return Files.readString(
          at.stack.process(Part.DATABASE).orElseThrow().log(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
