package dev.parley.execution;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The state of an execution. */
public enum ExecutionStatus {
  @JsonProperty("pending")
  PENDING,
  @JsonProperty("running")
  RUNNING,
  @JsonProperty("completed")
  COMPLETED,
  @JsonProperty("failed")
  FAILED,
  @JsonProperty("cancelled")
  CANCELLED;

  /** Returns the spelling used in JSON and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #wire}. */
  public static ExecutionStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  /** Returns true if the execution has not ended. */
  public boolean open() {
    return this == PENDING || this == RUNNING;
  }
}
