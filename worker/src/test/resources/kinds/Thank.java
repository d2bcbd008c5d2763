package dev.parley.node;

import dev.parley.template.Template;
import dev.parley.conversation.Change;
import org.jspecify.annotations.Nullable;

/**
 * Thanks the customer.
 *
 * @param reason a template; empty while it is not written yet
 */
@Kind(
    name = "thank",
    title = "Thank Customer",
    section = Kind.Section.MESSAGING,
    help = "Thank the customer for something.",
    keywords = "gratitude",
    icon = "heart",
    color = Kind.Color.PINK,
    summary = "Thank for {reason}",
    unset = "Write what to thank for")
record Thank(
    @Setting(
        label = "Reason",
        placeholder = "your patience",
        required = true,
        example = "your patience")
    Template reason)
    implements Node.Acting {

  Thank(@Nullable Template reason) {
    this.reason = reason == null ? new Template("") : reason;
  }

  @Override
  public Change change(Scope scope) {
    return new Change.Send("Thank you for " + scope.text(reason) + "!");
  }

  @Override
  public void inspect(Inspection inspection) {
    if (reason.source().isBlank()) {
      inspection.problem("/reason", "reason-empty", "Write what to thank for.");
    }
    inspection.template("/reason", reason);
  }
}
