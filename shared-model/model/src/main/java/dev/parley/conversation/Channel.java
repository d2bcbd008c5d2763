package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The channel on which a conversation takes place. */
public enum Channel {
  @JsonProperty("whatsapp")
  WHATSAPP("WhatsApp"),
  @JsonProperty("instagram")
  INSTAGRAM("Instagram"),
  @JsonProperty("facebook")
  FACEBOOK("Facebook"),
  @JsonProperty("webchat")
  WEBCHAT("WebChat");

  private final String title;

  Channel(String title) {
    this.title = title;
  }

  /** Returns the display name. */
  public String title() {
    return title;
  }

  /** Returns the spelling used in JSON and in the database. */
  public String wire() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
