package dev.parley.node;

import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Status;

/** Sets the conversation's status to open. */
@Kind(
    name = "openConversation",
    title = "Open Conversation",
    section = Kind.Section.CONVERSATION,
    help = "Set the conversation status to Open.",
    keywords = "status reopen",
    icon = "mail-opened",
    color = Kind.Color.TEAL,
    summary = "Set the status to Open",
    causes = @Kind.Cause(EventType.OPENED))
record OpenConversation() implements Node.Acting {
  @Override
  public Change change(Scope scope) {
    return new Change.SetStatus(Status.OPEN);
  }
}
