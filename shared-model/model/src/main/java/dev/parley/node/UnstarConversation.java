package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.parley.conversation.Change;

/** Removes the conversation's star. */
@JsonTypeName("unstarConversation")
record UnstarConversation() implements Node.Acting {
  @Override
  public Change change(Scope scope) {
    return new Change.SetStarred(false);
  }
}
