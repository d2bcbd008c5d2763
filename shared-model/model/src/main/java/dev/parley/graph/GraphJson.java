package dev.parley.graph;

import dev.parley.graph.GraphNode.Position;
import dev.parley.node.Node;
import dev.parley.node.json.NodeJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes graphs. Reading is strict about form (types, kinds, properties) and lenient
 * about completeness, so that a working copy can hold anything the editor can draw.
 */
public final class GraphJson {
  static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  static final int LONGEST_NAME = 80;
  static final int LONGEST_EDGE_ID = 200;
  private static final JsonMapper MAPPER = NodeJson.mapper();

  private final List<Problem> problems = new ArrayList<>();

  private GraphJson() {}

  /** The outcome of reading. */
  public sealed interface Reading {
    /** The graph could be read. */
    record Read(Graph graph) implements Reading {}

    /** The graph could not be read, not even in part. */
    record Unreadable(List<Problem> problems) implements Reading {}
  }

  /** Reads a graph; never throws, whatever the JSON is. */
  public static Reading read(JsonNode json) {
    var reader = new GraphJson();
    var graph = reader.graph(json);
    return reader.problems.isEmpty()
        ? new Reading.Read(graph)
        : new Reading.Unreadable(List.copyOf(reader.problems));
  }

  /**
   * Reads JSON written by {@link #write}.
   *
   * @throws IllegalArgumentException if it is not a graph
   */
  public static Graph stored(String json) {
    return switch (read(MAPPER.readTree(json))) {
      case Reading.Read read -> read.graph();
      case Reading.Unreadable unreadable ->
          throw new IllegalArgumentException("stored graph: " + unreadable.problems());
    };
  }

  /** Returns the JSON form, which is deterministic. */
  public static ObjectNode write(Graph graph) {
    var root = MAPPER.createObjectNode().put("schema", Graph.SCHEMA);
    var nodes = root.putArray("nodes");
    for (var node : graph.nodes()) {
      var json = nodes.addObject();
      json.put("id", node.id()).put("kind", node.node().kind()).put("name", node.name());
      json.putObject("position").put("x", node.position().x()).put("y", node.position().y());
      json.set("config", NodeJson.write(node.node()));
    }
    var edges = root.putArray("edges");
    for (var edge : graph.edges()) {
      edges
          .addObject()
          .put("id", edge.id())
          .put("source", edge.source())
          .put("handle", edge.handle())
          .put("target", edge.target());
    }
    return root;
  }

  static Graph blank() {
    return new Graph(
        List.of(new GraphNode("trigger", "", new Position(0, 0), NodeJson.unset("trigger"))),
        List.of());
  }

  private Graph graph(JsonNode json) {
    if (!json.isObject()) {
      return unreadable("graph-not-object", null, "", "A graph must be a JSON object.");
    }
    known(json, null, "", Set.of("schema", "nodes", "edges"));
    if (!json.path("schema").isNumber()
        || json.path("schema").asDouble(Double.NaN) != Graph.SCHEMA) {
      unreadable("schema-unsupported", null, "/schema", "The graph's schema must be 1.");
    }
    if (json.toString().getBytes(StandardCharsets.UTF_8).length > Graph.MOST_BYTES) {
      return unreadable("graph-too-large", null, "", "A graph can have at most 256 KiB of JSON.");
    }
    keepable(json, "");
    var nodes = new ArrayList<GraphNode>();
    var edges = new ArrayList<Edge>();
    if (array(json, "nodes")) {
      for (int i = 0; i < json.path("nodes").size(); i++) {
        node(json.path("nodes").path(i), "/nodes/" + i, nodes);
      }
    }
    if (array(json, "edges")) {
      for (int i = 0; i < json.path("edges").size(); i++) {
        edge(json.path("edges").path(i), "/edges/" + i, edges);
      }
    }
    return new Graph(nodes, edges);
  }

