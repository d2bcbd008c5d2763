package dev.parley.execution;

import java.util.Locale;

/** The state of a step. Only completed and reused are final. */
public enum StepStatus {
  RUNNING,
  WAITING,
  RETRYING,
  COMPLETED,
  FAILED,
  CANCELLED,
  /** Completed by the execution that this one was retried from. */
  REUSED;

  /** Returns the spelling used in JSON and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #wire}. */
  public static StepStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  /** Returns true if the step's result is final and it is never run again. */
  public boolean done() {
    return this == COMPLETED || this == REUSED;
  }
}
