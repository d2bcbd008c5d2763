package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Whether a conversation still needs somebody. */
public enum Status {
  @JsonProperty("open")
  OPEN,
  @JsonProperty("resolved")
  RESOLVED;

  /** The spelling in JSON and in the store. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
