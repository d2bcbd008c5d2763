package dev.parley.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change to a conversation, made by a step, in the inbox or from outside; all three use this
 * type. Pure: the result and the events depend only on the conversation, which is locked. A change
 * without effect produces no event.
 */
public sealed interface Change {

  /** Returns the conversation after this change, and the events. */
  Effect on(Conversation now);

  /**
   * The conversation after the change, with the events.
   *
   * @param events in order; empty if no event that can start a workflow occurred
   */
  record Effect(Conversation after, List<Happening> events) {
    static Effect none(Conversation now) {
      return new Effect(now, List.of());
    }
  }

  /** One event; a label event names its label. */
  record Happening(EventType type, @Nullable Label label) {
    static Happening of(EventType type) {
      return new Happening(type, null);
    }
  }

  /** Sends a message; the store writes the message itself. */
  record Send(String text) implements Change {
    @Override
    public Effect on(Conversation now) {
      return Effect.none(now);
    }
  }

  /** Opens or resolves. */
  record SetStatus(Status status) implements Change {
    @Override
    public Effect on(Conversation now) {
      if (now.status() == status) {
        return Effect.none(now);
      }
      var type = status == Status.OPEN ? EventType.OPENED : EventType.RESOLVED;
      return new Effect(now.withStatus(status), List.of(Happening.of(type)));
    }
  }

  /** Adds or removes the star; only adding it is an event. */
  record SetStarred(boolean starred) implements Change {
    @Override
    public Effect on(Conversation now) {
      if (now.starred() == starred) {
        return Effect.none(now);
      }
      return new Effect(
          now.withStarred(starred), starred ? List.of(Happening.of(EventType.STARRED)) : List.of());
    }
  }

  /** Adds labels; one event for each label that was absent. */
  record AddLabels(List<Label> labels) implements Change {
    @Override
    public Effect on(Conversation now) {
      var all = new ArrayList<>(now.labels());
      var events = new ArrayList<Happening>();
      for (var label : labels) {
        if (all.stream().noneMatch(present -> present.id().equals(label.id()))) {
          all.add(label);
          events.add(new Happening(EventType.LABEL_ADDED, label));
        }
      }
      return events.isEmpty() ? Effect.none(now) : new Effect(now.withLabels(all), events);
    }
  }

  /** Removes labels; one event for each label that was present. */
  record RemoveLabels(List<Label> labels) implements Change {
    @Override
    public Effect on(Conversation now) {
      var left = new ArrayList<>(now.labels());
      var events = new ArrayList<Happening>();
      for (var label : labels) {
        if (left.removeIf(present -> present.id().equals(label.id()))) {
          events.add(new Happening(EventType.LABEL_REMOVED, label));
        }
      }
      return events.isEmpty() ? Effect.none(now) : new Effect(now.withLabels(left), events);
    }
  }

  /** Assigns to a user or persona; null unassigns, which is not an event. */
  record Assign(@Nullable Assignee assignee) implements Change {
    @Override
    public Effect on(Conversation now) {
      if (Objects.equals(now.assignee(), assignee)) {
        return Effect.none(now);
      }
      var after = now.withAssignee(assignee);
      if (assignee == null) {
        return new Effect(after, List.of());
      }
      var type =
          switch (assignee.type()) {
            case USER -> EventType.USER_ASSIGNED;
            case PERSONA -> EventType.AI_ASSIGNED;
          };
      return new Effect(after, List.of(Happening.of(type)));
    }
  }

  /**
   * Sets custom fields and leaves the others unchanged; not an event. A null value clears its
   * field.
   */
  record SetFields(Map<String, @Nullable Object> fields) implements Change {
    @Override
    public Effect on(Conversation now) {
      var all = new LinkedHashMap<>(now.fields());
      fields.forEach((key, value) -> {
        if (value == null) {
          all.remove(key);
        } else {
          all.put(key, value);
        }
      });
      return Effect.none(now.withFields(all));
    }
  }

  /** Sets the customer's sentiment (positive, neutral or negative); not an event. */
  record SetSentiment(@Nullable String sentiment) implements Change {
    @Override
    public Effect on(Conversation now) {
      return Effect.none(now.withSentiment(sentiment));
    }
  }
}
