package dev.parley.execution;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * The Temporal workflow of one execution. Its workflow id is the execution's id. It carries
 * positions only; conversation content stays in PostgreSQL.
 */
@WorkflowInterface
public interface GraphExecution {

  /** Follows the plan to its end; fails if a step fails. */
  @WorkflowMethod(name = Contract.WORKFLOW_TYPE)
  void run(Start start);

  /** Handles the signal that this node's activity failed and will be retried. */
  @SignalMethod(name = Contract.RETRYING)
  void retrying(String node);
}
