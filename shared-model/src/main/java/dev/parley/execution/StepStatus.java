package dev.parley.execution;

import java.util.Locale;

/** Where a step stands. Only completed and reused are final. */
public enum StepStatus {
  RUNNING,
  WAITING,
  RETRYING,
  COMPLETED,
  FAILED,
  CANCELLED,
  /** Completed by the execution that this one was retried from. */
  REUSED;

  /** The spelling in JSON and in the store. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #wire}. */
  public static StepStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  /** Whether its result stands and it is never carried out again. */
  public boolean done() {
    return this == COMPLETED || this == REUSED;
  }
}
