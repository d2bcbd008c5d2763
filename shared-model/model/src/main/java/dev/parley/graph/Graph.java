package dev.parley.graph;

import dev.parley.conversation.EventType;
import dev.parley.node.Node;
import dev.parley.node.References;
import java.util.List;
import java.util.Optional;

/**
 * A workflow's graph. It may be unfinished; {@link GraphCheck} finds what keeps it from being
 * published. {@link GraphJson} reads and writes its JSON form.
 */
public record Graph(List<GraphNode> nodes, List<Edge> edges) {
  /** The version of the JSON form. */
  public static final int SCHEMA = 1;

  /** The maximum number of nodes. */
  public static final int MOST_NODES = 200;

  /** The maximum size of the JSON form, in bytes. */
  public static final int MOST_BYTES = 256 * 1024;

  public Graph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** Returns a newly created graph: one trigger, ready to configure. */
  public static Graph blank() {
    return GraphJson.blank();
  }

  /** Returns the node with that id. */
  public Optional<GraphNode> node(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
  }

  /** Returns the event that starts it, if exactly one trigger is present and configured. */
  public Optional<EventType> trigger() {
    return nodes.stream()
        .map(GraphNode::node)
        .filter(Node.Starting.class::isInstance)
        .map(Node.Starting.class::cast)
        .findFirst()
        .flatMap(Node.Starting::starts);
  }

  /**
   * Returns the graph with names of labels, users, personas, fields and skill sets replaced by ids.
   */
  public Graph resolved(References references) {
    return new Graph(nodes.stream().map(node -> node.resolved(references)).toList(), edges);
  }
}
