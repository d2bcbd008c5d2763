package dev.parley.node;

import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes labels from the conversation.
 *
 * @param labels ids, or before resolving also names, of existing labels; at least one
 */
@Kind(
    name = "removeLabel",
    title = "Remove Label",
    section = Kind.Section.LABELS,
    help = "Remove one or more labels from the conversation.",
    keywords = "tag unmark",
    icon = "tag-off",
    color = Kind.Color.GRAPE,
    summary = "Remove {labels}",
    unset = "Choose labels",
    causes = @Kind.Cause(EventType.LABEL_REMOVED))
record RemoveLabel(
    @Setting(
            label = "Labels to remove",
            placeholder = "Choose labels",
            catalogue = References.Kind.LABEL,
            required = true,
            example = "[\"VIP\"]")
        List<String> labels)
    implements Node.Acting {

  RemoveLabel(@Nullable List<String> labels) {
    this.labels = labels == null ? List.of() : List.copyOf(labels);
  }

  @Override
  public Change change(Scope scope) {
    return new Change.RemoveLabels(labels.stream().map(scope::label).toList());
  }

  @Override
  public void inspect(Inspection inspection) {
    if (labels.isEmpty()) {
      inspection.problem("/labels", "labels-empty", "Choose at least one label to remove.");
    }
    for (int i = 0; i < labels.size(); i++) {
      inspection.reference("/labels/" + i, References.Kind.LABEL, labels.get(i));
    }
  }

  @Override
  public Node resolved(References references) {
    return new RemoveLabel(
        labels.stream().map(label -> references.idOr(References.Kind.LABEL, label)).toList());
  }
}
