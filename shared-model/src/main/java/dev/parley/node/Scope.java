package dev.parley.node;

import dev.parley.conversation.Label;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a node can read while it is carried out. Read only when asked for. */
public final class Scope {
  private final Supplier<Map<String, Object>> data;
  private final Function<String, Label> labels;
  private final boolean lenient;
  private @Nullable Rendering rendering;

  /**
   * A scope.
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

  /** The same for a graph that was published before templates became stricter. */
  public Scope lenient() {
    return new Scope(data, labels, true);
  }

  private Rendering rendering() {
    if (rendering == null) {
      rendering = new Rendering(data.get(), lenient);
    }
    return rendering;
  }

  /** How much of the work that its templates may do is done, from 0 to 1. */
  public double work() {
    return rendering == null ? 0 : rendering.work().share();
  }

  /** Text for people. */
  public String text(Template template) {
    // Most messages have no variables: for those nothing need be read.
    Rendering with = template.isPlain() ? new Rendering(Map.of(), lenient) : rendering();
    return template.render(with, Place.TEXT, Template.MAX_OUTPUT);
  }

  /**
   * An address.
   *
   * @throws TemplateException when a value is absent or would leave its place
   */
  public String url(UrlTemplate template) {
    return template.render(rendering());
  }

  /**
   * The value of a header.
   *
   * @throws TemplateException when a value is absent or holds a line break
   */
  public String header(Template template) {
    return template.render(rendering(), Place.HEADER, Template.MAX_OUTPUT);
  }

  /** The body of a request. */
  public String body(Template template, @Nullable String contentType) {
    return template.renderBody(rendering(), contentType);
  }

  /** A JSON value with its texts filled in. */
  public @Nullable Object tree(JsonTemplate template) {
    return template.render(rendering());
  }

  /** The label with that id. */
  public Label label(String id) {
    return labels.apply(id);
  }
}
