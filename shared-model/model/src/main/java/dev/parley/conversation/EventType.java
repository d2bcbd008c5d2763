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
  CREATED(
      "conversation.created",
      "New Conversation",
      "A brand-new conversation is created",
      "Conversation started",
      Subject.FIRST_MESSAGE),
  SESSION_STARTED(
      "conversation.session_started",
      "New Conversation Session",
      "A new session begins within a conversation",
      "New session",
      Subject.FIRST_MESSAGE),
  AI_ASSIGNED(
      "conversation.ai_assigned",
      "AI Agent Assigned",
      "An AI persona is assigned to a conversation",
      "{who} assigned the conversation to {assignee}",
      Subject.PERSONA),
  USER_ASSIGNED(
      "conversation.user_assigned",
      "Human Agent Assigned",
      "A team member is assigned to a conversation",
      "{who} assigned the conversation to {assignee}",
      Subject.USER),
  OPENED(
      "conversation.opened",
      "Conversation Opened",
      "A conversation's status changes to Open",
      "{who} opened the conversation",
      Subject.NONE),
  RESOLVED(
      "conversation.resolved",
      "Conversation Resolved",
      "A conversation is marked as Resolved",
      "{who} resolved the conversation",
      Subject.NONE),
  STARRED(
      "conversation.starred",
      "Conversation Starred",
      "A conversation is starred",
      "{who} starred the conversation",
      Subject.NONE),
  LABEL_ADDED(
      "conversation.label_added",
      "Label Added",
      "A label is added to a conversation",
      "{who} added the label {label}",
      Subject.ADDED_LABEL),
  LABEL_REMOVED(
      "conversation.label_removed",
      "Label Removed",
      "A label is removed from a conversation",
      "{who} removed the label {label}",
      Subject.REMOVED_LABEL),
  /** Not a trigger, although a message can begin a session, which is one. */
  MESSAGE_RECEIVED("message.received", "Message Received", "", "", Subject.MESSAGE);

  /** The subject of an event: what it names besides its conversation. */
  public enum Subject {
    /** Nothing. */
    NONE,
    /** The label that the conversation now has. */
    ADDED_LABEL,
    /** The label that the conversation no longer has. */
    REMOVED_LABEL,
    /** The user who is the new assignee. */
    USER,
    /** The AI agent that is the new assignee. */
    PERSONA,
    /** The customer's message. */
    MESSAGE,
    /** The customer's message, if one began the conversation or session. */
    FIRST_MESSAGE
  }

  private final String wire;
  private final String title;
  private final String firesWhen;
  private final String timeline;
  private final Subject subject;

  EventType(String wire, String title, String firesWhen, String timeline, Subject subject) {
    this.wire = wire;
    this.title = title;
    this.firesWhen = firesWhen;
    this.timeline = timeline;
    this.subject = subject;
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

  /**
   * Returns its line in a conversation's timeline, with {@code {who}} for its author, and {@code
   * {label}} or {@code {assignee}} for what it names; empty if it has no line there.
   */
  public String timeline() {
    return timeline;
  }

  /** Returns what it names besides its conversation. */
  public Subject subject() {
    return subject;
  }

  /** Returns true if the event concerns one label, which it then names. */
  public boolean aboutLabel() {
    return subject == Subject.ADDED_LABEL || subject == Subject.REMOVED_LABEL;
  }

  /** Returns the type of the assignee that the event names, if it is an assignment. */
  public Optional<Assignee.Type> assigns() {
    return switch (subject) {
      case PERSONA -> Optional.of(Assignee.Type.PERSONA);
      case USER -> Optional.of(Assignee.Type.USER);
      case NONE, ADDED_LABEL, REMOVED_LABEL, MESSAGE, FIRST_MESSAGE -> Optional.empty();
    };
  }

  /** Returns true if the event is about a message, which it then contains. */
  public boolean aboutMessage() {
    return subject == Subject.MESSAGE;
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
    return subject == Subject.FIRST_MESSAGE || subject == Subject.MESSAGE;
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
