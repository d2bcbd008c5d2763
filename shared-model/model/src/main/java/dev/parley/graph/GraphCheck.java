package dev.parley.graph;

import dev.parley.conversation.EventType;
import dev.parley.node.Inspection;
import dev.parley.node.Node;
import dev.parley.node.References;
import dev.parley.template.JsonTemplate;
import dev.parley.template.Template;
import dev.parley.template.Vocabulary;
import dev.parley.template.syntax.TemplateProblem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the problems that keep a graph from being published. Graphs are checked when they are saved
 * or published, never later: a stricter rule must not stop a running workflow.
 */
public final class GraphCheck {
  private final Graph graph;
  private final References references;
  private final Map<String, GraphNode> nodes = new LinkedHashMap<>();
  private final Map<String, Set<String>> targets = new HashMap<>();
  private final Map<String, Set<String>> sources = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private GraphCheck(Graph graph, References references) {
    this.graph = graph;
    this.references = references;
  }

  /** Returns the problems of a graph, in the order of its nodes and edges; empty if it is valid. */
  public static List<Problem> of(Graph graph, References references) {
    var check = new GraphCheck(graph, references);
    check.nodes();
    check.edges();
    check.trigger();
    check.cycles();
    check.reach();
    check.settings();
    return List.copyOf(check.problems);
  }

  /** Returns true if none of the problems prevents publication. */
  public static boolean sound(List<Problem> problems) {
    return problems.stream().noneMatch(Problem::blocks);
  }

  private void nodes() {
    if (graph.nodes().size() > Graph.MOST_NODES) {
      add(
          "too-many-nodes",
          null,
          "/nodes",
          "This workflow has "
              + graph.nodes().size()
              + " nodes; at most "
              + Graph.MOST_NODES
              + " are possible.");
    }
    for (int i = 0; i < graph.nodes().size(); i++) {
      var node = graph.nodes().get(i);
      if (nodes.putIfAbsent(node.id(), node) != null) {
        add(
            "node-doubled",
            node.id(),
            "/nodes/" + i + "/id",
            "Two nodes have the id \"" + node.id() + "\"; each needs its own.");
      }
    }
  }

  private void edges() {
    var ids = new HashSet<String>();
    var taken = new HashSet<List<String>>();
    for (int i = 0; i < graph.edges().size(); i++) {
      var edge = graph.edges().get(i);
      var at = "/edges/" + i;
      var source = nodes.get(edge.source());
      var target = nodes.get(edge.target());
      if (!ids.add(edge.id())) {
        add("edge-id-doubled", edge.source(), at + "/id", "Two edges have the same id.");
      }
      if (source == null || target == null) {
        var end = source == null ? "source" : "target";
        add(
            "edge-dangling",
            source == null ? null : edge.source(),
            at + "/" + end,
            "This edge's " + end + " is not a node of this workflow. Remove the edge.");
        continue;
      }
      if (!source.node().handles().contains(edge.handle())) {
        add(
            "handle-unknown",
            edge.source(),
            at + "/handle",
            quoted(source) + " has no handle \"" + edge.handle() + "\".");
        continue;
      }
      if (!taken.add(List.of(edge.source(), edge.handle()))) {
        add(
            "handle-doubled",
            edge.source(),
            at + "/handle",
            "Two edges leave "
                + quoted(source)
                + " from the handle \""
                + edge.handle()
                + "\"; only one can be followed.");
      }
      if (target.node() instanceof Node.Starting) {
        add(
            "edge-into-trigger",
            edge.target(),
            at + "/target",
            "A connection cannot lead to the trigger.");
        continue;
      }
      targets.computeIfAbsent(edge.source(), _ -> new LinkedHashSet<>()).add(edge.target());
      sources.computeIfAbsent(edge.target(), _ -> new LinkedHashSet<>()).add(edge.source());
    }
  }

  private void trigger() {
    var triggers =
        graph.nodes().stream().filter(node -> node.node() instanceof Node.Starting).toList();
    if (triggers.isEmpty()) {
      add("trigger-missing", null, "/nodes", "Add a trigger: the event that starts the workflow.");
    }
    for (var extra : triggers.stream().skip(1).toList()) {
      add("trigger-doubled", extra.id(), at(extra), "A workflow has exactly one trigger.");
    }
    var event = graph.trigger();
    if (event.isEmpty()) {
      return;
    }
    for (var node : graph.nodes()) {
      if (node.node().causes().contains(event.get())) {
        add(
            "action-blocked",
            node.id(),
            at(node),
            quoted(node)
                + " would start this workflow again and again: its trigger is "
                + event.get().title()
                + ".");
      }
    }
  }

  /** Reports one problem for each edge that closes a loop, searching depth first from each node. */
  private void cycles() {
    var done = new HashSet<String>();
    for (var root : nodes.keySet()) {
      var path = new LinkedHashMap<String, ArrayDeque<String>>();
      if (!done.contains(root)) {
        path.put(root, new ArrayDeque<>(next(root)));
      }
      while (!path.isEmpty()) {
        var last = path.lastEntry();
        var target = last.getValue().poll();
        if (target == null) {
          done.add(last.getKey());
          path.pollLastEntry();
        } else if (path.containsKey(target)) {
          var node = Objects.requireNonNull(nodes.get(target));
          add(
              "cycle",
              target,
              at(node),
              "The path leads back to "
                  + quoted(node)
                  + " from "
                  + quoted(Objects.requireNonNull(nodes.get(last.getKey())))
                  + ". A workflow cannot contain a loop.");
        } else if (!done.contains(target)) {
          path.put(target, new ArrayDeque<>(next(target)));
        }
      }
    }
  }

