package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Status;
import java.util.Set;

/** Sets the conversation's status to open. */
@JsonTypeName("openConversation")
record OpenConversation() implements Node.Acting {
  @Override
  public Change change(Scope scope) {
    return new Change.SetStatus(Status.OPEN);
  }

  @Override
  public Set<EventType> causes() {
    return Set.of(EventType.OPENED);
  }
}
