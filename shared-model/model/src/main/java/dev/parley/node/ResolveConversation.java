package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Status;
import java.util.Set;

/** Marks the conversation as resolved. */
@JsonTypeName("resolveConversation")
record ResolveConversation() implements Node.Acting {
  @Override
  public Change change(Scope scope) {
    return new Change.SetStatus(Status.RESOLVED);
  }

  @Override
  public Set<EventType> causes() {
    return Set.of(EventType.RESOLVED);
  }
}
