package dev.parley.graph;

/**
 * A connection from a node's handle to the next node.
 *
 * @param handle {@code next}, or {@code true} and {@code false} for a decision
 */
public record Edge(String id, String source, String handle, String target) {}
