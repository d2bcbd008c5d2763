package dev.parley.api.problem;

import dev.parley.api.problem.Refusal.FieldError;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphJson;
import dev.parley.graph.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Graphs in requests, in the property {@code graph}. */
public final class GraphErrors {
  private GraphErrors() {}

  /**
   * Returns the graph in a request, finished or not.
   *
   * @throws Refusal 422 with everything that cannot be read
   */
  public static Graph read(@Nullable JsonNode json) {
    return switch (GraphJson.read(given(json))) {
      case GraphJson.Reading.Read read -> read.graph();
      case GraphJson.Reading.Unreadable unreadable ->
          throw Refusal.unsound(
              "graph-unreadable", "The graph cannot be parsed.", of(unreadable.problems()));
    };
  }

  /** Returns optional JSON in a request: null is the same as absent. */
  public static @Nullable JsonNode orNull(@Nullable JsonNode json) {
    return json == null || json.isNull() ? null : json;
  }

  /** Returns the required graph in a request, as JSON. */
  public static JsonNode given(@Nullable JsonNode json) {
    if (json == null) {
      throw Refusal.unsound("/graph", "missing", "Send the graph.");
    }
    return json;
  }

  /** Converts a graph's problems to errors of the request. */
  public static List<FieldError> of(List<Problem> problems) {
    return problems.stream()
        .map(problem ->
            new FieldError(
                "/graph" + Objects.requireNonNullElse(problem.pointer(), ""),
                problem.code(),
                problem.message(),
                problem.nodeId()))
        .toList();
  }
}
