package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Open while the conversation needs attention, otherwise resolved. */
public enum Status {
  @JsonProperty("open")
  OPEN,
  @JsonProperty("resolved")
  RESOLVED;

  /** Returns the spelling used in JSON and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
