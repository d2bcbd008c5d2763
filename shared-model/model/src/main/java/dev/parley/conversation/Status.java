package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Open while the conversation needs attention, otherwise resolved. */
public enum Status {
  @JsonProperty("open")
  OPEN("Open"),
  @JsonProperty("resolved")
  RESOLVED("Resolved");

  private final String title;

  Status(String title) {
    this.title = title;
  }

  /** The name on screen. */
  public String title() {
    return title;
  }

  /** Returns the spelling used in JSON and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
