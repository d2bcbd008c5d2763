package dev.parley.api.event;

import dev.parley.api.problem.Refusal;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Change;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Label;
import dev.parley.conversation.Loops.Cause;
import dev.parley.conversation.Status;
import dev.parley.store.ChangeEvents;
import dev.parley.store.Conversations;
import dev.parley.store.Conversations.Locked;
import dev.parley.store.Events;
import dev.parley.store.Events.Fact;
import dev.parley.store.Events.Recorded;
import dev.parley.store.Messages;
import dev.parley.store.StoredJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
   * @throws Overtaken when another transaction took it, or made its conversation, meanwhile
   */
  static Taken take(DSLContext tx, CloudEvent event, List<Cause> chain) {
    var id = event.data().path("conversation").path("id").stringValue();
    var found = ReceiptStore.findOrLock(tx, event, id);
    if (found.taken() != null) {
      return found.taken();
    }
    var locked = locked(tx, event, id, found.locked());
    var conversation = locked.conversation();
    if (conversation.sandbox()) {
      throw Refusal.unsound(
          "/data/conversation/id",
          "conversation-unknown",
          "There is no conversation \"" + conversation.id() + "\" outside of a test.");
    }
    var began = message(tx, event, locked);
    var recorded =
        Events.record(
            tx,
            new Fact(
                event.source(),
                event.id(),
                event.type(),
                event.time(),
                conversation.id(),
                StoredJson.plain(event.data()),
                chain));
    if (began) {
      recorded =
          together(recorded, Events.record(tx, sessionStarted(tx, event, conversation, chain)));
    }
    ReceiptStore.keep(tx, event, recorded);
    return new Taken(true, true, recorded);
  }

  /**
   * What another transaction has committed since this one looked for it. What this one did is
   * undone; looking again finds it.
   */
  static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static Recorded together(Recorded first, Recorded second) {
    return new Recorded(
        first.event(),
        Stream.concat(first.executions().stream(), second.executions().stream()).toList(),
        Stream.concat(first.notStarted().stream(), second.notStarted().stream()).toList());
  }

  private static Fact sessionStarted(
      DSLContext tx, CloudEvent event, Conversation conversation, List<Cause> chain) {
    var message = event.data().path("message");
    return ChangeEvents.sessionStarted(
        tx,
        conversation,
        message.path("id").stringValue(),
        message.path("text").stringValue(),
        event.time(),
        chain);
  }

  /** The conversation, locked, with the event's snapshot applied unless a newer one was. */
  private static Locked locked(DSLContext tx, CloudEvent event, String id, Optional<Locked> found) {
    var at = event.time();
    if (found.isEmpty()) {
      var said = event.data().path("message").isObject() ? at : null;
      var first = applied(tx, blank(id), event, ContactSnapshot.keep(tx, event));
      return Conversations.insertSnapshotIfAbsent(tx, first, at, said).orElseThrow(Overtaken::new);
    }
    var locked = found.get();
    if (locked.snapshotAt() != null && locked.snapshotAt().isAfter(at)) {
      return locked;
    }
    var now = locked.conversation();
    var after = applied(tx, now, event, ContactSnapshot.keep(tx, event));
    if (after.equals(now)) {
      Conversations.confirmSnapshot(tx, id, at);
    } else {
      Conversations.writeSnapshot(tx, after, at);
    }
    return new Locked(after, locked.session().after(now, after, at), at, false);
  }

  private static Conversation blank(String id) {
    return new Conversation(
        id, Channel.WEBCHAT, Status.OPEN, false, List.of(), null, null, Map.of(), null, false);
  }

  /**
   * A field that is absent is unchanged but for what the event's own type says; an empty list is
   * empty.
   */
  private static Conversation applied(
      DSLContext tx, Conversation now, CloudEvent event, @Nullable String contact) {
    var snapshot = event.data().path("conversation");
    var fields = new LinkedHashMap<>(now.fields());
    if (snapshot.has("fields")) {
      StoredJson.plain(snapshot.path("fields"))
          .forEach((key, value) -> {
            if (value == null) {
              fields.remove(key);
            } else {
              fields.put(key, value);
            }
          });
    }
    return new Conversation(
        now.id(),
        Channel.valueOf(
            snapshot.path("channel").asString(now.channel().wire()).toUpperCase(Locale.ROOT)),
        Status.valueOf(
            snapshot.path("status").asString(status(now, event).wire()).toUpperCase(Locale.ROOT)),
        snapshot.path("starred").asBoolean(now.starred() || event.type() == EventType.STARRED),
        snapshot.has("labels") ? labels(tx, snapshot.path("labels")) : labels(tx, now, event),
        assignee(now, snapshot.path("assignee")),
        contact == null ? now.contactId() : contact,
        fields,
        now.sentiment(),
        now.sandbox());
  }

  private static Status status(Conversation now, CloudEvent event) {
    return switch (event.type()) {
      case OPENED -> Status.OPEN;
      case RESOLVED -> Status.RESOLVED;
      case CREATED,
          SESSION_STARTED,
          AI_ASSIGNED,
          USER_ASSIGNED,
          STARRED,
          LABEL_ADDED,
          LABEL_REMOVED,
          MESSAGE_RECEIVED ->
          now.status();
    };
  }

  private static List<Label> labels(DSLContext tx, Conversation now, CloudEvent event) {
    if (!event.type().aboutLabel()) {
      return now.labels();
    }
    var label = Conversations.labelNamed(tx, event.data().path("label").stringValue());
    var change =
        event.type() == EventType.LABEL_ADDED
            ? new Change.AddLabels(List.of(label))
            : new Change.RemoveLabels(List.of(label));
    return change.on(now).after().labels();
  }

  private static List<Label> labels(DSLContext tx, JsonNode names) {
    var labels = new ArrayList<Label>();
    for (var name : names) {
      var label = Conversations.labelNamed(tx, name.stringValue());
      if (!labels.contains(label)) {
        labels.add(label);
      }
    }
    return labels;
  }

  private static @Nullable Assignee assignee(Conversation now, JsonNode assignee) {
    if (assignee.isNull()) {
      return null;
    }
    return assignee.isObject()
        ? new Assignee(
            Assignee.Type.valueOf(assignee.path("type").stringValue().toUpperCase(Locale.ROOT)),
            assignee.path("id").stringValue())
        : now.assignee();
  }

  /** Adds the event's message; whether a session has begun that the event's type does not tell. */
  private static boolean message(DSLContext tx, CloudEvent event, Locked locked) {
    var message = event.data().path("message");
    var began = false;
    if (message.isObject()) {
      var id = message.path("id").stringValue();
      var text = message.path("text").stringValue();
      var received = Messages.receive(tx, locked, id, text, event.time());
      if (!received.isNew() && !Messages.isOf(tx, id, locked.conversation())) {
        throw Refusal.unsound(
            "/data/message/id",
            "message-elsewhere",
            "Another conversation has a message of this id. Each message has an id of its own.");
      }
      began = received.beganSession();
    }
    if (event.type() == EventType.SESSION_STARTED && !began) {
      Messages.beginSession(tx, locked.conversation());
    }
    return began && event.type() == EventType.MESSAGE_RECEIVED;
  }
}
