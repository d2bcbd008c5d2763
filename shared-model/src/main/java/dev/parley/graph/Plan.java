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
 * All of a graph that an execution needs to walk it: stops and the ways between them, no texts and
 * no canvas. It is the input of a Temporal workflow, so its JSON form is frozen; 200 stops stay far
 * below what a history may hold.
 *
 * @param start the trigger's id
 * @param stops by node id, those that the trigger leads to
 */
public record Plan(String start, Map<String, Stop> stops) {

  /** An edge's absence: the handle ends the run. */
  static final String NOWHERE = "";

  /**
   * One node to pass.
   *
   * @param exits its handles, in the order in which they are drawn
   */
  public record Stop(String id, String name, String kind, Family family, List<Exit> exits) {

    /**
     * Where a handle leads.
     *
     * @throws IllegalArgumentException when the stop has no such handle
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
   * A handle and where it leads.
   *
   * @param target a node's id; empty text when no edge leaves
   */
  public record Exit(String handle, String target) {}

  /** What carrying a node out takes; the families of {@link Node}. */
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
   * The plan of a sound graph.
   *
   * @throws IllegalArgumentException when it has no trigger or an edge to nowhere
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

  /**
   * The stop with that id.
   *
   * @throws NullPointerException when the plan has none
   */
  public Stop stop(String id) {
    return Objects.requireNonNull(stops.get(id), id);
  }
}
