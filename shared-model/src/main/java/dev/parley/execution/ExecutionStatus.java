package dev.parley.execution;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where an execution stands (guide, "Execution history"). */
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

  /** The spelling in JSON and in the store. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #wire}. */
  public static ExecutionStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  /** Whether it has not ended. */
  public boolean open() {
    return this == PENDING || this == RUNNING;
  }
}
