package dev.parley.api.catalogue;

import java.util.List;

/** The workflows that use an item, for the warning before it is archived. */
public record Uses(List<Use> items) {

  /**
   * One workflow.
   *
   * @param active true if its active version uses the item, so that future runs do too
   * @param newest true if its working copy or newest version uses the item
   * @param nodes the nodes that use it, without duplicates
   */
  record Use(
      String workflowId,
      String workflowName,
      String status,
      boolean active,
      boolean newest,
      List<NodeUse> nodes) {}

  /** A node that refers to the item. */
  record NodeUse(String id, String name) {}
}
