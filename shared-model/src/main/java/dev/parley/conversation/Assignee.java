package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who looks after a conversation: a user (a team member) or a persona (an AI agent). */
public record Assignee(Type type, String id) {

  /** Which of the two it is. */
  public enum Type {
    @JsonProperty("user")
    USER,
    @JsonProperty("persona")
    PERSONA;

    /** The spelling in JSON and in the store. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
