package dev.parley.conversation;

import dev.parley.conversation.EventField.Shape.Flag;
import dev.parley.conversation.EventField.Shape.OneOf;
import dev.parley.conversation.EventField.Shape.Single;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A field with one value in every conversation. Events report it, templates read it, and the time
 * of its last report is recorded, all by its name.
 *
 * @param told its update in a snapshot
 * @param implied its value implied by an event's type
 * @param now its value in a conversation
 * @param change the conversation with another value
 */
public record ConversationField<T>(
    String name,
    Single<T> shape,
    T sample,
    Function<EventData.Snapshot, Optional<T>> told,
    Implied<T> implied,
    Function<Conversation, T> now,
    BiFunction<Conversation, T, Conversation> change) {

  public static final ConversationField<Channel> CHANNEL =
      new ConversationField<>(
          "channel",
          OneOf.of(Channel.values(), Channel::wire),
          Channel.WHATSAPP,
          EventData.Snapshot::channel,
          (_, _) -> Optional.empty(),
          Conversation::channel,
          Conversation::withChannel);

  public static final ConversationField<Status> STATUS =
      new ConversationField<>(
          "status",
          OneOf.of(Status.values(), Status::wire),
          Status.OPEN,
          EventData.Snapshot::status,
          EventType::status,
          Conversation::status,
          Conversation::withStatus);

  public static final ConversationField<Boolean> STARRED =
      new ConversationField<>(
          "starred",
          new Flag(),
          false,
          EventData.Snapshot::starred,
          (type, _) -> type == EventType.STARRED ? Optional.of(true) : Optional.empty(),
          Conversation::starred,
          Conversation::withStarred);

  /** All fields. */
  public static final List<ConversationField<?>> ALL = List.of(CHANNEL, STATUS, STARRED);

  /** The value of a field that an event's type implies. */
  @FunctionalInterface
  public interface Implied<T> {
    /** Returns the implied value; {@code isNew} if the event creates the conversation. */
    Optional<T> by(EventType type, boolean isNew);
  }

  /** Returns the field of a snapshot that reports it. */
  EventField<T> field() {
    return EventField.optional(name, shape, shape.plain(sample));
  }

  /** Returns its value in an event, either from the snapshot or implied by the type. */
  public Optional<T> in(EventData data, EventType type, boolean isNew) {
    return told.apply(data.conversation()).or(() -> implied.by(type, isNew));
  }

  /** Returns its value in a conversation as plain JSON. */
  public Object plain(Conversation conversation) {
    return shape.plain(now.apply(conversation));
  }

  /** Returns true if two conversations differ in it. */
  public boolean differs(Conversation one, Conversation other) {
    return !Objects.equals(now.apply(one), now.apply(other));
  }
}
