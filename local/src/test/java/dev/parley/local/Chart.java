package dev.parley.local;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** The Helm chart, as Helm renders it. */
final class Chart {
  static final Path FOLDER = Checkout.root().resolve("deploy/helm/parley");

  /** The kinds of operators that a cluster may have, whose schemas are not Kubernetes' own. */
  static final List<String> CUSTOM = List.of("ScaledObject", "ServiceMonitor", "PrometheusRule");

  private Chart() {}

  /** Returns the names of the files with values. */
  static Stream<String> valuesFiles() {
    return Stream.of(
        "values-self-hosted.yaml", "values-temporal-cloud.yaml", "values-all-in-one.yaml");
  }

  static LintResult lint() {
    return new Helm(FOLDER).lint().strict().call();
  }

  static TemplateCommand with(String valuesFile) {
    return new Helm(FOLDER)
        .template()
        .withName("parley")
        .withNamespace("support")
        .withKubeVersion("1.27.0")
        .withValuesFile(FOLDER.resolve(valuesFile));
  }

  /**
   * Returns the objects that an installation with these values creates, with the job of the
   * migrations, which is not rendered as a hook.
   */
  static List<JsonNode> objects(String valuesFile) {
    return documents(with(valuesFile).set("migrations.hook", false).call());
  }

  /** Returns the documents of a YAML text, with its anchors resolved. */
  static List<JsonNode> documents(String yaml) {
    return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
        .filter(Objects::nonNull)
        .<JsonNode>map(document -> Product.JSON.valueToTree(document))
        .toList();
  }

  static String name(JsonNode object) {
    return object.path("kind").asString() + " " + object.path("metadata").path("name").asString();
  }

  /** Returns the templates of the pods of these objects. */
  static List<JsonNode> pods(List<JsonNode> objects) {
    return objects.stream()
        .map(object -> object.path("spec").path("template"))
        .filter(template -> template.has("spec"))
        .toList();
  }

  static List<JsonNode> containers(JsonNode pod) {
    var spec = pod.path("spec");
    return Stream.concat(
            spec.path("containers").valueStream(), spec.path("initContainers").valueStream())
        .toList();
  }
}
