package dev.parley.node;

import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Status;

/** Marks the conversation as resolved. */
@Kind(
    name = "resolveConversation",
    title = "Resolve Conversation",
    section = Kind.Section.CONVERSATION,
    help = "Mark the conversation as Resolved.",
    keywords = "status close done finish",
    icon = "circle-check",
    color = Kind.Color.TEAL,
    summary = "Mark as Resolved",
    causes = @Kind.Cause(EventType.RESOLVED))
record ResolveConversation() implements Node.Acting {
  @Override
  public Change change(Scope scope) {
    return new Change.SetStatus(Status.RESOLVED);
  }
}
