package dev.parley.graph;

/**
 * A way from a node's handle to the next node.
 *
 * @param handle {@code next}, or {@code true} and {@code false} of a decision
 */
public record Edge(String id, String source, String handle, String target) {}
