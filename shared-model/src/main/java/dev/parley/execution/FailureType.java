package dev.parley.execution;

/**
 * Why a step or an execution failed, as Temporal's failure type and as the error's code. The author
 * of the workflow, a peer or the operator must act, as each says.
 */
public enum FailureType {
  /** What the author wrote cannot be carried out: mend the node. Not retried. */
  STEP_REFUSED("StepRefused", false),
  /** A peer answered that it will not do this: mend the node or the peer. Not retried. */
  PEER_REFUSED("PeerRefused", false),
  /** A request may have arrived without an answer and must not be repeated. Not retried. */
  OUTCOME_UNKNOWN("OutcomeUnknown", false),
  /** What the step needs has not been set up. Not retried. */
  NOT_CONFIGURED("NotConfigured", false),
  /** The execution was cancelled. Not retried. */
  EXECUTION_CANCELLED("ExecutionCancelled", false),
  /** The execution or its graph is not in the ledger. Not retried. */
  EXECUTION_UNKNOWN("ExecutionUnknown", false),
  /** A peer does not answer or says that it is overloaded. Retried. */
  PEER_UNAVAILABLE("PeerUnavailable", true),
  /** PostgreSQL does not answer. Retried. */
  STORE_UNAVAILABLE("StoreUnavailable", true),
  /** A fault of ours. Retried, so that a repaired worker goes on. */
  FAULT("Fault", true);

  private final String wire;
  private final boolean retried;

  FailureType(String wire, boolean retried) {
    this.wire = wire;
    this.retried = retried;
  }

  /** The name in Temporal and in the API. */
  public String wire() {
    return wire;
  }

  /** Whether trying again can help. */
  public boolean retried() {
    return retried;
  }
}
