package dev.parley.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something done to a conversation, by a step, in the inbox or from outside: all three go through
 * here. Pure: what a change makes of a conversation, and which events that is, is decided from the
 * conversation alone, under its lock. A change that changes nothing is no event.
 */
public sealed interface Change {

  /** What becomes of this conversation. */
  Effect on(Conversation now);

  /**
   * The conversation afterwards and what happened.
   *
   * @param events in order; empty when nothing that fires a trigger happened
   */
  record Effect(Conversation after, List<Happening> events) {
    static Effect none(Conversation now) {
      return new Effect(now, List.of());
    }
  }

  /** One thing that happened; label events name their label. */
  record Happening(EventType type, @Nullable Label label) {
    static Happening of(EventType type) {
      return new Happening(type, null);
    }
  }

  /** Says something in the conversation; the message itself is written by the store. */
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

  /** Stars or takes the star away; only starring is an event. */
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

  /** Adds labels; one event for each that was not there. */
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

  /** Removes labels; one event for each that was there. */
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

  /** Assigns to a user or a persona, or with null to nobody, which is no event. */
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

  /** Sets custom fields, leaving those not named; no event. A null value clears its field. */
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

  /** Sets how the customer feels: positive, neutral or negative; no event. */
  record SetSentiment(@Nullable String sentiment) implements Change {
    @Override
    public Effect on(Conversation now) {
      return Effect.none(now.withSentiment(sentiment));
    }
  }
}
