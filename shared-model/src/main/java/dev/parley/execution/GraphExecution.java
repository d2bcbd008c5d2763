package dev.parley.execution;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One execution as Temporal runs it. Workflow id: the execution's id. It carries positions only;
 * what people said and wrote stays in PostgreSQL.
 */
@WorkflowInterface
public interface GraphExecution {

  /** Walks the plan to its end; fails when a step fails. */
  @WorkflowMethod(name = Contract.WORKFLOW_TYPE)
  void run(Start start);

  /** Hears that the activity of this node failed and will be tried again. */
  @SignalMethod(name = Contract.RETRYING)
  void retrying(String node);
}
