package dev.parley.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a graph.
 *
 * @param code stable, kebab-case
 * @param message a sentence that tells a support lead what to do
 * @param nodeId the node at fault; null when the whole graph is
 * @param pointer JSON pointer into the graph, to the field at fault
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String code,
    String message,
    @Nullable String nodeId,
    @Nullable String pointer,
    Severity severity) {

  /** Whether it keeps a graph from being published. */
  public enum Severity {
    @JsonProperty("error")
    ERROR,
    @JsonProperty("warning")
    WARNING
  }

  static Problem error(
      String code, @Nullable String nodeId, @Nullable String pointer, String message) {
    return new Problem(code, message, nodeId, pointer, Severity.ERROR);
  }

  static Problem warning(
      String code, @Nullable String nodeId, @Nullable String pointer, String message) {
    return new Problem(code, message, nodeId, pointer, Severity.WARNING);
  }

  /** Whether it keeps the graph from being published. */
  public boolean blocks() {
    return severity == Severity.ERROR;
  }
}