  /**
   * Rejects values that cannot be stored: PostgreSQL has no U+0000, and 1e999 would be written back
   * as a string.
   */
  private void keepable(JsonNode json, String at) {
    if (json.isString() && json.stringValue().indexOf(0) >= 0) {
      unreadable("character-unusable", null, at, "The character U+0000 is not allowed.");
    }
    if (json.isNumber() && !Double.isFinite(json.asDouble(Double.NaN))) {
      unreadable("number-too-large", null, at, "This number is too large.");
    }
    int i = 0;
    for (var child : json.isArray() ? json : List.<JsonNode>of()) {
      keepable(child, at + "/" + i++);
    }
    for (var property : json.properties()) {
      var pointer = at + "/" + escaped(property.getKey());
      if (property.getKey().indexOf(0) >= 0) {
        unreadable("character-unusable", null, pointer, "The character U+0000 is not allowed.");
      }
      keepable(property.getValue(), pointer);
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private boolean array(JsonNode json, String name) {
    if (json.path(name).isArray()) {
      return true;
    }
    unreadable("type-mismatch", null, "/" + name, "\"" + name + "\" must be a list.");
    return false;
  }

  private void node(JsonNode json, String at, List<GraphNode> nodes) {
    if (!json.isObject()) {
      unreadable("type-mismatch", null, at, "A node must be a JSON object.");
      return;
    }
    var id = id(json, "id", at);
    known(json, id, at, Set.of("id", "kind", "name", "position", "config"));
    var name = json.path("name");
    if (!name.isMissingNode() && !name.isString()) {
      unreadable("type-mismatch", id, at + "/name", "A node's name must be a string.");
    } else if (length(name) > LONGEST_NAME) {
      unreadable(
          "name-too-long", id, at + "/name", "A node's name can have at most 80 characters.");
    }
    var position = json.path("position");
    if (!position.isMissingNode()) {
      position(position, id, at + "/position");
    }
    var node = kind(json, id, at);
    if (id != null && node != null) {
      var where = new Position(position.path("x").asDouble(0), position.path("y").asDouble(0));
      nodes.add(new GraphNode(id, name.asString(""), where, node));
    }
  }

  private void position(JsonNode json, @Nullable String id, String at) {
    if (!json.path("x").isNumber() || !json.path("y").isNumber()) {
      unreadable("type-mismatch", id, at, "A position must have the numbers x and y.");
    }
    known(json, id, at, Set.of("x", "y"));
  }

  private static int length(JsonNode json) {
    var text = json.asString("");
    return text.codePointCount(0, text.length());
  }

  private @Nullable Node kind(JsonNode json, @Nullable String id, String at) {
    var kind = json.path("kind").asString("");
    if (!NodeJson.kinds().contains(kind)) {
      unreadable(
          "kind-unknown",
          id,
          at + "/kind",
          "Unknown kind of node \""
              + kind
              + "\" (one of: "
              + String.join(", ", NodeJson.kinds())
              + ").");
      return null;
    }
    var config = json.path("config");
    if (!config.isMissingNode() && !config.isObject()) {
      unreadable("type-mismatch", id, at + "/config", "A node's config must be a JSON object.");
      return null;
    }
    return switch (NodeJson.read(kind, config)) {
      case NodeJson.Reading.Read read -> read.node();
      case NodeJson.Reading.Unreadable bad -> {
        unreadable(bad.code(), id, at + "/config" + bad.pointer(), bad.message());
        yield null;
      }
    };
  }

  private void edge(JsonNode json, String at, List<Edge> edges) {
    if (!json.isObject()) {
      unreadable("type-mismatch", null, at, "An edge must be a JSON object.");
      return;
    }
    known(json, null, at, Set.of("id", "source", "handle", "target"));
    var source = id(json, "source", at);
    var target = id(json, "target", at);
    var handle = json.path("handle");
    if (!handle.isMissingNode() && !handle.isString()) {
      unreadable("type-mismatch", source, at + "/handle", "A handle must be a string.");
    }
    var id = json.path("id");
    if (!id.isMissingNode() && !(id.isString() && length(id) <= LONGEST_EDGE_ID)) {
      unreadable("type-mismatch", source, at + "/id", "An edge's id must be a string.");
    }
    if (source != null && target != null) {
      var leaves = handle.asString(Node.NEXT);
      edges.add(new Edge(id.asString(source + "/" + leaves), source, leaves, target));
    }
  }

  private @Nullable String id(JsonNode json, String name, String at) {
    var value = json.path(name);
    if (value.isString() && ID.matcher(value.stringValue()).matches()) {
      return value.stringValue();
    }
    unreadable(
        "id-invalid",
        null,
        at + "/" + name,
        "\"" + name + "\" must be 1 to 64 letters, digits, \"_\" or \"-\".");
    return null;
  }

  private void known(JsonNode json, @Nullable String nodeId, String at, Set<String> names) {
    var others = new LinkedHashSet<>(json.propertyNames());
    others.removeAll(names);
    for (var other : others) {
      unreadable(
          "property-unknown",
          nodeId,
          at + "/" + escaped(other),
          "\"" + other + "\" is not known here.");
    }
  }

  private Graph unreadable(String code, @Nullable String nodeId, String pointer, String message) {
    problems.add(Problem.error(code, nodeId, pointer, message));
    return new Graph(List.of(), List.of());
  }
}
