package dev.parley.benchmark;

import dev.parley.local.Stack;
import dev.parley.local.Topology;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measures and writes {@code docs/performance.md}. Arguments name the sections to measure; the
 * figures of the other sections are kept.
 */
public final class Benchmark {
  private static final List<String> SECTIONS =
      List.of("engine-dev", "engine-postgres", "aged", "intake", "flat");

  private Benchmark() {}

  /** Entry point. */
  public static void main(String[] arguments) throws IOException {
    for (var section : arguments) {
      System.out.println(section);
      var load = Machine.load();
      var busy = Machine.busySeconds();
      var start = Instant.now();
      var text = measured(section);
      var seconds = start.until(Instant.now(), ChronoUnit.MILLIS) / 1_000.0;
      var note =
          String.format(
              Locale.ROOT,
              "_%s. Measured %s in %.0f s at commit %s. Load of the machine before: %s; processor"
                  + " time used by everything on it: %.0f %% of what is available._%n",
              Machine.text(),
              start.truncatedTo(ChronoUnit.MINUTES),
              seconds,
              Machine.commit(),
              load,
              100
                  * (Machine.busySeconds() - busy)
                  / seconds
                  / Runtime.getRuntime().availableProcessors());
      Report.write(section, text + note);
    }
    System.exit(0);
  }

  private static String measured(String section) {
    Supplier<String> work =
        switch (section) {
          case "engine-dev" -> () -> engine(Topology.ONE, "Temporal's development server");
          case "engine-postgres" ->
              () -> engine(Topology.ONE_ON_POSTGRES, "Temporal 1.29.1 with PostgreSQL");
          case "aged" -> Benchmark::aged;
          case "intake" -> Benchmark::intake;
          case "flat" ->
              () ->
                  new FlatSection(number("EXECUTIONS", 1_000_000), number("REQUESTS", 600))
                      .measured();
          default ->
              throw new IllegalArgumentException(section + " (expected: one of " + SECTIONS + ")");
        };
    return work.get();
  }

  private static String engine(Topology topology, String server) {
    try (var at = new Deployment(Stack.temporary(topology, Map.of()))) {
      at.countStatements();
      var nodes = FiveNodes.publish(at);
      var http = new Http(at.stack.api(), at.stack.adminKey());
      at.awaitFirstRun(first(http));
      nodes.pause();
      at.startRivals(nodes.vip(), nodes.user());
      var rounds = number("ROUNDS", 12);
      var each = number("EACH", 150);
      return new EngineSection(nodes, rounds, each).measured(server)
          + new PathSection(nodes, http).measured(server, rounds, each);
    }
  }

  private static String aged() {
    try (var at = new Deployment(Stack.temporary(Topology.ONE, Map.of()))) {
      var nodes = FiveNodes.publish(at);
      var http = new Http(at.stack.api(), at.stack.adminKey());
      at.awaitFirstRun(first(http));
      nodes.pause();
      return new AgedSection(
              nodes, number("ROUNDS", 8), number("EACH", 300), number("BEFORE", 5_000))
          .measured();
    }
  }

  private static String intake() {
    try (var at = new Deployment(Stack.temporary(Topology.ONE, Deployment.AS_IMAGES))) {
      var nodes = FiveNodes.publish(at);
      var http = new Http(at.stack.api(), at.stack.adminKey());
      at.awaitFirstRun(first(http));
      return new IntakeSection(nodes, http).measured(number("ROUNDS", 12));
    }
  }

  private static String first(Http http) {
    return tools.jackson.databind.json.JsonMapper.shared()
        .readTree(http.post(FiveNodes.event("first")))
        .path("executions")
        .path(0)
        .path("executionId")
        .asString();
  }

  private static int number(String variable, int usual) {
    var text = System.getenv("PARLEY_BENCHMARK_" + variable);
    return text == null ? usual : Integer.parseInt(text);
  }
}
