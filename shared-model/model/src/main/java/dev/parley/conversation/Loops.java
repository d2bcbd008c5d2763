package dev.parley.conversation;

import java.util.List;
import java.util.Optional;

/**
 * Loop protection by the chain of executions that caused an event. It complements the static rule,
 * which blocks an action if {@code Node.causes()} contains the workflow's own trigger.
 */
public final class Loops {

  /** The maximum length of a chain of executions. */
  public static final int LONGEST_CHAIN = 8;

  /**
   * The most starts of one workflow on one conversation within an hour; further starts are held
   * back.
   */
  public static final int STARTS_PER_HOUR = 20;

  private Loops() {}

  /** One execution in a chain, with its workflow. */
  public record Cause(String executionId, String workflowId) {}

  /** The reason why a workflow was not started, spelled as in the API. */
  public enum Held {
    ALREADY_IN_CHAIN("already_in_chain"),
    CHAIN_TOO_LONG("chain_too_long"),
    TOO_MANY_STARTS("too_many_starts"),
    /** An event with another id already reported that this conversation was created. */
    ALREADY_CREATED("already_created");

    private final String wire;

    Held(String wire) {
      this.wire = wire;
    }

    /** Returns the spelling used in the API and in the database. */
    public String wire() {
      return wire;
    }
  }

  /**
   * Returns the reason for not starting a workflow, or empty if it may start.
   *
   * @param chain the executions that caused the event, first cause first
   * @param startsInLastHour of this workflow on this conversation
   */
  public static Optional<Held> held(List<Cause> chain, String workflowId, int startsInLastHour) {
    if (chain.stream().anyMatch(cause -> cause.workflowId().equals(workflowId))) {
      return Optional.of(Held.ALREADY_IN_CHAIN);
    }
    if (chain.size() >= LONGEST_CHAIN) {
      return Optional.of(Held.CHAIN_TOO_LONG);
    }
    if (startsInLastHour >= STARTS_PER_HOUR) {
      return Optional.of(Held.TOO_MANY_STARTS);
    }
    return Optional.empty();
  }
}
