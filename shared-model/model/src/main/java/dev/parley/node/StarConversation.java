package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import java.util.Set;

/** Stars the conversation. */
@JsonTypeName("starConversation")
record StarConversation() implements Node.Acting {
  @Override
  public Change change(Scope scope) {
    return new Change.SetStarred(true);
  }

  @Override
  public Set<EventType> causes() {
    return Set.of(EventType.STARRED);
  }
}
