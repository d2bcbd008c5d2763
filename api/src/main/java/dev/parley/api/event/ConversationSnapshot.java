package dev.parley.api.event;

import dev.parley.conversation.Aspects;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Label;
import dev.parley.conversation.Moment;
import dev.parley.conversation.Status;
import dev.parley.store.Conversations.Locked;
import dev.parley.store.StoredJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an event tells of its conversation. Each aspect is judged by itself: it counts unless
 * something newer told it before. A field that is absent is unchanged but for what the event's own
 * type says; an empty list is empty.
 */
final class ConversationSnapshot {
  private final Conversation now;
  private final boolean isNew;
  private final Aspects known;
  private final CloudEvent event;
  private final Moment at;
  private final JsonNode snapshot;
  private final Set<String> told = new LinkedHashSet<>();
  private final List<String> stale = new ArrayList<>();

  private ConversationSnapshot(Locked locked, CloudEvent event, Moment at) {
    this.now = locked.conversation();
    this.isNew = locked.isNew();
    this.known = locked.aspects();
    this.event = event;
    this.at = at;
    this.snapshot = event.data().path("conversation");
  }

  /**
   * What becomes of a conversation.
   *
   * @param told the aspects that counted
   * @param stale what was left out and would have changed something, in the words of the API
   */
  record Applied(Conversation after, Set<String> told, List<String> stale) {}

  /**
   * Applies the snapshot of an event to its conversation.
   *
   * @param labels the labels that the event names, by their names
   * @param contact the contact that the event tells of, null for none
   */
  static Applied apply(
      Locked locked,
      CloudEvent event,
      Moment at,
      Map<String, Label> labels,
      @Nullable String contact) {
    return new ConversationSnapshot(locked, event, at).apply(labels, contact);
  }

  /** The labels that an event names. */
  static Set<String> labelNames(CloudEvent event) {
    var snapshot = event.data().path("conversation");
    var names = new LinkedHashSet<String>();
    snapshot.path("labels").forEach(name -> names.add(name.stringValue()));
    if (event.type().aboutLabel()) {
      names.add(event.data().path("label").stringValue());
    }
    return names;
  }

  private Applied apply(Map<String, Label> labels, @Nullable String contact) {
    var after =
        new Conversation(
            now.id(),
            told(Aspects.CHANNEL, channel(), now.channel()),
            told(Aspects.STATUS, status(), now.status()),
            told(Aspects.STARRED, starred(), now.starred()),
            labels(labels),
            assignee(),
            told(Aspects.CONTACT, Optional.ofNullable(contact), now.contactId()),
            fields(),
            now.sentiment(),
            now.sandbox());
    return new Applied(after, told, stale);
  }

  /** The value of an aspect, new if it is told and counts. */
  @SuppressWarnings("NullAway") // as null as what is known
  private <T> T told(String aspect, Optional<? extends T> value, @Nullable T known) {
    return value.isPresent() && counts(aspect, aspect, !value.get().equals(known))
        ? value.get()
        : known;
  }

  private boolean counts(String aspect, String shown, boolean changes) {
    if (known.admit(aspect, at)) {
      told.add(aspect);
      return true;
    }
    if (changes) {
      stale.add(shown);
    }
    return false;
  }

  private Optional<Channel> channel() {
    return text("channel").map(text -> Channel.valueOf(text.toUpperCase(Locale.ROOT)));
  }

  private Optional<Status> status() {
    return text("status")
        .map(text -> Status.valueOf(text.toUpperCase(Locale.ROOT)))
        .or(() ->
            switch (event.type()) {
              case OPENED -> Optional.of(Status.OPEN);
              case RESOLVED -> Optional.of(Status.RESOLVED);
              case CREATED -> isNew ? Optional.of(Status.OPEN) : Optional.empty();
              case SESSION_STARTED,
                  AI_ASSIGNED,
                  USER_ASSIGNED,
                  STARRED,
                  LABEL_ADDED,
                  LABEL_REMOVED,
                  MESSAGE_RECEIVED ->
                  Optional.empty();
            });
  }

  private Optional<Boolean> starred() {
    if (snapshot.path("starred").isBoolean()) {
      return Optional.of(snapshot.path("starred").booleanValue());
    }
    return event.type() == EventType.STARRED ? Optional.of(true) : Optional.empty();
  }

  private Optional<String> text(String name) {
    return snapshot.path(name).isString()
        ? Optional.of(snapshot.path(name).stringValue())
        : Optional.empty();
  }

  /**
   * With a list, each label is told to be there or not; otherwise the event's own one is. What the
   * event is about counts unless that label has changed since; what an older list merely mentions
   * does not come back when a newer list left it out.
   */
  private List<Label> labels(Map<String, Label> named) {
    var own = event.type().aboutLabel() ? named.get(event.data().path("label").asString("")) : null;
    var after = new ArrayList<>(now.labels());
    if (!snapshot.has("labels")) {
      if (own != null) {
        label(after, own, event.type() == EventType.LABEL_ADDED, true);
      }
      return after;
    }
    var newest = known.admit(Aspects.LABELS, at);
    var list = new LinkedHashSet<Label>();
    snapshot.path("labels").forEach(name -> list.add(named.get(name.stringValue())));
    now.labels().stream()
        .filter(label -> list.stream().noneMatch(one -> one.id().equals(label.id())))
        .forEach(label -> label(after, label, false, true));
    list.forEach(label -> label(after, label, true, newest || label.equals(own)));
    if (!newest) {
      return after;
    }
    told.add(Aspects.LABELS);
    // In the order of the newest list.
    return after.size() == list.size() && list.containsAll(after) ? List.copyOf(list) : after;
  }

  private void label(List<Label> labels, Label label, boolean present, boolean mayCount) {
    var changes = now.hasLabel(label.id()) != present;
    var counts = (mayCount || !changes) && known.admit(Aspects.label(label), at);
    if (counts) {
      told.add(Aspects.label(label));
    }
    if (!changes) {
      return;
    }
    if (!counts) {
      stale.add("labels/" + label.name());
    } else if (present) {
      labels.add(label);
    } else {
      labels.removeIf(one -> one.id().equals(label.id()));
    }
  }

  private @Nullable Assignee assignee() {
    var assignee = snapshot.path("assignee");
    if (!assignee.isNull() && !assignee.isObject()) {
      return now.assignee();
    }
    var told =
        assignee.isNull()
            ? null
            : new Assignee(
                Assignee.Type.valueOf(assignee.path("type").stringValue().toUpperCase(Locale.ROOT)),
                assignee.path("id").stringValue());
    var changes = !Objects.equals(told, now.assignee());
    return counts(Aspects.ASSIGNEE, Aspects.ASSIGNEE, changes) ? told : now.assignee();
  }

  private Map<String, Object> fields() {
    if (!snapshot.has("fields")) {
      return now.fields();
    }
    var fields = new LinkedHashMap<>(now.fields());
    StoredJson.plain(snapshot.path("fields"))
        .forEach((key, value) -> {
          var changes = !Objects.equals(value, fields.get(key));
          if (counts(Aspects.field(key), Aspects.field(key), changes)) {
            if (value == null) {
              fields.remove(key);
            } else {
              fields.put(key, value);
            }
          }
        });
    return fields;
  }
}
