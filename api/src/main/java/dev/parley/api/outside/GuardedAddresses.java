package dev.parley.api.outside;

import dev.parley.api.Transactions;
import dev.parley.api.problem.Refusal;
import dev.parley.execution.Contract;
import dev.parley.store.webhook.AddressChecks;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the worker's guard about addresses before they are stored. */
@Component
public class GuardedAddresses {
  /** The message for text that is not a web address. */
  public static final String EXAMPLE =
      "Enter the address to post to, for example https://example.com/webhooks.";

  private final Transactions transactions;
  private final OutsideChecks outside;

  GuardedAddresses(Transactions transactions, OutsideChecks outside) {
    this.transactions = transactions;
    this.outside = outside;
  }

  /**
   * Checks the {@code /url} of a request.
   *
   * @throws Refusal 422 if the guard refuses it, 503 if the worker does not respond
   */
  public void check(String url) {
    var id = transactions.writeAside(tx -> AddressChecks.insert(tx, url.strip()));
    try {
      outside.check(Contract.CHECK_ADDRESS, id.toString());
    } catch (Refusal unanswered) {
      transactions.writeAside(tx -> AddressChecks.take(tx, id));
      throw unanswered;
    }
    var problem =
        transactions.writeAside(tx -> AddressChecks.take(tx, id)).map(AddressChecks.Answer::text);
    if (problem.isPresent() && !problem.get().isEmpty()) {
      throw Refusal.unsound("/url", "address-refused", problem.get());
    }
  }

  /**
   * Refuses a new address that would receive the secret header of another one.
   *
   * @param sent the header in the request
   */
  public static void keepHeader(
      @Nullable String before,
      @Nullable String header,
      @Nullable String url,
      @Nullable SecretHeader sent) {
    if (before != null
        && header != null
        && url != null
        && sent == null
        && !origin(url).equals(origin(before))) {
      throw Refusal.unsound(
          "/header",
          "header-again",
          "The secret header was entered for another address. Enter it again, or remove it.");
    }
  }

  private static String origin(String url) {
    return WebAddress.origin(URI.create(url.strip()));
  }
}
