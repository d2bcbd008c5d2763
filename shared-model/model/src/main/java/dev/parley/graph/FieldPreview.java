package dev.parley.graph;

import dev.parley.node.Inspection;
import dev.parley.node.Node;
import dev.parley.node.References;
import dev.parley.template.JsonTemplate;
import dev.parley.template.Place;
import dev.parley.template.Template;
import dev.parley.template.UrlTemplate;
import dev.parley.template.Vocabulary;
import dev.parley.template.syntax.TemplateProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders one text of a node as a step would. The text is found by the pointer under which the node
 * itself reports it, so previews work for every kind.
 */
public final class FieldPreview implements Inspection {
  private static final JsonMapper JSON = new JsonMapper();

  private final String wanted;
  private final Map<String, ?> data;
  private @Nullable String text;

  private FieldPreview(String wanted, Map<String, ?> data) {
    this.wanted = wanted;
    this.data = data;
  }

  /**
   * Renders a text.
   *
   * @param pointer into the node's settings, for example {@code /headers/0/value}
   * @param data the roots of templates
   * @return empty if the node has no text there
   * @throws dev.parley.template.value.TemplateException if the author has to fix something
   */
  public static Optional<String> of(Node node, String pointer, Map<String, ?> data) {
    var preview = new FieldPreview(pointer, data);
    node.inspect(preview);
    return Optional.ofNullable(preview.text);
  }

  private void render(String pointer, Supplier<String> rendering) {
    if (pointer.equals(wanted)) {
      text = rendering.get();
    }
  }

  @Override
  public void template(String pointer, Template template) {
    render(pointer, () -> template.render(data, Place.TEXT));
  }

  @Override
  public void address(String pointer, UrlTemplate address) {
    render(pointer, () -> address.render(data));
  }

  @Override
  public void header(String pointer, Template value) {
    render(pointer, () -> value.render(data, Place.HEADER));
  }

  @Override
  public void body(String pointer, Template body, @Nullable String contentType) {
    render(pointer, () -> body.renderBody(data, contentType));
  }

  @Override
  public void tree(String pointer, JsonTemplate tree) {
    if (!wanted.equals(pointer) && !wanted.startsWith(pointer + "/")) {
      return;
    }
    var document = JSON.<JsonNode>valueToTree(tree.document());
    var part = document.at(wanted.substring(pointer.length()));
    if (!part.isMissingNode()) {
      var value = new JsonTemplate(JSON.treeToValue(part, Object.class)).render(data);
      text = value instanceof String said ? said : JSON.writeValueAsString(value);
    }
  }

  @Override
  public void problem(String pointer, String code, String message) {}

  @Override
  public void warning(String pointer, String code, String message) {}

  @Override
  public void reference(String pointer, References.Kind kind, String idOrName) {}

  @Override
  public void faults(String pointer, List<TemplateProblem> faults) {}

  @Override
  public Vocabulary vocabulary() {
    return Vocabulary.EMPTY;
  }

  @Override
  public boolean messagePossible() {
    return true;
  }
}
