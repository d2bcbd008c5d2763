package dev.parley.api.webhook;

import dev.parley.api.Transactions;
import dev.parley.api.outside.SigningKeys;
import dev.parley.api.page.Page;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.api.webhook.AttemptStore.Attempt;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
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

/** {@code /channels/…}: the signing secrets of a webhook, and its latest attempts. */
@RestController
@RequestMapping("/api/v1/channels/{id}")
@Requires(Scope.CATALOGS_READ)
@RequiresToWrite(Scope.SETTINGS_WRITE)
class ChannelSigningController {
  private final Transactions transactions;
  private final SigningKeys keys;

  ChannelSigningController(Transactions transactions, SigningKeys keys) {
    this.transactions = transactions;
    this.keys = keys;
  }

  @Operation(
      operationId = "listChannelSigningSecrets",
      summary = "List the active signing secrets of a channel account, without their values")
  @GetMapping("/signing-secrets")
  SigningKeys.All secrets(@PathVariable String id) {
    return transactions.read(tx -> keys.list(tx, WebhookStore.account(tx, id)));
  }

  @Operation(
      operationId = "createChannelSigningSecret",
      summary = "Create a signing secret, which is shown once and signs together with the old one")
  @PostMapping("/signing-secrets")
  ResponseEntity<SigningKeys.Made> make(@PathVariable String id) {
    var made = transactions.write(tx -> keys.make(tx, WebhookStore.lockWebhook(tx, id)));
    return ResponseEntity.created(
            URI.create("/api/v1/channels/" + id + "/signing-secrets/" + made.id()))
        .body(made);
  }

  @Operation(
      operationId = "endChannelSigningSecret",
      summary = "End a signing secret, once the receiver has the other one")
  @DeleteMapping("/signing-secrets/{secret}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> end(@PathVariable String id, @PathVariable String secret) {
    transactions.write(tx -> {
      keys.end(tx, WebhookStore.lockWebhook(tx, id), secret);
      return true;
    });
    return ResponseEntity.noContent().build();
  }

  @Operation(
      operationId = "listChannelAttempts",
      summary = "List the attempts to deliver messages on a channel account, newest first")
  @GetMapping("/attempts")
  Page<Attempt> attempts(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return transactions.read(
        tx -> AttemptStore.ofOwner(tx, WebhookStore.account(tx, id), cursor, Page.limit(limit)));
  }
}
