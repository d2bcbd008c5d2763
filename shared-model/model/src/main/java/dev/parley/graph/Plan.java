package dev.parley.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.node.Node;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The part of a graph that an execution needs to follow it: stops and the connections between them,
 * without texts or positions. It is the input of a Temporal workflow, so its JSON form is frozen. A
 * plan of 200 stops is far smaller than the limit of a history.
 *
 * @param start the trigger's id
 * @param stops the nodes reachable from the trigger, by id
 */
public record Plan(String start, Map<String, Stop> stops) {

  /** The target of a handle without an edge, which ends the run. */
  static final String NOWHERE = "";

  /**
   * One node on the way.
   *
   * @param exits its handles, in the order in which they are drawn
   */
  public record Stop(String id, String name, String kind, Family family, List<Exit> exits) {

    /**
     * Returns the target of a handle.
     *
     * @throws IllegalArgumentException if the stop has no such handle
     */
    String target(String handle) {
      for (var exit : exits) {
        if (exit.handle().equals(handle)) {
          return exit.target();
        }
      }
      throw new IllegalArgumentException(id + " has no handle " + handle);
    }
  }

  /**
   * A handle and its target.
   *
   * @param target a node's id; empty if no edge leaves the handle
   */
  public record Exit(String handle, String target) {}

  /** The way in which a node is carried out, as in the families of {@link Node}. */
  public enum Family {
    @JsonProperty("starting")
    STARTING,
    @JsonProperty("acting")
    ACTING,
    @JsonProperty("deciding")
    DECIDING,
    @JsonProperty("calling")
    CALLING,
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("ending")
    ENDING
  }

  /**
   * Returns the plan of a valid graph.
   *
   * @throws IllegalArgumentException if it has no trigger, or an edge leads to a missing node
   */
  public static Plan of(Graph graph) {
    var start =
        graph.nodes().stream()
            .filter(node -> node.node() instanceof Node.Starting)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("graph: no trigger"));
    var ways = new HashMap<String, Map<String, String>>();
    for (var edge : graph.edges()) {
      ways.computeIfAbsent(edge.source(), _ -> new HashMap<>()).put(edge.handle(), edge.target());
    }
    var stops = new LinkedHashMap<String, Stop>();
    var open = new ArrayDeque<GraphNode>();
    open.add(start);
    while (!open.isEmpty()) {
      var node = open.remove();
      var way = ways.getOrDefault(node.id(), Map.of());
      var exits =
          node.node().handles().stream()
              .map(handle -> new Exit(handle, way.getOrDefault(handle, NOWHERE)))
              .toList();
      var stop = new Stop(node.id(), node.title(), node.node().kind(), family(node.node()), exits);
      if (stops.putIfAbsent(node.id(), stop) == null) {
        exits.stream()
            .map(Exit::target)
            .filter(target -> !target.equals(NOWHERE))
            .map(target ->
                graph
                    .node(target)
                    .orElseThrow(() -> new IllegalArgumentException("graph: edge to " + target)))
            .forEach(open::add);
      }
    }
    return new Plan(start.id(), stops);
  }

  private static Family family(Node node) {
    return switch (node) {
      case Node.Starting _ -> Family.STARTING;
      case Node.Acting _ -> Family.ACTING;
      case Node.Deciding _ -> Family.DECIDING;
      case Node.Calling _ -> Family.CALLING;
      case Node.Waiting _ -> Family.WAITING;
      case Node.Ending _ -> Family.ENDING;
    };
  }

  /** Returns true if a run can come to that node right after its trigger. */
  public boolean isFirst(String id) {
    return stop(start).exits().stream().anyMatch(exit -> exit.target().equals(id));
  }

  /**
   * Returns the stop with that id.
   *
   * @throws NullPointerException if the plan has none
   */
  public Stop stop(String id) {
    return Objects.requireNonNull(stops.get(id), id);
  }
}
