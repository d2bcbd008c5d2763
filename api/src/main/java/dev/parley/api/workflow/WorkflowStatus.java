package dev.parley.api.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a workflow stands (guide, "Workflow statuses"). */
enum WorkflowStatus {
  @JsonProperty("draft")
  DRAFT,
  @JsonProperty("active")
  ACTIVE,
  @JsonProperty("paused")
  PAUSED,
  @JsonProperty("archived")
  ARCHIVED;

  /** The spelling in JSON and in the store. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #wire}. */
  static WorkflowStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
