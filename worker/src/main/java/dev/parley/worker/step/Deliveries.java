package dev.parley.worker.step;

import dev.parley.conversation.Connector;
import dev.parley.conversation.Conversation;
import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.execution.StepResult;
import dev.parley.node.Node;
import dev.parley.store.Accounts;
import dev.parley.store.Conversations;
import dev.parley.store.Ids;
import dev.parley.store.Ledger;
import dev.parley.store.Ledger.Claim;
import dev.parley.store.Ledger.Completed;
import dev.parley.store.Ledger.Done;
import dev.parley.store.Messages;
import dev.parley.store.Snapshots;
import dev.parley.store.webhook.Attempts;
import dev.parley.store.webhook.Attempts.Outcome;
import dev.parley.store.webhook.SigningSecrets;
import dev.parley.worker.database.Database;
import dev.parley.worker.outbound.Attempt;
import dev.parley.worker.outbound.ChannelConnector;
import dev.parley.worker.outbound.ChannelConnector.Delivery;
import dev.parley.worker.step.Steps.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends stored messages to their channels, without holding a transaction during the call. A step
 * completes when its channel has accepted the message, and fails with the channel's reason if it
 * does not. Messages of a conversation are sent in their order, and every attempt is recorded.
 */
public final class Deliveries {
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Database database;
  private final Map<Connector, ChannelConnector> connectors;

  /** Deliveries, each by what serves the connector of its channel. */
  public Deliveries(Database database, Map<Connector, ChannelConnector> connectors) {
    this.database = database;
    this.connectors = connectors;
  }

  StepResult deliver(Visit visit) {
    return switch (prepare(visit)) {
      case Prepared.Recorded recorded -> recorded.result();
      case Prepared.Ready ready -> {
        var delivery = ready.delivery();
        var begun = System.nanoTime();
        var attempt = connectorOf(delivery).carry(delivery);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        yield switch (attempt) {
          case Attempt.Accepted accepted ->
              finish(visit, delivery, accepted, new Outcome(accepted.status(), null, took));
          case Attempt.Failed failed -> throw failed(visit, delivery, failed, took);
        };
      }
    };
  }

  private sealed interface Prepared {
    record Recorded(StepResult result) implements Prepared {}

    record Ready(Delivery delivery) implements Prepared {}
  }

  private Prepared prepare(Visit visit) {
    return database.write(tx ->
        switch (visit.claim(tx)) {
          case Claim.Recorded(var step) -> new Prepared.Recorded(Steps.recorded(step));
          case Claim.Fresh _, Claim.Resumed _ -> new Prepared.Ready(delivery(tx, visit));
        });
  }

  private static Delivery delivery(DSLContext tx, Visit visit) {
    var execution = visit.execution();
    var message =
        Messages.pending(tx, execution.id(), visit.node().id())
            .orElseThrow(() ->
                new StepFailure(
                    FailureType.STEP_REFUSED, "the message no longer waits for its channel"));
    Messages.waitingBefore(tx, message.id())
        .ifPresent(since -> {
          throw waits(since);
        });
    var now = Conversations.read(tx, execution.conversationId()).orElseThrow(Steps::gone);
    return delivery(tx, now, message.id(), message.text(), CallingSteps.key(visit));
  }

  private static Delivery delivery(
      DSLContext tx, Conversation now, String message, String text, String key) {
    var account =
        Accounts.outside(tx, now)
            .orElseThrow(() ->
                new StepFailure(
                    FailureType.NOT_CONFIGURED,
                    "the conversation's channel account is gone",
                    "The channel account of this message is archived."));
    var contact = now.contactId();
    return new Delivery(
        message,
        text,
        now,
        contact == null ? Map.of() : Snapshots.contact(tx, contact),
        account,
        SigningSecrets.ofAccount(tx, account.id()),
        key);
  }

