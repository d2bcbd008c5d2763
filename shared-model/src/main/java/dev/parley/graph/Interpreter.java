package dev.parley.graph;

import dev.parley.graph.Plan.Family;
import dev.parley.graph.Plan.Stop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where an execution goes next. Nothing else decides that. Pure, and called from workflow code: the
 * same plan and handle give the same move, for ever.
 */
public final class Interpreter {
  private Interpreter() {}

  /** What to do next. */
  public sealed interface Move {
    /**
     * Carry this node out, then ask {@link #after}.
     *
     * @param closing the handles of it that end the run, each with the End nodes passed then (one
     *     or none): the step that takes one also closes the execution
     */
    record Visit(Stop stop, Map<String, List<String>> closing) implements Move {}

    /** The last step has closed the execution; nothing is left to do. */
    record Ended() implements Move {}
  }

  /** The first move of a run: the trigger, whose event has already happened. */
  public static Move first(Plan plan) {
    return visit(plan, plan.start());
  }

  /**
   * The move after a stop was left.
   *
   * @throws IllegalArgumentException when the stop has no such handle
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
