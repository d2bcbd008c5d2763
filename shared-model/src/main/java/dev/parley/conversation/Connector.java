package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What delivers the messages of a channel account. Inside, a message is delivered once it is in the
 * store, where the customer's side reads it. Outside, the worker hands it to the channel.
 */
public enum Connector {
  /** In the store: the chat on a web page, and whatever reads messages through the API. */
  @JsonProperty("store")
  STORE(false),
  /** Posts each message to an address. */
  @JsonProperty("webhook")
  WEBHOOK(true);

  private final boolean outside;

  Connector(boolean outside) {
    this.outside = outside;
  }

  /** Whether delivering leaves the system. */
  public boolean outside() {
    return outside;
  }

  /** The spelling in JSON and in the store. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The connector of that spelling, if there is one. */
  public static Optional<Connector> of(String wire) {
    return Arrays.stream(values()).filter(one -> one.wire().equals(wire)).findFirst();
  }
}
