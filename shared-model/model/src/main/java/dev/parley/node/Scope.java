package dev.parley.node;

import dev.parley.conversation.Label;
import dev.parley.template.JsonTemplate;
import dev.parley.template.Place;
import dev.parley.template.Rendering;
import dev.parley.template.Template;
import dev.parley.template.UrlTemplate;
import dev.parley.template.value.TemplateException;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The data that a node can read while it runs, loaded on demand. */
public final class Scope {
  private final Supplier<Map<String, Object>> data;
  private final Function<String, Label> labels;
  private final boolean lenient;
  private @Nullable Rendering rendering;

  /**
   * Creates a scope.
   *
   * @param data the roots of templates: conversation, message, contact, event, execution, steps,
   *     secrets
   * @param labels by id
   */
  public Scope(Supplier<Map<String, Object>> data, Function<String, Label> labels) {
    this(data, labels, false);
  }

  private Scope(
      Supplier<Map<String, Object>> data, Function<String, Label> labels, boolean lenient) {
    this.data = data;
    this.labels = labels;
    this.lenient = lenient;
  }

  /** Returns the scope for a graph that was published before templates became stricter. */
  public Scope lenient() {
    return new Scope(data, labels, true);
  }

  private Rendering rendering() {
    if (rendering == null) {
      rendering = new Rendering(data.get(), lenient);
    }
    return rendering;
  }

  /** Returns the share of its templates' allowed work that is used up, from 0 to 1. */
  public double work() {
    return rendering == null ? 0 : rendering.share();
  }

  /** Renders text for human readers. */
  public String text(Template template) {
    // Most messages have no variables, so no data need be loaded for them.
    Rendering with = template.isPlain() ? new Rendering(Map.of(), lenient) : rendering();
    return template.render(with, Place.TEXT, Template.MAX_OUTPUT);
  }

  /**
   * Renders a URL.
   *
   * @throws TemplateException if a value is absent or would change the structure of the URL
   */
  public String url(UrlTemplate template) {
    return template.render(rendering());
  }

  /**
   * Renders the value of a header.
   *
   * @throws TemplateException if a value is absent or contains a line break
   */
  public String header(Template template) {
    return template.render(rendering(), Place.HEADER, Template.MAX_OUTPUT);
  }

  /** Renders the body of a request. */
  public String body(Template template, @Nullable String contentType) {
    return template.renderBody(rendering(), contentType);
  }

  /** Renders the texts in a JSON value. */
  public @Nullable Object tree(JsonTemplate template) {
    return template.render(rendering());
  }

  /** Returns the label with that id. */
  public Label label(String id) {
    return labels.apply(id);
  }
}
