package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Grafana's dashboard and Prometheus' rules show a running stack: no panel is empty. */
class DashboardIT {
  private static final Path DASHBOARD = Path.of("deploy/grafana/parley.json");

  /** Expressions that have no data while all is well, by their panel. */
  private static final Map<String, String> ONLY_AFTER_A_FAULT =
      Map.of(
          "Failed workflow tasks",
          "the SDK creates the metric with the first failure, which needs a build that does not fit",
          "Failed requests to Temporal",
          "the SDK creates the metric with the first failure");

  /** Names that no scrape need have: metrics that exist only after a fault, and a failure type. */
  private static final Set<String> ABSENT_WHILE_ALL_IS_WELL =
      Set.of(
          "temporal_workflow_task_execution_failed_total",
          "temporal_request_failure_total",
          "temporal_failed");

  private static final Pattern METRIC =
      Pattern.compile(
          "\\b(?:parley|temporal|hikaricp|http_server_requests|jvm|process)_[a-z_]*[a-z]\\b");

  private final Product product = Product.shared();

  private record Shown(String panel, String expression) {}

  @Test
  void noPanelIsEmptyAndEveryMetricNamedIsServed(@TempDir Path folder) throws IOException {
    assumeTrue(Prometheus.isInstalled(), Prometheus.MISSING);
    product.peer.answers("/metered", 200);
    product.peer.answers("/refuses", 404);
    var run = published("conversation.opened", call("/metered"));
    var fails = published("conversation.created", call("/refuses"));
    var waits =
        published("conversation.resolved", "wait delay {\"amount\": 1, \"unit\": \"days\"}");
    try (var prometheus = new Prometheus(folder, product.stack)) {
      var empty = new ArrayList<>(shown());
      Eventually.the(
          () -> {
            fill();
            empty.removeIf(one -> prometheus.hasData(one.expression()));
            return empty;
          },
          List::isEmpty);
      ONLY_AFTER_A_FAULT.keySet().forEach(panel -> assertThat(panels()).containsKey(panel));
      assertThat(prometheus.query("ALERTS{alertstate=\"firing\"}")).isEmpty();
    }
    var served = served();
    assertThat(named()).hasSizeGreaterThan(40).isSubsetOf(served);
    for (var one : List.of(run, fails, waits)) {
      product.post("workflows/" + one + "/archive", "{}").orThrow();
    }
  }

  private String call(String path) {
    return "call fetch {\"method\": \"POST\", \"url\": \"" + product.peer.url(path) + "\"}";
  }

  private String published(String event, String node) {
    var graph = chain(event, "hello sendMessage {\"text\": \"Hello\"}", node);
    return product.publish("Metered " + UUID.randomUUID(), graph);
  }

  /** Makes one run complete, one fail and one be cancelled. */
  private void fill() {
    var id = "metered-" + UUID.randomUUID();
    executions(product.event("conversation.opened", id, "webchat", "Hi")).forEach(product::ended);
    executions(product.event("conversation.created", id, "webchat", "Hi")).forEach(product::ended);
    for (var one : executions(product.event("conversation.resolved", id, "webchat", "Hi"))) {
      Eventually.the(
          () -> product.execution(one), seen -> Product.steps(seen).contains("wait waiting"));
      product.post("executions/" + one + "/cancel", "{}").orThrow();
    }
  }

  private static Map<String, List<String>> panels() {
    return Product.JSON
        .readTree(Sources.text(DASHBOARD))
        .path("panels")
        .valueStream()
        .filter(panel -> !panel.path("type").asString().equals("row"))
        .collect(
            Collectors.toMap(panel -> panel.path("title").asString(), DashboardIT::expressions));
  }

  private static List<String> expressions(JsonNode panel) {
    return panel
        .path("targets")
        .valueStream()
        .map(target -> target.path("expr").asString().replace("$__rate_interval", "1m"))
        .toList();
  }

  private static List<Shown> shown() {
    return panels().entrySet().stream()
        .filter(panel -> !ONLY_AFTER_A_FAULT.containsKey(panel.getKey()))
        .flatMap(panel -> panel.getValue().stream().map(one -> new Shown(panel.getKey(), one)))
        .toList();
  }

  /** Returns the metrics that rules, dashboard and pages name. */
  private static Set<String> named() {
    var recorded = AlertRules.recorded();
    return Stream.of(
            AlertRules.FILE, DASHBOARD, Path.of("docs/operations.md"), Path.of("docs/runbook.md"))
        .map(Sources::text)
        .flatMap(text -> METRIC.matcher(text).results().map(MatchResult::group))
        .filter(name -> !ABSENT_WHILE_ALL_IS_WELL.contains(name) && !recorded.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the names in both scrapes, with the family's name of each histogram. */
  private Set<String> served() {
    return Stream.of(product.metrics(), product.workerMetrics())
        .flatMap(String::lines)
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .flatMap(name -> Stream.of(name, name.replaceAll("_(count|bucket)$", "")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void ourMetricsFollowPrometheusConventions(@TempDir Path folder) throws IOException {
    assumeTrue(Prometheus.isInstalled(), Prometheus.MISSING);
    for (var scrape : List.of(product.metrics(), product.workerMetrics())) {
      assertThat(Prometheus.lint(folder, scrape).filter(line -> line.startsWith("parley_")))
          .isEmpty();
    }
  }
}
