package dev.parley.graph;

import dev.parley.node.Node;
import dev.parley.node.References;

/**
 * A node where it stands in a graph.
 *
 * @param id 1 to 64 of {@code A-Z a-z 0-9 _ -}, stable for ever, so that a rename breaks nothing
 * @param name what people call it; at most 80 characters
 * @param node what it does
 */
public record GraphNode(String id, String name, Position position, Node node) {

  /** Where it stands on the canvas. */
  public record Position(double x, double y) {}

  GraphNode resolved(References references) {
    return new GraphNode(id, name, position, node.resolved(references));
  }

  /** The name, or the kind when nobody named it. */
  public String title() {
    return name.isBlank() ? node.kind() : name;
  }
}
