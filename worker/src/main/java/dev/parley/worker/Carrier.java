package dev.parley.worker;

import dev.parley.conversation.Conversation;
import dev.parley.store.Accounts.Account;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages out on a kind of channel: one class for each connector that delivers outside.
 * Called without a transaction, again with the same key until it answers.
 */
interface Carrier {

  /**
   * Hands one message to the channel.
   *
   * @return the name that the channel gave it; null when it gives none
   * @throws dev.parley.execution.StepFailure with the channel's reason when it does not take it
   */
  @Nullable String carry(Delivery delivery);

  /**
   * A message for a customer.
   *
   * @param account of ours that it is sent from
   * @param contact the customer, as templates see one; empty when none is known
   * @param key the same for every attempt, by which the channel knows a repetition
   */
  record Delivery(
      String message,
      String text,
      Conversation conversation,
      Map<String, Object> contact,
      Account account,
      String key) {}
}
