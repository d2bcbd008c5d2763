package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.local.AlertRules.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alerts fire when they should, and each is explained where an operator looks for it. */
class AlertsTest {
  private static final Path RUNBOOK = Path.of("docs/runbook.md");

  private final List<Alert> alerts = AlertRules.alerts();

  @Test
  void prometheusAcceptsTheRulesAndEachAlertFiresAndStaysQuiet() {
    assumeTrue(Prometheus.isInstalled(), Prometheus.MISSING);
    promtool("check", "rules", AlertRules.FILE.toString());
    promtool("test", "rules", AlertRules.TESTS.toString());
  }

  private static void promtool(String... arguments) {
    Tools.run(Checkout.root(), Map.of(), Prometheus.promtool(arguments)).orThrow();
  }

  @Test
  void eachAlertHasATestInWhichItFiresAndOneInWhichItDoesNot() {
    var names = names();
    assertThat(tested(true)).as("fires").isEqualTo(names);
    assertThat(tested(false)).as("does not fire").isEqualTo(names);
  }

  private static Set<String> tested(boolean fires) {
    return AlertRules.tests().stream()
        .filter(test -> test.path("exp_alerts").isEmpty() != fires)
        .map(test -> test.path("alertname").asString())
        .collect(Collectors.toSet());
  }

  private Set<String> names() {
    assertThat(alerts).hasSizeGreaterThan(10);
    return alerts.stream().map(Alert::name).collect(Collectors.toSet());
  }

  @Test
  void eachAlertHasASectionInTheRunbookAndNamesIt() {
    var sections =
        Pattern.compile("(?m)^## (\\w+)$")
            .matcher(Page.read(RUNBOOK).text())
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(sections).containsExactlyElementsOf(alerts.stream().map(Alert::name).toList());
    assertThat(alerts)
        .allSatisfy(alert -> {
          assertThat(alert.annotation("runbook_url"))
              .isEqualTo(RUNBOOK + "#" + alert.name().toLowerCase(Locale.ROOT));
          assertThat(alert.annotation("summary")).isNotBlank();
          assertThat(alert.severity()).isIn("page", "ticket");
        });
  }

  @Test
  void eachSectionOfTheRunbookAnswersTheSameQuestions() {
    var sections = Page.read(RUNBOOK).text().split("(?m)^## ", -1);
    assertThat(sections).hasSize(alerts.size() + 1);
    for (int i = 1; i < sections.length; i++) {
      assertThat(sections[i])
          .contains("**Means**:", "**Customers notice**:", "**Look at**:", "**Do**:");
    }
  }

  @Test
  void thePageOfOperationsListsThem() throws IOException {
    var rows =
        alerts.stream()
            .map(alert ->
                "| [`%s`](runbook.md#%s) | `%s` | %s | %s |"
                    .formatted(
                        alert.name(),
                        alert.name().toLowerCase(Locale.ROOT),
                        alert.expression(),
                        alert.lasting(),
                        alert.severity()))
            .toList();
    new DerivedTable(Path.of("docs/operations.md"), "| alert | condition | for | severity |", rows)
        .check();
  }
}
