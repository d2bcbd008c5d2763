package dev.parley.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A problem of a graph.
 *
 * @param code stable, kebab-case
 * @param message a sentence that says what to do, for a support lead
 * @param nodeId the node at fault; null if it is the whole graph
 * @param pointer JSON pointer into the graph, to the field at fault
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String code,
    String message,
    @Nullable String nodeId,
    @Nullable String pointer,
    Severity severity) {

  /** The severity; only errors prevent publication. */
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

  /** Returns true if the problem prevents publication. */
  public boolean blocks() {
    return severity == Severity.ERROR;
  }
}
