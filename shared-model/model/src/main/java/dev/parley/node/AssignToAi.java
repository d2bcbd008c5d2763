package dev.parley.node;

import dev.parley.conversation.Assignee;
import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Assigns the conversation to an AI persona.
 *
 * @param persona id, or before resolving also the name; empty while it is not chosen yet
 */
@Kind(
    name = "assignToAi",
    title = "Assign to AI",
    section = Kind.Section.ASSIGNMENT,
    help = "Assign the conversation to a specific AI persona.",
    keywords = "agent bot persona route",
    icon = "robot",
    color = Kind.Color.ORANGE,
    summary = "Assign to {persona}",
    unset = "Choose an AI persona",
    causes = @Kind.Cause(EventType.AI_ASSIGNED))
record AssignToAi(
    @Setting(
            label = "AI persona",
            placeholder = "Choose an AI persona",
            catalogue = References.Kind.PERSONA,
            required = true,
            example = "General Support")
        String persona)
    implements Node.Acting {

  AssignToAi(@Nullable String persona) {
    this.persona = persona == null ? "" : persona;
  }

  @Override
  public Change change(Scope scope) {
    return new Change.Assign(new Assignee(Assignee.Type.PERSONA, persona));
  }

  @Override
  public void inspect(Inspection inspection) {
    if (persona.isBlank()) {
      inspection.problem("/persona", "persona-missing", "Choose the AI persona to assign to.");
    } else {
      inspection.reference("/persona", References.Kind.PERSONA, persona);
    }
  }

  @Override
  public Node resolved(References references) {
    return new AssignToAi(references.idOr(References.Kind.PERSONA, persona));
  }
}
