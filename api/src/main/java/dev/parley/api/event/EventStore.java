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

/** One event in one transaction: dedupe, snapshot, message, record, executions. */
final class EventStore {
  private EventStore() {}

  /**
   * What became of an event.
   *
   * @param isNew it was not known before
   * @param sameBody of a known one: it says the same as the first time
   */
  record Taken(boolean isNew, boolean sameBody, Recorded recorded) {}

  /**
   * Takes an event unless it was before.
   *
   * @throws ConcurrentlyProcessed when another transaction took it, or made its conversation,
   *     meanwhile
   */
  static Taken take(DSLContext tx, CloudEvent event, List<Cause> chain) {
    var id = event.data().conversation().id();
    var found = ReceiptStore.findOrLock(tx, event, id);
    if (found.taken() != null) {
      return found.taken();
    }
    // Read only now: an event without a time happens when it has the conversation's lock.
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
   * Records it and starts what waits for it. Systems that deliver a thing again under an id made up
   * anew tell of one creation twice: its message shows that.
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
   * What another transaction has committed since this one looked for it. What this one did is
   * undone; looking again finds it.
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

  /** The conversation, locked, and what of the event's snapshot was left out. */
  private record Applied(Locked locked, List<String> stale) {}

  /** Applies what of the event's snapshot nothing newer has told. */
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
   * What became of an event's message.
   *
   * @param before it was known already
   * @param beganSession a session has begun that the event's type does not tell of
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
            "Another conversation has a message of this id. Each message has an id of its own.");
      }
      began = received.beganSession();
    }
    if (event.type() == EventType.SESSION_STARTED && !began && !isLate(at, locked)) {
      Messages.beginSession(tx, locked.conversation());
    }
    return new Said(before, began && event.type() == EventType.MESSAGE_RECEIVED);
  }

  /** Something was said after it: the session that it tells of is not the present one. */
  private static boolean isLate(Moment at, Locked locked) {
    var last = locked.session().lastMessageAt();
    return at.isTold() && last != null && at.at().isBefore(last);
  }
}
