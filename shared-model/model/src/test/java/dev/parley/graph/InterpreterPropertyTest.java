package dev.parley.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.graph.Interpreter.Move;
import dev.parley.graph.Plan.Family;
import dev.parley.node.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any valid graph can be followed to its end along its edges, whichever handles are taken. */
class InterpreterPropertyTest {

  @Property(tries = 500)
  void randomGraphsAreSound(@ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int nodes) {
    var problems = GraphCheck.of(RandomGraphs.sound(seed, nodes), Corpus.REFERENCES);
    assertThat(problems).filteredOn(Problem::blocks).isEmpty();
  }

  @Property(tries = 1000)
  void everyWalkEndsAndFollowsTheEdges(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int nodes, @ForAll long choices) {
    var graph = RandomGraphs.sound(seed, nodes);
    var plan = Plan.of(graph);
    var random = new Random(choices);
    var visited = new ArrayList<String>();
    var expected = graph.nodes().getFirst().id();
    var move = Interpreter.first(plan);
    while (move instanceof Move.Visit visit) {
      var stop = visit.stop();
      assertThat(stop.id()).isEqualTo(expected);
      visited.add(stop.id());
      assertThat(visited).as("no node twice").doesNotHaveDuplicates();
      assertThat(visit.closing()).isEqualTo(closing(graph, stop.id()));
      var handles = stop.exits().stream().map(Plan.Exit::handle).toList();
      var handle = handles.get(random.nextInt(handles.size()));
      expected = target(graph, stop.id(), handle);
      move = Interpreter.after(plan, stop, handle);
      assertThat(move instanceof Move.Ended).isEqualTo(visit.closing().containsKey(handle));
    }
    assertThat(visited).hasSizeLessThanOrEqualTo(graph.nodes().size());
  }

  /** Computed from the edges alone. */
  private static Map<String, List<String>> closing(Graph graph, String id) {
    var closing = new HashMap<String, List<String>>();
    for (var handle : graph.node(id).orElseThrow().node().handles()) {
      var target = target(graph, id, handle);
      if (target.isEmpty()) {
        closing.put(handle, List.of());
      } else if (graph.node(target).orElseThrow().node() instanceof Node.Ending) {
        closing.put(handle, List.of(target));
      }
    }
    return closing;
  }

  private static String target(Graph graph, String source, String handle) {
    return graph.edges().stream()
        .filter(edge -> edge.source().equals(source) && edge.handle().equals(handle))
        .map(Edge::target)
        .findFirst()
        .orElse("");
  }

  @Property(tries = 300)
  void aPlanHoldsWhatTheTriggerLeadsToAndNothingElse(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int nodes) {
    var graph = RandomGraphs.sound(seed, nodes);
    var plan = Plan.of(graph);
    assertThat(plan.stops().keySet())
        .isEqualTo(new HashSet<>(graph.nodes().stream().map(GraphNode::id).toList()));
    for (var stop : plan.stops().values()) {
      var node = graph.node(stop.id()).orElseThrow().node();
      assertThat(stop.kind()).isEqualTo(node.kind());
      assertThat(stop.exits()).extracting(Plan.Exit::handle).isEqualTo(node.handles());
      assertThat(stop.family() == Family.ENDING).isEqualTo(node instanceof Node.Ending);
    }
  }
}
