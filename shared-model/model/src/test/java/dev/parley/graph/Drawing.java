package dev.parley.graph;

import dev.parley.conversation.EventType;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Builds graphs node by node, as the editor does. */
public final class Drawing {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ObjectNode json = JSON.createObjectNode().put("schema", 1);
  private String last = "t";

  private Drawing() {
    json.putArray("nodes");
    json.putArray("edges");
  }

  /** Returns an empty graph. */
  public static Drawing empty() {
    return new Drawing();
  }

  /** Returns a graph with a trigger called {@code t}. */
  public static Drawing on(EventType event) {
    return empty().node("t", "trigger", Map.of("event", event.wire()));
  }

  /** Adds a node without a connection to it. */
  public Drawing node(String id, String kind, Map<String, ?> config) {
    json.withArray("nodes")
        .addObject()
        .put("id", id)
        .put("kind", kind)
        .put("name", id)
        .set("config", JSON.valueToTree(config));
    return this;
  }

  /** Adds a node after the last one on this path, or after the trigger. */
  public Drawing then(String id, String kind, Map<String, ?> config) {
    node(id, kind, config);
    return way(last, "next", id).from(id);
  }

  /** Adds a node without settings. */
  public Drawing then(String id, String kind) {
    return then(id, kind, Map.of());
  }

  /** Chooses the node after which {@link #then} continues. */
  public Drawing from(String id) {
    last = id;
    return this;
  }

  /** Adds a decision on the status whose two paths lead to existing nodes. */
  public Drawing fork(String id, String whenTrue, String whenFalse) {
    var condition = Map.of("field", "status", "operator", "is", "value", "open");
    return node(id, "decision", Map.of("conditions", List.of(condition)))
        .way(id, "true", whenTrue)
        .way(id, "false", whenFalse);
  }

  /** Adds an edge. */
  public Drawing way(String source, String handle, String target) {
    json.withArray("edges")
        .addObject()
        .put("id", "e" + json.path("edges").size())
        .put("source", source)
        .put("handle", handle)
        .put("target", target);
    return this;
  }

  /** Returns the JSON form. */
  public ObjectNode json() {
    return json.deepCopy();
  }

  /** Returns the graph as it is read. */
  public Graph graph() {
    return GraphJson.stored(json.toString());
  }
}
