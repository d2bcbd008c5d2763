package dev.parley.conversation;

import java.util.List;
import java.util.Optional;

/**
 * The chain of executions that caused an event, and where it must stop (design, "Events, order and
 * loops", layer 3). Layer 1, the blocked trigger and action pairs, is derived: an action is blocked
 * when {@code Node.causes()} names the workflow's own trigger.
 */
public final class Loops {

  /** No chain of executions is longer than this. */
  public static final int LONGEST_CHAIN = 8;

  /** More starts than this of one workflow on one conversation in an hour are held back. */
  public static final int STARTS_PER_HOUR = 20;

  private Loops() {}

  /** One execution in a chain, and the workflow it ran. */
  public record Cause(String executionId, String workflowId) {}

  /** Why a workflow was not started; the spelling is that of the API. */
  public enum Held {
    ALREADY_IN_CHAIN("already_in_chain"),
    CHAIN_TOO_LONG("chain_too_long"),
    TOO_MANY_STARTS("too_many_starts"),
    /** An event told of this creation of the conversation before, under another id. */
    ALREADY_CREATED("already_created");

    private final String wire;

    Held(String wire) {
      this.wire = wire;
    }

    /** The spelling in the API and in the store. */
    public String wire() {
      return wire;
    }
  }

  /**
   * Whether a workflow must not be started.
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
