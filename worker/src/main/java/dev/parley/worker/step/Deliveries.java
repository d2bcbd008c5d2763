package dev.parley.worker.step;

import dev.parley.conversation.Connector;
import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.execution.StepResult;
import dev.parley.node.Node;
import dev.parley.store.Accounts;
import dev.parley.store.Conversations;
import dev.parley.store.Ledger;
import dev.parley.store.Ledger.Claim;
import dev.parley.store.Ledger.Completed;
import dev.parley.store.Ledger.Done;
import dev.parley.store.Messages;
import dev.parley.store.Snapshots;
import dev.parley.worker.database.Database;
import dev.parley.worker.outbound.ChannelConnector;
import dev.parley.worker.outbound.ChannelConnector.Delivery;
import dev.parley.worker.step.Steps.Visit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends stored messages to their channels, without holding a transaction during the call. A step
 * completes when its channel has accepted the message, and fails with the channel's reason if it
 * does not.
 */
public final class Deliveries {
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
        var name = carry(visit, ready.delivery());
        yield finish(visit, ready.delivery(), name);
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
    var now = Conversations.read(tx, execution.conversationId()).orElseThrow(Steps::gone);
    var account =
        Accounts.outside(tx, now)
            .orElseThrow(() ->
                new StepFailure(
                    FailureType.NOT_CONFIGURED,
                    "the conversation's channel account is gone",
                    "The channel account of this message is archived."));
    var contact = now.contactId();
    return new Delivery(
        message.id(),
        message.text(),
        now,
        contact == null ? Map.of() : Snapshots.contact(tx, contact),
        account,
        CallingSteps.key(visit));
  }

  private @Nullable String carry(Visit visit, Delivery delivery) {
    try {
      return connectorOf(delivery.account().connector()).carry(delivery);
    } catch (StepFailure failure) {
      if (!failure.type().retried()) {
        database.write(tx -> {
          Messages.refused(tx, delivery.message(), failure.detail());
          return visit.id();
        });
      }
      throw failure;
    }
  }

  private ChannelConnector connectorOf(Connector connector) {
    return Optional.ofNullable(connectors.get(connector))
        .orElseThrow(() ->
            new StepFailure(
                FailureType.NOT_CONFIGURED,
                "no delivery for this connector",
                "This version cannot deliver through the connector \"" + connector.wire() + "\"."));
  }

  private StepResult finish(Visit visit, Delivery delivery, @Nullable String name) {
    return database.write(tx -> {
      var execution = visit.execution();
      var _ = Conversations.lock(tx, execution.conversationId()).orElseThrow(Steps::gone);
      return Steps.once(tx, visit, _ -> accepted(tx, visit, delivery, name));
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
}
