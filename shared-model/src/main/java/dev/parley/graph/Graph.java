package dev.parley.graph;

import dev.parley.conversation.EventType;
import dev.parley.node.Node;
import dev.parley.node.References;
import java.util.List;
import java.util.Optional;

/**
 * The drawn program. It may be unfinished; {@link GraphCheck} tells whether it can be published.
 * Its JSON form is read and written by {@link GraphJson}.
 */
public record Graph(List<GraphNode> nodes, List<Edge> edges) {
  /** The version of the JSON form. */
  public static final int SCHEMA = 1;

  /** The most nodes a graph can have. */
  public static final int MOST_NODES = 200;

  /** The most bytes its JSON can have. */
  public static final int MOST_BYTES = 256 * 1024;

  public Graph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** A graph that was just created: one trigger, ready to configure. */
  public static Graph blank() {
    return GraphJson.blank();
  }

  /** The node with that id. */
  public Optional<GraphNode> node(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
  }

  /** What starts it, when one trigger has been drawn and set. */
  public Optional<EventType> trigger() {
    return nodes.stream()
        .map(GraphNode::node)
        .filter(Node.Starting.class::isInstance)
        .map(Node.Starting.class::cast)
        .findFirst()
        .flatMap(Node.Starting::starts);
  }

  /** The same with names of labels, users, personas, fields and skill sets replaced by ids. */
  public Graph resolved(References references) {
    return new Graph(nodes.stream().map(node -> node.resolved(references)).toList(), edges);
  }
}
