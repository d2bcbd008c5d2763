package dev.parley.node;

import dev.parley.conversation.Assignee;
import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Assigns the conversation to a team member.
 *
 * @param user id, or before resolving also the name; empty while it is not chosen yet
 */
@Kind(
    name = "assignToUser",
    title = "Assign to User",
    section = Kind.Section.ASSIGNMENT,
    help = "Assign the conversation to a specific team member.",
    keywords = "agent human person route owner",
    icon = "user",
    color = Kind.Color.ORANGE,
    summary = "Assign to {user}",
    unset = "Choose a team member",
    causes = @Kind.Cause(EventType.USER_ASSIGNED))
record AssignToUser(
    @Setting(
            label = "Team member",
            placeholder = "Choose a team member",
            catalogue = References.Kind.USER,
            required = true,
            example = "Senior Agent")
        String user)
    implements Node.Acting {

  AssignToUser(@Nullable String user) {
    this.user = user == null ? "" : user;
  }

  @Override
  public Change change(Scope scope) {
    return new Change.Assign(new Assignee(Assignee.Type.USER, user));
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
