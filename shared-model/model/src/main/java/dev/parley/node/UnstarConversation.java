package dev.parley.node;

import dev.parley.conversation.Change;

/** Removes the conversation's star. */
@Kind(
    name = "unstarConversation",
    title = "Unstar Conversation",
    section = Kind.Section.CONVERSATION,
    help = "Remove the star from a conversation.",
    keywords = "important favorite mark remove",
    icon = "star-off",
    color = Kind.Color.YELLOW,
    summary = "Remove the star")
record UnstarConversation() implements Node.Acting {
  @Override
  public Change change(Scope scope) {
    return new Change.SetStarred(false);
  }
}
