package dev.parley.worker.outbound;

import dev.parley.conversation.Conversation;
import dev.parley.store.Accounts.Account;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Delivers messages on a type of channel: one implementation per outside connector. It is called
 * without a transaction, and again with the same key until it succeeds.
 */
public interface ChannelConnector {

  /**
   * Sends one message to the channel.
   *
   * @return the channel's id for the message; null if there is none
   * @throws dev.parley.execution.StepFailure with the channel's reason if it rejects the message
   */
  @Nullable String carry(Delivery delivery);

  /**
   * A message for a customer.
   *
   * @param account the channel account it is sent from
   * @param contact the customer, as in templates; empty if unknown
   * @param key the same for every attempt, so that the channel recognizes a repetition
   */
  record Delivery(
      String message,
      String text,
      Conversation conversation,
      Map<String, Object> contact,
      Account account,
      String key) {}
}
