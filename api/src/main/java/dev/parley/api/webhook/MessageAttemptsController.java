package dev.parley.api.webhook;

import dev.parley.api.Transactions;
import dev.parley.api.outside.OutsideChecks;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.api.webhook.AttemptStore.Attempt;
import dev.parley.execution.Contract;
import dev.parley.store.webhook.Attempts;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /conversations/…/messages/…}: the attempts to deliver a message, and one more. */
@RestController
@RequestMapping("/api/v1/conversations/{id}/messages/{message}")
@Requires(Scope.CONVERSATIONS_READ)
@RequiresToWrite(Scope.CONVERSATIONS_WRITE)
class MessageAttemptsController {
  private final Transactions transactions;
  private final OutsideChecks outside;

  MessageAttemptsController(Transactions transactions, OutsideChecks outside) {
    this.transactions = transactions;
    this.outside = outside;
  }

  @Operation(
      operationId = "listMessageAttempts",
      summary = "List the attempts to deliver a message, oldest first")
  @GetMapping("/attempts")
  AttemptStore.Attempts list(@PathVariable String id, @PathVariable String message) {
    return transactions.read(
        tx -> AttemptStore.ofMessage(tx, AttemptStore.message(tx, id, message)));
  }

  /** The attempt has the key of the earlier ones, so that the receiver can recognize it. */
  @Operation(
      operationId = "sendMessageAgain",
      summary = "Send a message again, in one attempt, and return its outcome")
  @PostMapping("/send-again")
  Attempt sendAgain(
      @PathVariable String id, @PathVariable String message, HttpServletRequest request) {
    var attempt =
        transactions.write(tx -> {
          var again = AttemptStore.sendable(tx, id, message);
          return Attempts.ask(tx, again.account(), message, again.key(), Caller.of(request).name());
        });
    outside.check(Contract.SEND_AGAIN, attempt.toString());
    return transactions.read(tx -> AttemptStore.find(tx, attempt));
  }
}
