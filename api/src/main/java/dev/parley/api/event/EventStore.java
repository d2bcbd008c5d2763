package dev.parley.api.event;

import dev.parley.api.problem.Refusal;
import dev.parley.conversation.Aspects;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.EventData;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Loops;
import dev.parley.conversation.Loops.Cause;
import dev.parley.conversation.Moment;
import dev.parley.store.ChangeEvents;
import dev.parley.store.Conversations;
import dev.parley.store.Conversations.Locked;
import dev.parley.store.Events;
import dev.parley.store.Events.Fact;
import dev.parley.store.Events.Recorded;
import dev.parley.store.Ids;
import dev.parley.store.Labels;
import dev.parley.store.Messages;
import dev.parley.store.sql.StoredJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** Processes one event in one transaction: deduplication, snapshot, message, record, executions. */
final class EventStore {
  private EventStore() {}

  /**
   * The outcome of an event.
   *
   * @param isNew false if it was known before
   * @param sameBody for a known event: true if its content is the same as the first time
   */
  record Taken(boolean isNew, boolean sameBody, Recorded recorded) {}

  /**
   * Accepts an event unless it was accepted before.
   *
   * @throws ConcurrentlyProcessed if another transaction has accepted it or created its
   *     conversation in the meantime
   */
  static Taken take(DSLContext tx, CloudEvent event, List<Cause> chain) {
    var id = event.data().conversation().id();
    var found = ReceiptStore.findOrLock(tx, event, id);
    if (found.taken() != null) {
      return found.taken();
    }
    // Read only now: an event without a time gets that of the conversation's lock.
    var at = Moment.of(event.time());
    var applied = applied(tx, event, at, id, found.locked());
    var conversation = applied.locked().conversation();
    if (conversation.sandbox()) {
      throw Refusal.unsound(
          "/data/conversation/id",
          "conversation-unknown",
          "There is no conversation \"" + conversation.id() + "\" outside of a test.");
    }
    var said = message(tx, event, at, applied.locked());
    var recorded = recorded(tx, event, fact(event, at, chain), said);
    if (said.beganSession()) {
      var message = event.data().message().orElseThrow();
      recorded =
          together(
              recorded, Events.record(tx, sessionStarted(tx, message, at, conversation, chain)));
    }
    recorded =
        new Recorded(
            recorded.event(), recorded.executions(), recorded.notStarted(), applied.stale());
    ReceiptStore.keep(tx, event, recorded);
    return new Taken(true, true, recorded);
  }

  private static Fact fact(CloudEvent event, Moment at, List<Cause> chain) {
    var data = StoredJson.plain(event.json());
    return new Fact(
        event.source(),
        event.id(),
        event.type(),
        at.at(),
        event.data().conversation().id(),
        data,
        chain,
        event.attributes());
  }

  /**
   * Records the event and starts the matching workflows. Systems that redeliver with a new id
   * report the same creation twice: its message reveals that.
   */
  private static Recorded recorded(DSLContext tx, CloudEvent event, Fact fact, Said said) {
    var message = event.data().message();
    var again =
        event.type() == EventType.CREATED
            && said.before()
            && message.isPresent()
            && Events.createdWith(tx, fact.conversationId(), message.get().id());
    return again
        ? Events.recordHeld(tx, fact, Loops.Held.ALREADY_CREATED)
        : Events.record(tx, fact);
  }

  /**
   * Another transaction has committed since this one looked for the event. This one is rolled back,
   * and a retry finds the other's result.
   */
  static final class ConcurrentlyProcessed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static Recorded together(Recorded first, Recorded second) {
    return new Recorded(
        first.event(),
        Stream.concat(first.executions().stream(), second.executions().stream()).toList(),
        Stream.concat(first.notStarted().stream(), second.notStarted().stream()).toList(),
        first.stale());
  }

  private static Fact sessionStarted(
      DSLContext tx,
      EventData.Message message,
      Moment at,
      Conversation conversation,
      List<Cause> chain) {
    return ChangeEvents.sessionStarted(
        tx, conversation, message.id(), message.text(), at.at(), chain);
  }

  /** The locked conversation, with the parts of the snapshot that were left out. */
  private record Applied(Locked locked, List<String> stale) {}

  /** Applies the parts of the event's snapshot for which nothing newer was reported. */
  private static Applied applied(
      DSLContext tx, CloudEvent event, Moment at, String id, Optional<Locked> found) {
    var names = ConversationSnapshot.labelNames(event);
    var labels = Labels.named(tx, names);
    var contact = ContactSnapshot.keep(tx, event, at);
    var before = found.orElseGet(() -> blank(id));
    var now = before.conversation();
    var snapshot =
        ConversationSnapshot.apply(
            before, event, at, labels, contact == null ? null : contact.id());
    var after = snapshot.after();
    var stale = new ArrayList<>(snapshot.stale());
    if (contact != null) {
      stale.addAll(contact.stale());
    }
    if (before.isNew()) {
      var said = event.data().message().isPresent() ? at.at() : null;
      var made = Conversations.insertSnapshotIfAbsent(tx, after, at, snapshot.told(), said);
      return new Applied(made.orElseThrow(ConcurrentlyProcessed::new), stale);
    }
    if (!after.equals(now)) {
      Conversations.write(tx, after, at, snapshot.told());
    } else if (!snapshot.told().isEmpty()) {
      Conversations.confirm(tx, id, at, snapshot.told());
    }
    var session = before.session().after(now, after, at.at());
    return new Applied(new Locked(after, session, before.aspects(), false), stale);
  }

  private static Locked blank(String id) {
    return new Locked(
        Conversation.blank(id), new Messages.Session(Ids.next(), null, null), Aspects.NONE, true);
  }

  /**
   * The outcome of an event's message.
   *
   * @param before true if it was known already
   * @param beganSession true if it began a session that the event's type does not imply
   */
  private record Said(boolean before, boolean beganSession) {}

  /** Adds the event's message, if it has one. */
  private static Said message(DSLContext tx, CloudEvent event, Moment at, Locked locked) {
    var message = event.data().message();
    var began = false;
    var before = false;
    if (message.isPresent()) {
      var id = message.get().id();
      var received = Messages.receive(tx, locked, id, message.get().text(), at.at());
      before = !received.isNew();
      if (before && !Messages.isOf(tx, id, locked.conversation())) {
        throw Refusal.unsound(
            "/data/message/id",
            "message-elsewhere",
            "Another conversation has a message with this id. Message ids must be unique.");
      }
      began = received.beganSession();
    }
    if (event.type() == EventType.SESSION_STARTED && !began && !isLate(at, locked)) {
      Messages.beginSession(tx, locked.conversation());
    }
    return new Said(before, began && event.type() == EventType.MESSAGE_RECEIVED);
  }

  /** A later message exists: the event's session is not the current one. */
  private static boolean isLate(Moment at, Locked locked) {
    var last = locked.session().lastMessageAt();
    return at.isTold() && last != null && at.at().isBefore(last);
  }
}