  private void reach() {
    var start =
        graph.nodes().stream().filter(node -> node.node() instanceof Node.Starting).findFirst();
    if (start.isEmpty()) {
      return;
    }
    var reached = spread(start.get().id(), targets);
    for (var node : graph.nodes()) {
      if (!reached.contains(node.id()) && !(node.node() instanceof Node.Starting)) {
        add(
            "node-unreachable",
            node.id(),
            at(node),
            "No connection leads to " + quoted(node) + ". Connect it or remove it.");
      }
    }
    if (next(start.get().id()).isEmpty()) {
      problems.add(
          Problem.warning(
              "nothing-to-do",
              start.get().id(),
              at(start.get()),
              "Nothing follows the trigger, so this workflow does nothing."));
    }
  }

  private void settings() {
    for (int i = 0; i < graph.nodes().size(); i++) {
      var node = graph.nodes().get(i);
      var settings = new Settings(node, "/nodes/" + i + "/config");
      node.node().inspect(settings);
      if (!settings.messagePossible()) {
        missingMessage(node, settings);
      }
    }
  }

  /** Warns about every text that uses the message although this trigger may not provide one. */
  private void missingMessage(GraphNode node, Settings settings) {
    var without = WithoutMessage.unknownPaths(node.node(), settings);
    settings.unknownPaths().forEach(without::remove);
    for (var pointer : new LinkedHashSet<>(without)) {
      settings.warning(
          pointer,
          "template-without-message",
          "\""
              + graph.trigger().orElseThrow().title()
              + "\" comes without a message, so this value is usually empty. To use what the"
              + " customer said last, insert conversation.lastMessage.text.");
    }
  }

  private Set<String> next(String id) {
    return targets.getOrDefault(id, Set.of());
  }

  private static Set<String> spread(String from, Map<String, Set<String>> ways) {
    var reached = new LinkedHashSet<String>();
    var open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      var id = open.remove();
      if (reached.add(id)) {
        open.addAll(ways.getOrDefault(id, Set.of()));
      }
    }
    return reached;
  }

  private String at(GraphNode node) {
    return "/nodes/" + graph.nodes().indexOf(node);
  }

  private static String quoted(GraphNode node) {
    return "\"" + node.title() + "\"";
  }

  private void add(String code, @Nullable String nodeId, String pointer, String message) {
    problems.add(Problem.error(code, nodeId, pointer, message));
  }

  /** Collects the problems of one node's settings. */
  private final class Settings implements Inspection {
    private final GraphNode node;
    private final String base;
    private final List<String> unknownPaths = new ArrayList<>();

    Settings(GraphNode node, String base) {
      this.node = node;
      this.base = base;
    }

    @Override
    public void problem(String pointer, String code, String message) {
      add(code, node.id(), base + pointer, message);
    }

    @Override
    public void warning(String pointer, String code, String message) {
      problems.add(Problem.warning(code, node.id(), base + pointer, message));
    }

    @Override
    public void reference(String pointer, References.Kind kind, String idOrName) {
      if (references.id(kind, idOrName).isEmpty()) {
        problem(
            pointer,
            kind.code() + "-unknown",
            "There is no " + kind.title() + " \"" + idOrName + "\". Choose an existing one.");
      }
    }

    @Override
    public void skill(String skillSet, String skill, Map<String, Object> arguments) {
      references
          .skillFaults(skillSet, skill, arguments)
          .forEach(fault -> problem(fault.pointer(), fault.code(), fault.message()));
    }

    @Override
    public void template(String pointer, Template template) {
      faults(pointer, template.faults(vocabulary().without("secrets")));
    }

    @Override
    public void tree(String pointer, JsonTemplate tree) {
      tree.faults(vocabulary())
          .forEach(found -> faults(pointer + found.pointer(), List.of(found.fault())));
    }

    @Override
    public void faults(String pointer, List<TemplateProblem> faults) {
      for (var fault : faults) {
        if (WithoutMessage.isUnknownPath(fault)) {
          unknownPaths.add(pointer);
        }
        problem(pointer, fault.code(), fault.message());
      }
    }

    /** Returns the pointers of texts that use an unknown name, once per name. */
    List<String> unknownPaths() {
      return unknownPaths;
    }

    @Override
    public Vocabulary vocabulary() {
      var earlier = new LinkedHashMap<String, Vocabulary.Shape>();
      for (var id : spread(node.id(), sources)) {
        if (!id.equals(node.id())
            && Objects.requireNonNull(nodes.get(id)).node() instanceof Node.Calling calling) {
          earlier.put(id, calling.output());
        }
      }
      return TemplateVocabulary.of(graph.trigger(), earlier, references);
    }

    @Override
    public boolean messagePossible() {
      return graph.trigger().map(EventType::comesWithMessage).orElse(true);
    }
  }
}
