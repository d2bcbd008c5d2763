package dev.parley.api.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The status of a workflow. */
enum WorkflowStatus {
  @JsonProperty("draft")
  DRAFT,
  @JsonProperty("active")
  ACTIVE,
  @JsonProperty("paused")
  PAUSED,
  @JsonProperty("archived")
  ARCHIVED;

  /** Returns the spelling used in JSON and in the database. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #wire}. */
  static WorkflowStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
