package dev.parley.node;

import dev.parley.conversation.EventType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The node that starts a workflow.
 *
 * @param event the event it waits for; null while it is not chosen yet
 */
@Kind(
    name = "trigger",
    title = "Trigger",
    section = Kind.Section.TRIGGERS,
    help = "The event that starts the workflow. There is exactly one.",
    keywords = "start event when",
    icon = "bolt",
    color = Kind.Color.VIOLET,
    summary = "When: {event}",
    unset = "Choose what starts this workflow")
record Trigger(
    @Setting(
            label = "Trigger",
            placeholder = "Choose what starts this workflow",
            required = true,
            example = "conversation.created")
        @Nullable EventType event)
    implements Node.Starting {

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
