package dev.parley.api.catalogue;

import java.util.List;

/** The workflows that use something, for the warning before it is archived. */
record Uses(List<Use> items) {

  /**
   * One workflow.
   *
   * @param active its active version uses it, so that runs to come do too
   * @param newest its working copy or newest version uses it
   * @param nodes where, each node once
   */
  record Use(
      String workflowId,
      String workflowName,
      String status,
      boolean active,
      boolean newest,
      List<NodeUse> nodes) {}

  /** A node that refers to it. */
  record NodeUse(String id, String name) {}
}
