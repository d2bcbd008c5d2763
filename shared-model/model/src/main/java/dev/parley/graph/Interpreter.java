package dev.parley.graph;

import dev.parley.graph.Plan.Family;
import dev.parley.graph.Plan.Stop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides the next move of an execution. Pure, because workflow code calls it: the same plan and
 * handle always give the same move.
 */
public final class Interpreter {
  private Interpreter() {}

  /** The next thing to do. */
  public sealed interface Move {
    /**
     * Run this node, then call {@link #after}.
     *
     * @param closing the handles of the node that end the run, each with the End nodes passed in
     *     that case (one or none): a step that takes such a handle also closes the execution
     */
    record Visit(Stop stop, Map<String, List<String>> closing) implements Move {}

    /** The last step has closed the execution; nothing is left to do. */
    record Ended() implements Move {}
  }

  /** Returns the first move of a run, after the trigger. */
  public static Move first(Plan plan) {
    return visit(plan, plan.start());
  }

  /**
   * Returns the move after leaving a stop.
   *
   * @throws IllegalArgumentException if the stop has no such handle
   */
  public static Move after(Plan plan, Stop left, String handle) {
    var target = left.target(handle);
    return closes(plan, target) ? new Move.Ended() : visit(plan, target);
  }

  private static Move visit(Plan plan, String id) {
    var stop = plan.stop(id);
    var closing = new LinkedHashMap<String, List<String>>();
    for (var exit : stop.exits()) {
      if (closes(plan, exit.target())) {
        var ends = exit.target().equals(Plan.NOWHERE) ? List.<String>of() : List.of(exit.target());
        closing.put(exit.handle(), ends);
      }
    }
    return new Move.Visit(stop, closing);
  }

  private static boolean closes(Plan plan, String target) {
    return target.equals(Plan.NOWHERE) || plan.stop(target).family() == Family.ENDING;
  }
}
