package dev.parley.benchmark;

import dev.parley.benchmark.Figures.Ratio;
import dev.parley.local.Part;
import dev.parley.local.Stack;
import dev.parley.local.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The same requests with a short and with a long history, alternating. */
final class FlatSection {
  private static final int LITTLE = 10_000;
  // Requests before measuring: the virtual machine and prepared statements warm up.
  private static final int WARM_UP = 20;
  private static final String ACCEPT = "event accepted, starts nothing";

  private final int much;
  private final int requests;

  FlatSection(int much, int requests) {
    this.much = much;
    this.requests = requests;
  }

  /** One installation with its history. */
  private record Side(Deployment at, Http http, int executions, Map<String, List<Double>> millis) {
    static Side of(int executions) {
      var at = new Deployment(Stack.temporary(Topology.ONE, Deployment.AS_IMAGES));
      at.stack.stop(Part.WORKER);
      History.load(at.sql, executions);
      return new Side(
          at, new Http(at.stack.api(), at.stack.adminKey()), executions, new LinkedHashMap<>());
    }

    Map<String, String> paths() {
      var workflow = at.sql.fetchSingle("select md5('w7')::uuid").get(0, UUID.class);
      var some =
          at.sql
              .fetchSingle("select id from execution where id > ? limit 1", middle())
              .get(0, UUID.class);
      var paths = new LinkedHashMap<String, String>();
      paths.put("workflows list", "workflows?limit=50");
      paths.put("workflows list by executions", "workflows?sort=executions&order=desc");
      paths.put("executions list", "executions?limit=50");
      paths.put("… second page", "executions?limit=50&cursor=" + cursor());
      paths.put("… of a workflow", "executions?workflowId=" + workflow);
      paths.put("… by status failed", "executions?status=failed");
      paths.put("… by status running (none)", "executions?status=running");
      paths.put("… by mode test (none)", "executions?mode=test");
      paths.put("… by mode manual", "executions?mode=manual");
      paths.put(
          "… of a workflow, cancelled", "executions?workflowId=" + workflow + "&status=cancelled");
      paths.put("… of a conversation", "executions?conversationId=past-17");
      paths.put("… from and to", "executions?from=" + day(-40) + "&to=" + day(-39));
      paths.put("execution detail", "executions/" + some);
      return paths;
    }

    /** Returns all measured requests, including posting an event. */
    Map<String, Runnable> requests() {
      var requests = new LinkedHashMap<String, Runnable>();
      paths().forEach((name, path) -> requests.put(name, () -> http.get(path)));
      requests.put(ACCEPT, () -> http.post(FiveNodes.event(UUID.randomUUID().toString())));
      return requests;
    }

    private UUID middle() {
      return new UUID((System.currentTimeMillis() - 40L * 86_400_000) << 16, 0);
    }

    private static String day(int days) {
      return java.time.Instant.now().plus(java.time.Duration.ofDays(days)).toString();
    }

    private String cursor() {
      var page =
          tools.jackson.databind.json.JsonMapper.shared().readTree(http.get("executions?limit=50"));
      return page.path("nextCursor").asString();
    }

    void measure(String name, Map<String, Runnable> requests) {
      var start = System.nanoTime();
      requests.getOrDefault(name, () -> {}).run();
      millis.computeIfAbsent(name, _ -> new ArrayList<>()).add((System.nanoTime() - start) / 1e6);
    }

    void close() {
      at.close();
    }
  }

  String measured() {
    var little = Side.of(LITTLE);
    System.out.println("  " + LITTLE + " executions are there");
    var large = Side.of(much);
    System.out.println("  " + much + " executions are there");
    try {
      var few = little.requests();
      var many = large.requests();
      for (int i = 0; i < requests + WARM_UP; i++) {
        if (i == WARM_UP) {
          little.millis().clear();
          large.millis().clear();
        }
        for (var name : few.keySet()) {
          if (i % 2 == 0) {
            little.measure(name, few);
            large.measure(name, many);
          } else {
            large.measure(name, many);
            little.measure(name, few);
          }
        }
      }
      return text(little, large)
          + new Plans(little.at(), little.requests())
              .beside(new Plans(large.at(), large.requests()));
    } finally {
      little.close();
      large.close();
    }
  }

  private String text(Side little, Side large) {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """
            ## The cost of history

            %,d and %,d executions over 90 days, each with two steps and an event, those of the last 29
            days with a receipt; 200 workflows. %d requests of each kind over HTTP, in turn on both. Wanted: p95 with much at
            most 1.5 times that with little.

            | request | p50, p95 with little | p50, p95 with much | p50 ratio [95 %% interval] | p95 ratio [95 %% interval] |
            |---|---|---|---|---|
            """,
            little.executions(),
            large.executions(),
            requests));
    little
        .millis()
        .forEach((name, values) -> {
          var few = Figures.of(values);
          var slower = large.millis().getOrDefault(name, List.of());
          var many = Figures.of(slower);
          text.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %.1f, %.1f ms | %.1f, %.1f ms | %s | %s |%n",
                  name,
                  few.median(),
                  few.percentile(0.95),
                  many.median(),
                  many.percentile(0.95),
                  Ratio.ofPercentiles(slower, values, 0.5).text(),
                  Ratio.ofPercentiles(slower, values, 0.95).text()));
        });
    return text.append('\n').toString();
  }
}
