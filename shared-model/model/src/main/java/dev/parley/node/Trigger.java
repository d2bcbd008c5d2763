package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.parley.conversation.EventType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The node that starts a workflow.
 *
 * @param event the event it waits for; null while it is not chosen yet
 */
@JsonTypeName("trigger")
record Trigger(@Nullable EventType event) implements Node.Starting {

  @Override
  public Optional<EventType> starts() {
    return Optional.ofNullable(event);
  }

  @Override
  public void inspect(Inspection inspection) {
    if (event == null) {
      inspection.problem("/event", "trigger-event-missing", "Choose what starts this workflow.");
    } else if (!event.isTrigger()) {
      inspection.problem(
          "/event", "trigger-event-unsupported", event.title() + " cannot start a workflow.");
    }
  }
}
