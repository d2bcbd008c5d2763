package dev.parley.api.problem;

import dev.parley.api.problem.Refusal.Fault;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphJson;
import dev.parley.graph.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Graphs as requests send them, in their member {@code graph}. */
public final class GraphFaults {
  private GraphFaults() {}

  /**
   * The graph that a request sent, whether or not it is finished.
   *
   * @throws Refusal 422 naming everything that cannot be read
   */
  public static Graph read(@Nullable JsonNode json) {
    return switch (GraphJson.read(given(json))) {
      case GraphJson.Reading.Read read -> read.graph();
      case GraphJson.Reading.Unreadable unreadable ->
          throw Refusal.unsound(
              "graph-unreadable", "The graph cannot be read.", of(unreadable.problems()));
    };
  }

  /** JSON that a request may send: null says as little as nothing does. */
  public static @Nullable JsonNode orNull(@Nullable JsonNode json) {
    return json == null || json.isNull() ? null : json;
  }

  /** The graph that a request must send, as JSON. */
  public static JsonNode given(@Nullable JsonNode json) {
    if (json == null) {
      throw Refusal.unsound("/graph", "missing", "Send the graph.");
    }
    return json;
  }

  /** A graph's problems, as faults of the request. */
  public static List<Fault> of(List<Problem> problems) {
    return problems.stream()
        .map(problem ->
            new Fault(
                "/graph" + Objects.requireNonNullElse(problem.pointer(), ""),
                problem.code(),
                problem.message(),
                problem.nodeId()))
        .toList();
  }
}
