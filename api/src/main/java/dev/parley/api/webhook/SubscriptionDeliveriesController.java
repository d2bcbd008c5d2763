package dev.parley.api.webhook;

import dev.parley.api.Transactions;
import dev.parley.api.outside.OutsideChecks;
import dev.parley.api.outside.SigningKeys;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.Scope;
import dev.parley.api.webhook.AttemptStore.Attempt;
import dev.parley.api.webhook.DeliveryStore.DeliveryStatus;
import dev.parley.api.webhook.DeliveryStore.DeliveryView;
import dev.parley.execution.Contract;
import dev.parley.store.webhook.Attempts;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /subscriptions/…}: the signing secrets of a subscription, and its deliveries. */
@RestController
@RequestMapping("/api/v1/subscriptions/{id}")
@Requires(Scope.SETTINGS_WRITE)
class SubscriptionDeliveriesController {
  private final Transactions transactions;
  private final OutsideChecks outside;
  private final SigningKeys keys;

  SubscriptionDeliveriesController(
      Transactions transactions, OutsideChecks outside, SigningKeys keys) {
    this.transactions = transactions;
    this.outside = outside;
    this.keys = keys;
  }

  @Operation(
      operationId = "listSubscriptionSigningSecrets",
      summary = "List the active signing secrets of a subscription, without their values")
  @GetMapping("/signing-secrets")
  SigningKeys.All secrets(@PathVariable String id) {
    return transactions.read(tx -> keys.list(tx, SubscriptionStore.known(tx, id)));
  }

  @Operation(
      operationId = "createSubscriptionSigningSecret",
      summary = "Create a signing secret, which is shown once and signs together with the old one")
  @PostMapping("/signing-secrets")
  ResponseEntity<SigningKeys.Made> make(@PathVariable String id) {
    var made = transactions.write(tx -> keys.make(tx, SubscriptionStore.lock(tx, id)));
    return ResponseEntity.created(
            URI.create("/api/v1/subscriptions/" + id + "/signing-secrets/" + made.id()))
        .body(made);
  }

  @Operation(
      operationId = "endSubscriptionSigningSecret",
      summary = "End a signing secret, once the receiver has the other one")
  @DeleteMapping("/signing-secrets/{secret}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> end(@PathVariable String id, @PathVariable String secret) {
    transactions.write(tx -> {
      keys.end(tx, SubscriptionStore.lock(tx, id), secret);
      return true;
    });
    return ResponseEntity.noContent().build();
  }

  @Operation(
      operationId = "listSubscriptionDeliveries",
      summary = "List the deliveries to a subscription, newest first")
  @GetMapping("/deliveries")
  Page<DeliveryView> deliveries(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable DeliveryStatus status,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return transactions.read(tx ->
        DeliveryStore.deliveries(
            tx, SubscriptionStore.known(tx, id), status, cursor, Page.limit(limit)));
  }

  @Operation(
      operationId = "listDeliveryAttempts",
      summary = "List the attempts at a delivery, oldest first")
  @GetMapping("/deliveries/{delivery}/attempts")
  AttemptStore.Attempts attempts(@PathVariable String id, @PathVariable String delivery) {
    return transactions.read(tx ->
        AttemptStore.ofDelivery(
            tx, DeliveryStore.delivery(tx, SubscriptionStore.known(tx, id), delivery).id()));
  }

  /** The attempt has the id of the earlier ones, so that the receiver can recognize it. */
  @Operation(
      operationId = "sendDeliveryAgain",
      summary = "Send an event again, in one attempt, and return its outcome")
  @PostMapping("/deliveries/{delivery}/send-again")
  Attempt sendAgain(
      @PathVariable String id, @PathVariable String delivery, HttpServletRequest request) {
    var attempt =
        transactions.write(tx -> {
          var subscription = SubscriptionStore.known(tx, id);
          var found = DeliveryStore.delivery(tx, subscription, delivery);
          if (found.status() == DeliveryStatus.PENDING) {
            throw Refusal.conflict(
                "delivery-pending", "Parley is still trying to deliver this event.");
          }
          return ask(tx, subscription, found.id(), request);
        });
    return sent(attempt);
  }

  @Operation(
      operationId = "pingSubscription",
      summary = "Send a test event to a subscription, in one attempt, and return its outcome")
  @PostMapping("/ping")
  Attempt ping(@PathVariable String id, HttpServletRequest request) {
    var attempt =
        transactions.write(tx -> {
          var subscription = SubscriptionStore.known(tx, id);
          return ask(tx, subscription, DeliveryStore.ping(tx, subscription), request);
        });
    return sent(attempt);
  }

  private static UUID ask(
      DSLContext tx, UUID subscription, UUID delivery, HttpServletRequest request) {
    return Attempts.askDelivery(tx, subscription, delivery, Caller.of(request).name());
  }

  private Attempt sent(UUID attempt) {
    outside.check(Contract.SEND_AGAIN, attempt.toString());
    return transactions.read(tx -> AttemptStore.find(tx, attempt));
  }
}
