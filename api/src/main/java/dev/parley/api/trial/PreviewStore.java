package dev.parley.api.trial;

import dev.parley.api.problem.Refusal;
import dev.parley.api.workflow.ReferenceStore;
import dev.parley.conversation.EventType;
import dev.parley.execution.Mode;
import dev.parley.execution.Options;
import dev.parley.graph.FieldPreview;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphCheck;
import dev.parley.graph.GraphNode;
import dev.parley.node.Node;
import dev.parley.secret.Masker;
import dev.parley.store.Conversations;
import dev.parley.store.Events.Fact;
import dev.parley.store.Execution;
import dev.parley.store.Ids;
import dev.parley.store.TemplateData;
import dev.parley.store.sql.StoredJson;
import dev.parley.template.Names;
import dev.parley.template.value.TemplateException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Renders one text of a node with the engine that steps use and the data that they would read. It
 * works on a sandbox conversation, in a transaction that is rolled back.
 */
final class PreviewStore {
  private final DSLContext tx;
  private final Graph graph;
  private final GraphNode node;
  private final String pointer;

  private PreviewStore(DSLContext tx, Graph graph, GraphNode node, String pointer) {
    this.tx = tx;
    this.graph = graph;
    this.node = node;
    this.pointer = pointer;
  }

  /**
   * A rendered text.
   *
   * @param text null if it cannot be rendered
   * @param faults the errors for the author to fix: those that prevent publication, or else those
   *     found while rendering
   */
  @Schema(name = "Preview")
  record Preview(@Nullable String text, List<TextError> faults) {}

  /** An error in a text. */
  @Schema(name = "PreviewFault")
  record TextError(String code, String message) {}

  static PreviewStore of(DSLContext tx, Graph drawn, String nodeId, String pointer) {
    var graph = drawn.resolved(ReferenceStore.of(tx));
    var node =
        graph
            .node(nodeId)
            .orElseThrow(() ->
                Refusal.unsound(
                    "/nodeId", "node-unknown", "The graph has no node \"" + nodeId + "\"."));
    return new PreviewStore(tx, graph, node, pointer);
  }

  /**
   * Renders with sample data.
   *
   * @param given outputs of nodes, by id; the others use their sample replies
   */
  Preview withSample(UUID workflow, @Nullable JsonNode sample, Map<String, Object> given) {
    var data = sample == null ? Samples.of(graph.trigger()) : sample;
    var id = Ids.next();
    var conversation = "test-" + id;
    var kept = new LinkedHashMap<>(StoredJson.plain(data));
    kept.put("conversation", SandboxStore.make(tx, conversation, data));
    var type = graph.trigger().orElse(EventType.CREATED);
    var fact =
        new Fact("/parley/test", id.toString(), type, Instant.now(), conversation, kept, List.of());
    var execution =
        new Execution(
            id,
            workflow,
            "",
            0,
            "",
            type.wire(),
            Mode.TEST,
            conversation,
            fact.cloudEvent(),
            Options.NONE,
            id,
            List.of());
    var read = data(execution);
    var steps = new LinkedHashMap<String, Object>();
    for (var earlier : graph.nodes()) {
      if (earlier.node() instanceof Node.Calling calling) {
        steps.put(earlier.id(), calling.on(calling.sample()).output());
      }
    }
    steps.putAll(given);
    read.put("steps", new Names(steps));
    return rendered(read);
  }

  /** Renders with the current data of a run. */
  Preview withRun(UUID workflow, String run) {
    var execution =
        Ids.read(run)
            .flatMap(id -> Execution.load(tx, id))
            .filter(found -> found.workflowId().equals(workflow))
            .orElseThrow(() ->
                Refusal.unsound(
                    "/executionId",
                    "execution-unknown",
                    "This workflow has no run \"" + run + "\"."));
    return rendered(data(execution));
  }

  private Map<String, Object> data(Execution execution) {
    var conversation =
        Conversations.read(tx, execution.conversationId())
            .orElseThrow(() -> Refusal.notFound("conversation", execution.conversationId()));
    var data = new LinkedHashMap<>(TemplateData.data(tx, execution, conversation));
    var secrets = new LinkedHashMap<String, Object>();
    ReferenceStore.of(tx).secrets().forEach(name -> secrets.put(name, Masker.MASK));
    data.put("secrets", new Names(secrets));
    return data;
  }

  private Preview rendered(Map<String, Object> data) {
    var faults = faults();
    try {
      var text =
          FieldPreview.of(node.node(), pointer, data)
              .orElseThrow(() ->
                  Refusal.unsound(
                      "/pointer", "no-template", "The node has no text at \"" + pointer + "\"."));
      return new Preview(text, faults);
    } catch (TemplateException e) {
      if (faults.isEmpty()) {
        faults.add(new TextError(e.code(), String.valueOf(e.getMessage())));
      }
      return new Preview(null, faults);
    }
  }

  private List<TextError> faults() {
    var at = "/nodes/" + graph.nodes().indexOf(node) + "/config" + pointer;
    var faults = new ArrayList<TextError>();
    for (var problem : GraphCheck.of(graph, ReferenceStore.of(tx))) {
      if (problem.blocks() && at.equals(problem.pointer())) {
        faults.add(new TextError(problem.code(), problem.message()));
      }
    }
    return faults;
  }
}
