package dev.parley.api.dispatch;

import java.util.List;
import java.util.UUID;

/** Starts executions on Temporal soon after they were committed. */
public interface Dispatch {
  /** Accepts executions for dispatch; returns at once. A sweeper finds any that get lost. */
  void started(List<UUID> executions);
}
