package dev.parley.graph;

import dev.parley.node.json.NodeJson;
import dev.parley.node.json.NodeSchema;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schema (2020-12) of graphs; {@code kind} discriminates between nodes. */
public final class GraphSchema {
  private final String prefix;
  private final String suffix;
  private final boolean draft;
  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  private GraphSchema(String prefix, String suffix, boolean draft) {
    this.prefix = prefix;
    this.suffix = suffix;
    this.draft = draft;
  }

  /**
   * Returns the schema of graphs in responses, where every property is present; its root is named
   * {@code Graph}.
   */
  public static Map<String, ObjectNode> answered(String prefix) {
    return new GraphSchema(prefix, "", false).all();
  }

  /**
   * Returns the schema of graphs in requests, which may be unfinished; its root is named {@code
   * GraphDraft}.
   */
  public static Map<String, ObjectNode> sent(String prefix) {
    return new GraphSchema(prefix, "Draft", true).all();
  }

  private Map<String, ObjectNode> all() {
    definitions.putAll(NodeSchema.definitions(prefix, suffix, draft));
    define("Graph", graph());
    define("Edge", edge());
    define("Position", position());
    var union = object();
    var nodes = union.putArray("oneOf");
    var mapping = union.putObject("discriminator").put("propertyName", "kind").putObject("mapping");
    for (var kind : NodeJson.kinds()) {
      var name = Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + "Node";
      define(name, node(kind));
      nodes.add(ref(name));
      mapping.put(kind, prefix + name + suffix);
    }
    define("GraphNode", union);
    var kinds = object().put("type", "string");
    NodeJson.kinds().forEach(kinds.putArray("enum")::add);
    definitions.put("NodeKind", kinds);
    return definitions;
  }

  private void define(String name, ObjectNode schema) {
    definitions.put(name + suffix, schema);
  }

  private ObjectNode ref(String name) {
    return object().put("$ref", prefix + name + suffix);
  }

  private static ObjectNode object() {
    return NodeJson.mapper().createObjectNode();
  }

  private ObjectNode graph() {
    var schema = object().put("type", "object");
    var properties = schema.putObject("properties");
    properties.putObject("schema").put("type", "integer").put("const", Graph.SCHEMA);
    properties.putObject("nodes").put("type", "array").set("items", ref("GraphNode"));
    properties.putObject("edges").put("type", "array").set("items", ref("Edge"));
    schema.putArray("required").add("schema").add("nodes").add("edges");
    return schema.put("additionalProperties", false);
  }

  private ObjectNode node(String kind) {
    var schema = object().put("type", "object");
    var properties = schema.putObject("properties");
    properties.set("id", id());
    properties.putObject("kind").put("type", "string").put("const", kind);
    properties.putObject("name").put("type", "string").put("maxLength", GraphJson.LONGEST_NAME);
    properties.set("position", ref("Position"));
    properties.set("config", ref(NodeSchema.configName(kind)));
    var needed = schema.putArray("required").add("id").add("kind");
    if (!draft) {
      needed.add("name").add("position").add("config");
    }
    return schema.put("additionalProperties", false);
  }

  private ObjectNode edge() {
    var schema = object().put("type", "object");
    var properties = schema.putObject("properties");
    properties.putObject("id").put("type", "string").put("maxLength", GraphJson.LONGEST_EDGE_ID);
    properties.set("source", id());
    properties.putObject("handle").put("type", "string");
    properties.set("target", id());
    var needed = schema.putArray("required").add("source").add("target");
    if (!draft) {
      needed.add("id").add("handle");
    }
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode position() {
    var schema = object().put("type", "object");
    var properties = schema.putObject("properties");
    properties.putObject("x").put("type", "number");
    properties.putObject("y").put("type", "number");
    schema.putArray("required").add("x").add("y");
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode id() {
    return object().put("type", "string").put("pattern", "^" + GraphJson.ID.pattern() + "$");
  }
}
