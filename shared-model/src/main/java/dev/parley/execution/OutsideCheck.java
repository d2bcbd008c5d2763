package dev.parley.execution;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Asks something outside how it is: the worker alone reaches out, so the api asks it through here.
 * What was learnt is in PostgreSQL afterwards; a failing peer is no failure of this.
 */
@WorkflowInterface
public interface OutsideCheck {

  /**
   * Checks once.
   *
   * @param what {@link Contract#CHECK_SKILL_SET} or another activity of that kind
   * @param id of what is to be checked
   */
  @WorkflowMethod(name = Contract.CHECK_TYPE)
  void run(String what, String id);
}
