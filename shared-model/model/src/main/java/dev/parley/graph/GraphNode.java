package dev.parley.graph;

import dev.parley.node.Node;
import dev.parley.node.References;

/**
 * A node with its place in a graph.
 *
 * @param id 1 to 64 of {@code A-Z a-z 0-9 _ -}; it never changes, so that a rename breaks nothing
 * @param name the display name, at most 80 characters
 * @param node its kind and settings
 */
public record GraphNode(String id, String name, Position position, Node node) {

  /** The node's position on the canvas. */
  public record Position(double x, double y) {}

  GraphNode resolved(References references) {
    return new GraphNode(id, name, position, node.resolved(references));
  }

  /** Returns the name, or the kind if the node has no name. */
  public String title() {
    return name.isBlank() ? node.kind() : name;
  }
}
