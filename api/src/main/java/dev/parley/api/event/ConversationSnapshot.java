package dev.parley.api.event;

import dev.parley.conversation.Aspects;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationField;
import dev.parley.conversation.EventData;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Label;
import dev.parley.conversation.Moment;
import dev.parley.store.Conversations.Locked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies an event's snapshot to its conversation. Each aspect is decided by itself: it applies
 * unless something newer was reported. An absent field stays unchanged, except for what the event's
 * type implies; an empty list is empty.
 */
final class ConversationSnapshot {
  private final Conversation now;
  private final boolean isNew;
  private final Aspects known;
  private final CloudEvent event;
  private final Moment at;
  private final EventData.Snapshot snapshot;
  private final Set<String> told = new LinkedHashSet<>();
  private final List<String> stale = new ArrayList<>();

  private ConversationSnapshot(Locked locked, CloudEvent event, Moment at) {
    this.now = locked.conversation();
    this.isNew = locked.isNew();
    this.known = locked.aspects();
    this.event = event;
    this.at = at;
    this.snapshot = event.data().conversation();
  }

  /**
   * The resulting conversation.
   *
   * @param told the aspects that applied
   * @param stale the parts that would have changed something and were left out, named as in the API
   */
  record Applied(Conversation after, Set<String> told, List<String> stale) {}

  /**
   * Applies the snapshot of an event to its conversation.
   *
   * @param labels the labels in the event, by name
   * @param contact the contact in the event; null for none
   */
  static Applied apply(
      Locked locked,
      CloudEvent event,
      Moment at,
      Map<String, Label> labels,
      @Nullable String contact) {
    return new ConversationSnapshot(locked, event, at).apply(labels, contact);
  }

  /** Returns the names of all labels in an event. */
  static Set<String> labelNames(CloudEvent event) {
    var names = new LinkedHashSet<>(event.data().conversation().labels().orElse(List.of()));
    aboutLabel(event).ifPresent(names::add);
    return names;
  }

  /** Returns the name of the label that an event is about. */
  private static Optional<String> aboutLabel(CloudEvent event) {
    return event.type().aboutLabel() ? event.data().label() : Optional.empty();
  }

  private Applied apply(Map<String, Label> labels, @Nullable String contact) {
    var after = now;
    for (var field : ConversationField.ALL) {
      after = told(field, after);
    }
    after =
        after
            .withLabels(labels(labels))
            .withAssignee(assignee())
            .withContact(contact(contact))
            .withFields(fields());
    return new Applied(after, told, stale);
  }

  /** Returns the conversation with the new value of a field, if it is reported and applies. */
  private <T> Conversation told(ConversationField<T> field, Conversation after) {
    var value = field.in(event.data(), event.type(), isNew);
    var changes = value.isPresent() && !value.get().equals(field.now().apply(now));
    return value.isPresent() && counts(field.name(), field.name(), changes)
        ? field.change().apply(after, value.get())
        : after;
  }

  private @Nullable String contact(@Nullable String told) {
    return told != null && counts(Aspects.CONTACT, Aspects.CONTACT, !told.equals(now.contactId()))
        ? told
        : now.contactId();
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

  /**
   * A list reports each label as present or absent; without a list, only the event's own label is
   * reported. The event's own label applies unless it has changed since; a label that an older list
   * merely contains is not restored if a newer list omitted it.
   */
  private List<Label> labels(Map<String, Label> named) {
    var own = aboutLabel(event).map(named::get).orElse(null);
    var after = new ArrayList<>(now.labels());
    if (snapshot.labels().isEmpty()) {
      if (own != null) {
        label(after, own, event.type().subject() == EventType.Subject.ADDED_LABEL, true);
      }
      return after;
    }
    var newest = known.admit(Aspects.LABELS, at);
    var list = new LinkedHashSet<Label>();
    snapshot.labels().get().forEach(name -> list.add(named.get(name)));
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
    if (!snapshot.assignee().isTold()) {
      return now.assignee();
    }
    var told = snapshot.assignee().value();
    var changes = !Objects.equals(told, now.assignee());
    return counts(Aspects.ASSIGNEE, Aspects.ASSIGNEE, changes) ? told : now.assignee();
  }

  private Map<String, Object> fields() {
    var fields = new LinkedHashMap<>(now.fields());
    snapshot
        .fields()
        .orElse(Map.of())
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
