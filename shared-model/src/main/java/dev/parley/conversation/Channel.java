package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a conversation is held (guide, "Available condition fields"). */
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

  /** The guide's spelling, for people. */
  public String title() {
    return title;
  }

  /** The spelling in JSON and in the store. */
  public String wire() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
