package dev.parley.execution;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Checks something outside the system. Only the worker reaches out, so the api asks it to through
 * this workflow. The outcome is written to PostgreSQL; an unavailable peer is an outcome, not a
 * failure.
 */
@WorkflowInterface
public interface OutsideCheck {

  /**
   * Runs one check.
   *
   * @param what {@link Contract#CHECK_SKILL_SET} or another of {@link Contract#CHECKS}
   * @param id of the object to check
   */
  @WorkflowMethod(name = Contract.CHECK_TYPE)
  void run(String what, String id);
}
