package dev.parley.local;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The rules that operators load into Prometheus, as files of the repository. */
final class AlertRules {
  static final Path FILE = Path.of("deploy/prometheus/parley-rules.yaml");
  static final Path TESTS = Path.of("local/src/test/prometheus/parley-rules-test.yaml");

  private static final YAMLMapper YAML = new YAMLMapper();

  private AlertRules() {}

  /** One alert. */
  record Alert(String name, String expression, String lasting, JsonNode rule) {
    String annotation(String key) {
      return rule.path("annotations").path(key).asString("");
    }

    String severity() {
      return rule.path("labels").path("severity").asString("");
    }
  }

  /** Returns the alerts in the order of the file. */
  static List<Alert> alerts() {
    return rules()
        .filter(rule -> rule.has("alert"))
        .map(rule ->
            new Alert(
                rule.path("alert").asString(),
                rule.path("expr").asString().strip().replaceAll("\\s+", " "),
                rule.path("for").asString(""),
                rule))
        .toList();
  }

  /** Returns the names of the series that the rules record. */
  static List<String> recorded() {
    return rules()
        .filter(rule -> rule.has("record"))
        .map(rule -> rule.path("record").asString())
        .distinct()
        .toList();
  }

  private static Stream<JsonNode> rules() {
    return YAML.readTree(Sources.text(FILE))
        .path("groups")
        .valueStream()
        .flatMap(group -> group.path("rules").valueStream());
  }

  /** Returns the tests of alerts; each names one, and what it must report at a moment. */
  static List<JsonNode> tests() {
    return YAML.readTree(Sources.text(TESTS))
        .path("tests")
        .valueStream()
        .flatMap(test -> test.path("alert_rule_test").valueStream())
        .toList();
  }
}
