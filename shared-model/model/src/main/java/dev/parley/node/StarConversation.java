package dev.parley.node;

import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;

/** Stars the conversation. */
@Kind(
    name = "starConversation",
    title = "Star Conversation",
    section = Kind.Section.CONVERSATION,
    help = "Star the conversation for quick access.",
    keywords = "important favorite mark",
    icon = "star",
    color = Kind.Color.YELLOW,
    summary = "Star for quick access",
    causes = @Kind.Cause(EventType.STARRED))
record StarConversation() implements Node.Acting {
  @Override
  public Change change(Scope scope) {
    return new Change.SetStarred(true);
  }
}
