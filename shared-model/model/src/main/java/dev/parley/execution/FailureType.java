package dev.parley.execution;

/**
 * The type of a step's or execution's failure, used as Temporal's failure type and as the error
 * code. Each type says who has to act: the workflow's author, a peer or the operator.
 */
public enum FailureType {
  /** The node's settings cannot be carried out; the author must fix the node. Not retried. */
  STEP_REFUSED("StepRefused", false),
  /** A peer rejected the request; fix the node or the peer. Not retried. */
  PEER_REFUSED("PeerRefused", false),
  /** A request may have arrived without an answer and must not be repeated. Not retried. */
  OUTCOME_UNKNOWN("OutcomeUnknown", false),
  /** Something that the step needs has not been configured. Not retried. */
  NOT_CONFIGURED("NotConfigured", false),
  /** The execution was cancelled. Not retried. */
  EXECUTION_CANCELLED("ExecutionCancelled", false),
  /** The execution or its graph is not in the ledger. Not retried. */
  EXECUTION_UNKNOWN("ExecutionUnknown", false),
  /** A peer does not respond or is overloaded. Retried. */
  PEER_UNAVAILABLE("PeerUnavailable", true),
  /** PostgreSQL does not respond. Retried. */
  STORE_UNAVAILABLE("StoreUnavailable", true),
  /** An administrator has stopped all workflows. Retried, until they continue. */
  STOPPED("Stopped", true),
  /** A defect of Parley. Retried, so that the run continues once the worker is fixed. */
  DEFECT("Fault", true);

  private final String wire;
  private final boolean retried;

  FailureType(String wire, boolean retried) {
    this.wire = wire;
    this.retried = retried;
  }

  /** Returns the name in Temporal and in the API. */
  public String wire() {
    return wire;
  }

  /**
   * Returns true if it says nothing about a call that an earlier attempt may have made, since it
   * comes from this side.
   */
  public boolean isOfOurs() {
    return this == STORE_UNAVAILABLE || this == STOPPED || this == DEFECT;
  }

  /** Returns true if failures of this type are retried. */
  public boolean retried() {
    return retried;
  }
}
