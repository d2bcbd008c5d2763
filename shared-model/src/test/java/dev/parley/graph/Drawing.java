package dev.parley.graph;

import dev.parley.conversation.EventType;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Draws graphs as the editor does, node by node and way by way. */
public final class Drawing {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ObjectNode json = JSON.createObjectNode().put("schema", 1);
  private String last = "t";

  private Drawing() {
    json.putArray("nodes");
    json.putArray("edges");
  }

  /** Nothing drawn yet. */
  public static Drawing empty() {
    return new Drawing();
  }

  /** A trigger called {@code t}. */
  public static Drawing on(EventType event) {
    return empty().node("t", "trigger", Map.of("event", event.wire()));
  }

  /** A node that nothing leads to yet. */
  public Drawing node(String id, String kind, Map<String, ?> config) {
    json.withArray("nodes")
        .addObject()
        .put("id", id)
        .put("kind", kind)
        .put("name", id)
        .set("config", JSON.valueToTree(config));
    return this;
  }

  /** A node after the one that was drawn last in this way, or after the trigger. */
  public Drawing then(String id, String kind, Map<String, ?> config) {
    node(id, kind, config);
    return way(last, "next", id).from(id);
  }

  /** The same for a node without settings. */
  public Drawing then(String id, String kind) {
    return then(id, kind, Map.of());
  }

  /** Where {@link #then} goes on. */
  public Drawing from(String id) {
    last = id;
    return this;
  }

  /** A decision on the status with both ways drawn to nodes that exist. */
  public Drawing fork(String id, String whenTrue, String whenFalse) {
    var condition = Map.of("field", "status", "operator", "is", "value", "open");
    return node(id, "decision", Map.of("conditions", List.of(condition)))
        .way(id, "true", whenTrue)
        .way(id, "false", whenFalse);
  }

  /** An edge. */
  public Drawing way(String source, String handle, String target) {
    json.withArray("edges")
        .addObject()
        .put("id", "e" + json.path("edges").size())
        .put("source", source)
        .put("handle", handle)
        .put("target", target);
    return this;
  }

  /** As it is sent. */
  public ObjectNode json() {
    return json.deepCopy();
  }

  /** As it is read. */
  public Graph graph() {
    return GraphJson.stored(json.toString());
  }
}
