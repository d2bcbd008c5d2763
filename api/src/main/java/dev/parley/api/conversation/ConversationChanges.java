package dev.parley.api.conversation;

import dev.parley.api.Causation;
import dev.parley.api.Transactions;
import dev.parley.api.dispatch.Dispatch;
import dev.parley.api.problem.Refusal;
import dev.parley.conversation.Change;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Loops.Cause;
import dev.parley.store.Accounts;
import dev.parley.store.ChangeEvents;
import dev.parley.store.Conversations;
import dev.parley.store.Conversations.Author;
import dev.parley.store.Conversations.Locked;
import dev.parley.store.Events;
import dev.parley.store.Events.Fact;
import dev.parley.store.Events.Started;
import dev.parley.store.Ids;
import dev.parley.store.Messages;
import dev.parley.store.Snapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes made by users: the same changes that steps make, with their events. */
@Component
class ConversationChanges {
  private static final String SOURCE = "/parley/inbox";

  private final Transactions transactions;
  private final Dispatch dispatch;
  private final Causation causation;

  ConversationChanges(Transactions transactions, Dispatch dispatch, Causation causation) {
    this.transactions = transactions;
    this.dispatch = dispatch;
    this.causation = causation;
  }

  /**
   * One transaction of a user's action, with the events it records and the executions it starts.
   */
  static final class Act {
    final DSLContext tx;
    private final String actor;
    private final List<Cause> chain;
    private final List<UUID> started = new ArrayList<>();

    private Act(DSLContext tx, String actor, List<Cause> chain) {
      this.tx = tx;
      this.actor = actor;
      this.chain = chain;
    }

    Conversation lock(String id) {
      return lockWithSession(id).conversation();
    }

    Locked lockWithSession(String id) {
      return Conversations.lockWithSession(tx, id)
          .filter(found -> !found.conversation().sandbox())
          .orElseThrow(() -> Refusal.notFound("conversation", id));
    }

    void record(Fact fact) {
      var recorded = Events.record(tx, fact);
      ConversationStore.sign(tx, recorded.event(), actor);
      recorded.executions().stream().map(Started::executionId).forEach(started::add);
    }

    void record(EventType type, Conversation conversation, Map<String, Object> data) {
      record(
          new Fact(
              SOURCE, Ids.next().toString(), type, Instant.now(), conversation.id(), data, chain));
    }
  }

  /** Runs an action in one transaction and dispatches the executions it starts after the commit. */
  <T> T act(String actor, Function<Act, T> work) {
    var chain = causation.ofRequest();
    var started = new ArrayList<UUID>();
    var result =
        transactions.write(tx -> {
          var act = new Act(tx, actor, chain);
          T done = work.apply(act);
          started.clear();
          started.addAll(act.started);
          return done;
        });
    dispatch.started(started);
    return result;
  }

  /**
   * Makes changes to a conversation.
   *
   * @param locked runs a check once the conversation is locked
   */
  void make(String id, String actor, List<Change> changes, Consumer<DSLContext> locked) {
    act(
        actor,
        act -> {
          var now = act.lock(id);
          locked.accept(act.tx);
          for (var change : changes) {
            var effect = Conversations.apply(act.tx, now, change, author(actor));
            ChangeEvents.of(act.tx, effect, SOURCE, act.chain).forEach(act::record);
            now = effect.after();
          }
          return now;
        });
  }

  /** Sends a message to the customer and returns its id. */
  String say(String id, String actor, String text) {
    return act(
        actor,
        act -> {
          var now = act.lock(id);
          if (Accounts.outside(act.tx, now).isPresent()) {
            throw Refusal.unsound(
                "/text",
                "channel-outside",
                "Only workflows can send messages on this channel; manual replies are not sent to"
                    + " it.");
          }
          return Messages.say(act.tx, now, text, author(actor));
        });
  }

  /** Sends a message in the customer's place, for a simulated customer, and returns its id. */
  String receive(String id, String actor, String text) {
    return act(
        actor,
        act -> {
          var message = Ids.next().toString();
          var locked = act.lockWithSession(id);
          if (Accounts.outside(act.tx, locked.conversation()).isPresent()) {
            throw Refusal.unsound(
                "/as",
                "channel-outside",
                "The customer of this conversation uses an outside channel; only where"
                    + " messages stay in the store can a customer be simulated.");
          }
          receive(act, locked, message, text, EventType.MESSAGE_RECEIVED);
          return message;
        });
  }

  /** Adds a customer's message as part of the event, beginning a session if necessary. */
  void receive(Act act, Locked locked, String message, String text, EventType type) {
    var at = Instant.now();
    var now = locked.conversation();
    var began = Messages.receive(act.tx, locked, message, text, at, act.actor).beganSession();
    act.record(type, now, data(act.tx, now, Map.of("id", message, "text", text)));
    if (began) {
      act.record(ChangeEvents.sessionStarted(act.tx, now, message, text, at, act.chain));
    }
  }

  /** Returns the data of an event. */
  static Map<String, Object> data(
      DSLContext tx, Conversation now, @Nullable Map<String, Object> message) {
    var snapshot = Snapshots.conversation(tx, now);
    return message == null
        ? Map.of("conversation", snapshot)
        : Map.of("conversation", snapshot, "message", message);
  }

  private static Author author(String actor) {
    return new Author("user", actor, null);
  }
}
