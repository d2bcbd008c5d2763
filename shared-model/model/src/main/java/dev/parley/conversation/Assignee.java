package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The user (a team member) or persona (an AI agent) that a conversation is assigned to. */
public record Assignee(Type type, String id) {

  /** User or persona. */
  public enum Type {
    @JsonProperty("user")
    USER,
    @JsonProperty("persona")
    PERSONA;

    /** Returns the spelling used in JSON and in the database. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
