package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * A kind of conversation event: the CloudEvents {@code type} and, for most, the trigger with the
 * same meaning.
 */
public enum EventType {
  CREATED("conversation.created", "New Conversation", "A brand-new conversation is created"),
  SESSION_STARTED(
      "conversation.session_started",
      "New Conversation Session",
      "A new session begins within a conversation"),
  AI_ASSIGNED(
      "conversation.ai_assigned",
      "AI Agent Assigned",
      "An AI persona is assigned to a conversation"),
  USER_ASSIGNED(
      "conversation.user_assigned",
      "Human Agent Assigned",
      "A team member is assigned to a conversation"),
  OPENED("conversation.opened", "Conversation Opened", "A conversation's status changes to Open"),
  RESOLVED(
      "conversation.resolved", "Conversation Resolved", "A conversation is marked as Resolved"),
  STARRED("conversation.starred", "Conversation Starred", "A conversation is starred"),
  LABEL_ADDED("conversation.label_added", "Label Added", "A label is added to a conversation"),
  LABEL_REMOVED(
      "conversation.label_removed", "Label Removed", "A label is removed from a conversation"),
  /** Not a trigger, although a message can begin a session, which is one. */
  MESSAGE_RECEIVED("message.received", "Message Received", "");

  private final String wire;
  private final String title;
  private final String firesWhen;

  EventType(String wire, String title, String firesWhen) {
    this.wire = wire;
    this.title = title;
    this.firesWhen = firesWhen;
  }

  /** Returns the name in events and graphs, for example {@code conversation.created}. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /** Returns the display name of the trigger, for example "New Conversation". */
  public String title() {
    return title;
  }

  /** Returns when the trigger fires, as a sentence without its dot; empty if it is no trigger. */
  public String firesWhen() {
    return firesWhen;
  }

  /** Returns true if a workflow can start with it. */
  public boolean isTrigger() {
    return !firesWhen.isEmpty();
  }

  /** Returns true if the event concerns one label, which it then names. */
  public boolean aboutLabel() {
    return this == LABEL_ADDED || this == LABEL_REMOVED;
  }

  /** Returns the type of the assignee that the event names, if it is an assignment. */
  public Optional<Assignee.Type> assigns() {
    return switch (this) {
      case AI_ASSIGNED -> Optional.of(Assignee.Type.PERSONA);
      case USER_ASSIGNED -> Optional.of(Assignee.Type.USER);
      case CREATED,
          SESSION_STARTED,
          OPENED,
          RESOLVED,
          STARRED,
          LABEL_ADDED,
          LABEL_REMOVED,
          MESSAGE_RECEIVED ->
          Optional.empty();
    };
  }

  /** Returns true if the event is about a message, which it then contains. */
  public boolean aboutMessage() {
    return this == MESSAGE_RECEIVED;
  }

  /**
   * Returns the status that the event implies unless its snapshot has one.
   *
   * @param isNew true if the event creates the conversation
   */
  Optional<Status> status(boolean isNew) {
    return switch (this) {
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
    };
  }

  /**
   * Returns true if the event carries a message, because a customer's message began the
   * conversation or session. Actions of users and workflows carry none.
   */
  public boolean comesWithMessage() {
    return this == CREATED || this == SESSION_STARTED || this == MESSAGE_RECEIVED;
  }

  /** Returns the type with that wire name, if there is one. */
  public static Optional<EventType> of(String wire) {
    return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
  }

  @JsonCreator
  static EventType read(String wire) {
    return of(wire)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown event type \"" + wire + "\" (expected one of " + wires() + ")"));
  }

  private static String wires() {
    return String.join(", ", Arrays.stream(values()).map(EventType::wire).toList());
  }
}
