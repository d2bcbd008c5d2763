package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Assigns the conversation to an AI persona.
 *
 * @param persona id, or before resolving also the name; empty while it is not chosen yet
 */
@JsonTypeName("assignToAi")
record AssignToAi(String persona) implements Node.Acting {

  AssignToAi(@Nullable String persona) {
    this.persona = persona == null ? "" : persona;
  }

  @Override
  public Change change(Scope scope) {
    return new Change.Assign(new Assignee(Assignee.Type.PERSONA, persona));
  }

  @Override
  public Set<EventType> causes() {
    return Set.of(EventType.AI_ASSIGNED);
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
