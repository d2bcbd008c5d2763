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
  private @Nullable Map<String, Object> read;

  /**
   * A scope.
   *
   * @param data the roots of templates: conversation, message, contact, event, execution, steps,
   *     secrets
   * @param labels by id
   */
  public Scope(Supplier<Map<String, Object>> data, Function<String, Label> labels) {
    this.data = data;
    this.labels = labels;
  }

  private Map<String, Object> data() {
    if (read == null) {
      read = data.get();
    }
    return read;
  }

  /** Text for people. */
  public String text(Template template) {
    // Most messages have no variables: for those nothing need be read.
    return template.render(template.isPlain() ? Map.of() : data(), Place.TEXT);
  }

  /**
   * An address.
   *
   * @throws TemplateException when a value is absent or would leave its place
   */
  public String url(UrlTemplate template) {
    return template.render(data());
  }

  /**
   * The value of a header.
   *
   * @throws TemplateException when a value is absent or holds a line break
   */
  public String header(Template template) {
    return template.render(data(), Place.HEADER);
  }

  /** The body of a request. */
  public String body(Template template, @Nullable String contentType) {
    return template.renderBody(data(), contentType);
  }

  /** A JSON value with its texts filled in. */
  public @Nullable Object tree(JsonTemplate template) {
    return template.render(data());
  }

  /** The label with that id. */
  public Label label(String id) {
    return labels.apply(id);
  }
}
