package dev.parley.conversation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a new session begins within a conversation: with the customer's first message after it was
 * resolved, or after nobody has said anything for a set time.
 */
public final class Sessions {
  /** How long a silence ends a session, unless it was set otherwise. */
  public static final Duration SILENCE = Duration.ofHours(24);

  private Sessions() {}

  /**
   * Whether a customer's message begins a session.
   *
   * @param lastMessage when anybody said something last; null when nobody did, so that the session
   *     which began with the conversation goes on
   * @param resolved when it was resolved, if it was since the session began
   * @param at when the message was sent; one that is older than what is known begins nothing
   */
  public static boolean begins(
      @Nullable Instant lastMessage, @Nullable Instant resolved, Instant at, Duration silence) {
    if (resolved != null && !at.isBefore(resolved)) {
      return true;
    }
    return lastMessage != null && !at.isBefore(lastMessage.plus(silence));
  }
}
