package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.execution.Contract;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The Helm chart with each of its values files; {@link ChartSchemasIT} checks the schemas. */
class ChartTest {
  private static final Pattern SETTING = Pattern.compile("(PARLEY|TEMPORAL)_[A-Z0-9_]+");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  static Stream<String> valuesFiles() {
    return Chart.valuesFiles();
  }

  @Test
  void lintFindsNothing() {
    var result = Chart.lint();
    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    assertThat(result.getMessages()).noneMatch(line -> line.contains("[WARNING]"));
  }

  @Test
  void itsVersionIsThatOfTheProduct() {
    var version = VERSION.matcher(Sources.text(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    var chart = Chart.documents(Sources.text(Path.of("deploy/helm/parley/Chart.yaml"))).getFirst();
    assertThat(chart.path("version").asString()).isEqualTo(version.group(1));
    assertThat(chart.path("appVersion").asString()).isEqualTo(version.group(1));
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyContainerIsConfined(String values) {
    var pods = Chart.pods(Chart.objects(values));
    assertThat(pods).hasSizeGreaterThanOrEqualTo(3);
    for (var pod : pods) {
      var spec = pod.path("spec");
      assertThat(spec.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(spec.path("enableServiceLinks").asBoolean(true)).isFalse();
      assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean(false)).isTrue();
      assertThat(spec.at("/securityContext/runAsUser").asInt(0)).isPositive();
      assertThat(spec.at("/securityContext/seccompProfile/type").asString())
          .isEqualTo("RuntimeDefault");
      assertThat(Chart.containers(pod)).isNotEmpty().allSatisfy(ChartTest::isConfined);
    }
  }

  private static void isConfined(JsonNode container) {
    var security = container.path("securityContext");
    assertThat(security.path("readOnlyRootFilesystem").asBoolean(false)).isTrue();
    assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(security.at("/capabilities/drop/0").asString("")).isEqualTo("ALL");
    assertThat(container.at("/resources/limits/memory").asString("")).isNotEmpty();
    assertThat(container.at("/resources/requests/cpu").asString("")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void probesAskForWhatTheServicesAnswer(String values) {
    var api = Product.JSON.readTree(Sources.text(Path.of("docs/openapi.json"))).path("paths");
    var worker = Sources.text(Path.of("worker/src/main/java/dev/parley/worker/HealthPage.java"));
    var probed = 0;
    for (var pod : Chart.pods(Chart.objects(values))) {
      for (var container : Chart.containers(pod)) {
        for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
          var get = container.path(probe).path("httpGet");
          if (get.isMissingNode()) {
            continue;
          }
          probed++;
          var path = get.path("path").asString();
          assertThat(
                  container.path("name").asString().equals("api")
                      ? api.has(path)
                      : worker.contains("\"" + path + "\""))
              .as(path)
              .isTrue();
          assertThat(names(container.path("ports"))).contains(get.path("port").asString());
        }
      }
    }
    assertThat(probed).isEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void settingsAreDocumented(String values) {
    var table = Sources.text(Path.of("docs/deployment.md"));
    var documented =
        SETTING.matcher(table).results().map(match -> match.group()).collect(Collectors.toSet());
    var set =
        Chart.pods(Chart.objects(values)).stream()
            .flatMap(pod -> Chart.containers(pod).stream())
            .flatMap(container -> names(container.path("env")).stream())
            .filter(name -> SETTING.matcher(name).matches())
            .collect(Collectors.toSet());
    assertThat(set).contains("PARLEY_DB_URL", "TEMPORAL_ADDRESS").isSubsetOf(documented);
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void secretsAreThoseThatTheScriptMakes(String values) {
    var made =
        Pattern.compile("keep ([a-z.-]+)$", Pattern.MULTILINE)
            .matcher(Sources.text(Path.of("deploy/secrets.sh")))
            .results()
            .map(match -> match.group(1))
            .toList();
    var mounted =
        Chart.pods(Chart.objects(values)).stream()
            .flatMap(pod -> pod.path("spec").path("volumes").valueStream())
            .flatMap(volume -> volume.path("secret").path("items").valueStream())
            .map(item -> item.path("key").asString())
            .collect(Collectors.toSet());
    assertThat(mounted).contains("service-password", "secrets-key.json").isSubsetOf(made);
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyPodHasAPolicyAndEveryServiceAPod(String values) {
    var objects = Chart.objects(values);
    var pods = Chart.pods(objects).stream().map(pod -> pod.at("/metadata/labels")).toList();
    var policies =
        ofKind(objects, "NetworkPolicy")
            .map(one -> one.at("/spec/podSelector/matchLabels"))
            .toList();
    assertThat(pods)
        .allSatisfy(pod ->
            assertThat(policies.stream().filter(one -> selects(one, pod))).hasSizeGreaterThan(1));
    assertThat(ofKind(objects, "Service").map(one -> one.at("/spec/selector")))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(pods).anyMatch(pod -> selects(one, pod)));
  }

  private static boolean selects(JsonNode selector, JsonNode labels) {
    return selector
        .propertyStream()
        .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
  }

  @Test
  void metricsAreCollectedFromPortsThatServicesHave() {
    var objects = Chart.objects("values-self-hosted.yaml");
    var monitors = ofKind(objects, "ServiceMonitor").toList();
    assertThat(monitors).hasSize(2);
    for (var monitor : monitors) {
      var service =
          ofKind(objects, "Service")
              .filter(one ->
                  selects(monitor.at("/spec/selector/matchLabels"), one.at("/metadata/labels")))
              .findFirst()
              .orElseThrow();
      assertThat(names(service.at("/spec/ports")))
          .contains(monitor.at("/spec/endpoints/0/port").asString());
    }
  }

  @Test
  void rulesAndDashboardAreThoseOfTheOtherWaysToDeploy() {
    var objects = Chart.objects("values-self-hosted.yaml");
    var rules = Chart.documents(Sources.text(Path.of("deploy/prometheus/parley-rules.yaml")));
    assertThat(ofKind(objects, "PrometheusRule").map(one -> one.path("spec"))).isEqualTo(rules);
    assertThat(
            ofKind(objects, "ConfigMap").map(one -> one.at("/data/parley.json").asString().strip()))
        .containsExactly(Sources.text(Path.of("deploy/grafana/parley.json")).strip());
  }

  @Test
  void workersAreScaledByTheBacklogOfTheirTaskQueues() {
    var scaled = ofKind(Chart.objects("values-self-hosted.yaml"), "ScaledObject").toList();
    assertThat(scaled)
        .singleElement()
        .satisfies(one ->
            assertThat(
                    one.at("/spec/triggers")
                        .valueStream()
                        .map(trigger -> trigger.at("/metadata/taskQueue").asString()))
                .containsExactlyInAnyOrder(
                    Contract.CONVERSATION_QUEUE, Contract.INTEGRATION_QUEUE));
  }

  @Test
  void aValueThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> Chart.with("values-self-hosted.yaml").set("api.replica", 3).call())
        .hasMessageContaining("replica");
  }

  @Test
  void aSettingReplacesTheChartsOwn() {
    var rendered =
        Chart.with("values-self-hosted.yaml")
            .set("migrations.hook", false)
            .set("env.PARLEY_LOG_FORMAT", "text")
            .set("api.env.PARLEY_DRAIN", "PT1M")
            .call();
    for (var pod : Chart.pods(Chart.documents(rendered))) {
      for (var container : Chart.containers(pod)) {
        assertThat(names(container.path("env"))).doesNotHaveDuplicates();
      }
    }
    assertThat(rendered).contains("PT1M").doesNotContain("PT15S");
  }

  @Test
  void buildsThatArePlacedByHandAreRefused() {
    assertThatThrownBy(() ->
            Chart.with("values-self-hosted.yaml")
                .set("worker.env.PARLEY_VERSIONING", "manual")
                .call())
        .hasMessageContaining("a deployment for each build");
  }

  @Test
  void whatIsRequiredIsAskedFor() {
    assertThatThrownBy(() -> Chart.with("values-self-hosted.yaml").set("existingSecret", "").call())
        .hasMessageContaining("existingSecret is required");
  }

  private static Stream<JsonNode> ofKind(List<JsonNode> objects, String kind) {
    return objects.stream().filter(one -> one.path("kind").asString().equals(kind));
  }

  private static List<String> names(JsonNode list) {
    return list.valueStream().map(one -> one.path("name").asString()).toList();
  }
}
