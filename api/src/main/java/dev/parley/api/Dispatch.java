package dev.parley.api;

import java.util.List;
import java.util.UUID;

/** Starts executions on Temporal, soon after they were committed. */
public interface Dispatch {
  /** Takes these over; returns at once. What is lost here a sweeper finds. */
  void started(List<UUID> executions);
}
