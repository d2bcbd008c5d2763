package dev.parley.worker.outbound;

import dev.parley.conversation.Conversation;
import dev.parley.store.Accounts.Account;
import dev.parley.store.webhook.SigningSecrets.Credentials;
import java.util.Map;

/**
 * Delivers messages on a type of channel: one implementation per outside connector. It is called
 * without a transaction, and again with the same key until it succeeds.
 */
public interface ChannelConnector {

  /** Makes one attempt to send a message to the channel. */
  Attempt carry(Delivery delivery);

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
      Credentials credentials,
      String key) {}
}
