package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The delivery mechanism of a channel account. An inside connector delivers by storing: the
 * customer's side reads messages from the store. For an outside connector, the worker sends each
 * message to the channel.
 */
public enum Connector {
  /** The store itself: web chat, and any client that reads messages through the API. */
  @JsonProperty("store")
  STORE(false),
  /** Posts each message to a URL. */
  @JsonProperty("webhook")
  WEBHOOK(true);

  private final boolean outside;

  Connector(boolean outside) {
    this.outside = outside;
  }

  /** Returns true if delivery leaves the system. */
  public boolean outside() {
    return outside;
  }

  /** Returns the spelling used in JSON and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the connector with that spelling, if there is one. */
  public static Optional<Connector> of(String wire) {
    return Arrays.stream(values()).filter(one -> one.wire().equals(wire)).findFirst();
  }
}