  /** The longer the earlier message has been tried, the rarer its attempts. */
  private static StepFailure waits(Instant since) {
    var quarter = Duration.between(since, Instant.now()).dividedBy(4);
    var shortest = quarter.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : quarter;
    return new StepFailure(
        FailureType.PEER_UNAVAILABLE,
        "waits for an earlier message",
        "An earlier message of this conversation is still being sent, and messages keep their"
            + " order.",
        shortest.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : shortest);
  }

  private StepFailure failed(
      Visit visit, Delivery delivery, Attempt.Failed attempt, Duration took) {
    var failure = attempt.failure();
    var outcome = new Outcome(attempt.status(), failure.detail(), took);
    database.write(tx -> {
      record(tx, visit, delivery, outcome);
      if (!failure.type().retried()) {
        Messages.refused(tx, delivery.message(), failure.detail());
      }
      return visit.id();
    });
    return failure;
  }

  private static void record(DSLContext tx, Visit visit, Delivery delivery, Outcome outcome) {
    Attempts.record(
        tx,
        delivery.account().id(),
        delivery.message(),
        delivery.key(),
        visit.info().getAttempt(),
        outcome);
  }

  private ChannelConnector connectorOf(Delivery delivery) {
    var connector = delivery.account().connector();
    return Optional.ofNullable(connectors.get(connector))
        .orElseThrow(() ->
            new StepFailure(
                FailureType.NOT_CONFIGURED,
                "no delivery for this connector",
                "This version cannot deliver through the connector \"" + connector.wire() + "\"."));
  }

  private StepResult finish(
      Visit visit, Delivery delivery, Attempt.Accepted accepted, Outcome outcome) {
    return database.write(tx -> {
      var execution = visit.execution();
      var _ = Conversations.lock(tx, execution.conversationId()).orElseThrow(Steps::gone);
      return Steps.once(
          tx,
          visit,
          _ -> {
            record(tx, visit, delivery, outcome);
            return accepted(tx, visit, delivery, accepted.name());
          });
    });
  }

  private static StepResult accepted(
      DSLContext tx, Visit visit, Delivery delivery, @Nullable String name) {
    Messages.delivered(tx, delivery.message(), name);
    var output = new LinkedHashMap<String, Object>();
    output.put("delivered", true);
    if (name != null) {
      output.put("channelMessageId", name);
    }
    var done = new Done(Node.NEXT, null, output, visit.info().getAttempt());
    Ledger.complete(tx, visit.execution(), new Completed(visit.node(), done, visit.closing()));
    return StepResult.left(Node.NEXT, "accepted by the channel");
  }

  /** Makes the attempt that a person asked for and records its outcome. */
  void sendAgain(String id) {
    var key = Ids.read(id).orElseThrow(Deliveries::gone);
    var delivery = database.write(tx -> toSendAgain(tx, key)).orElseThrow(Deliveries::gone);
    var begun = System.nanoTime();
    var attempt = connectorOf(delivery).carry(delivery);
    var took = Duration.ofNanos(System.nanoTime() - begun);
    database.write(tx -> {
      var _ = Conversations.lock(tx, delivery.conversation().id()).orElseThrow(Steps::gone);
      switch (attempt) {
        case Attempt.Accepted accepted -> {
          Attempts.end(tx, key, new Outcome(accepted.status(), null, took));
          Messages.resent(tx, delivery.message(), accepted.name());
        }
        case Attempt.Failed failed ->
            Attempts.end(tx, key, new Outcome(failed.status(), failed.failure().detail(), took));
      }
      return key;
    });
  }

  private static Optional<Delivery> toSendAgain(DSLContext tx, UUID id) {
    return Attempts.asked(tx, id)
        .flatMap(asked ->
            Messages.toResend(tx, asked.message())
                .map(message ->
                    delivery(
                        tx,
                        Conversations.read(tx, message.conversationId()).orElseThrow(Steps::gone),
                        message.id(),
                        message.text(),
                        asked.key())));
  }

  private static StepFailure gone() {
    return new StepFailure(FailureType.STEP_REFUSED, "nothing is to be sent again");
  }
}
