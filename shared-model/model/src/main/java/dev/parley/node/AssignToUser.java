package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Assigns the conversation to a team member.
 *
 * @param user id, or before resolving also the name; empty while it is not chosen yet
 */
@JsonTypeName("assignToUser")
record AssignToUser(String user) implements Node.Acting {

  AssignToUser(@Nullable String user) {
    this.user = user == null ? "" : user;
  }

  @Override
  public Change change(Scope scope) {
    return new Change.Assign(new Assignee(Assignee.Type.USER, user));
  }

  @Override
  public Set<EventType> causes() {
    return Set.of(EventType.USER_ASSIGNED);
  }

  @Override
  public void inspect(Inspection inspection) {
    if (user.isBlank()) {
      inspection.problem("/user", "user-missing", "Choose the team member to assign to.");
    } else {
      inspection.reference("/user", References.Kind.USER, user);
    }
  }

  @Override
  public Node resolved(References references) {
    return new AssignToUser(references.idOr(References.Kind.USER, user));
  }
}
