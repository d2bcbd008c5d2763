package dev.parley.graph;

import dev.parley.conversation.EventType;
import java.util.List;

/**
 * A path that the dashboard offers to authors of templates. Templates can use more than is offered.
 *
 * @param group the heading it is listed under
 * @param ofLabels true if only events about a label have it
 */
public record TemplateVariable(String group, String title, String path, boolean ofLabels) {

  /** All that are offered for every workspace, in their order. */
  public static final List<TemplateVariable> ALL =
      List.of(
          of("Contact", "Name", "contact.name"),
          of("Contact", "Phone", "contact.phone"),
          of("Contact", "Email", "contact.email"),
          of("Contact", "ID", "contact.id"),
          of("Message", "Message text", "message.text"),
          of("Message", "Message ID", "message.id"),
          of("Conversation", "Last customer message", "conversation.lastMessage.text"),
          of("Conversation", "ID", "conversation.id"),
          of("Conversation", "Channel", "conversation.channel"),
          of("Conversation", "Status", "conversation.status"),
          of("Conversation", "Starred", "conversation.starred"),
          of("Conversation", "Labels", "conversation.labels"),
          of("Conversation", "Sentiment", "conversation.sentiment"),
          of("Conversation", "Assignee", "conversation.assignee.name"),
          of("Event", "Type", "event.type"),
          of("Event", "Time", "event.time"),
          of("Event", "Subject", "event.subject"),
          of("Run", "ID", "execution.id"),
          of("Run", "Workflow", "execution.workflow"),
          new TemplateVariable("Event", "Label", "event.label", true));

  private static TemplateVariable of(String group, String title, String path) {
    return new TemplateVariable(group, title, path, false);
  }

  /** Returns true if a workflow that starts with the event can use it. */
  public boolean isThereWith(EventType trigger) {
    return !ofLabels || trigger.aboutLabel();
  }
}
