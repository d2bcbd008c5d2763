package dev.parley.node;

import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies labels to the conversation.
 *
 * @param labels ids, or before resolving also names, of existing labels; at least one
 */
@Kind(
    name = "addLabel",
    title = "Add Label",
    section = Kind.Section.LABELS,
    help = "Apply one or more labels to the conversation.",
    keywords = "tag mark",
    icon = "tag",
    color = Kind.Color.GRAPE,
    summary = "Add {labels}",
    unset = "Choose labels",
    causes = @Kind.Cause(EventType.LABEL_ADDED))
record AddLabel(
    @Setting(
            label = "Labels to add",
            placeholder = "Choose labels",
            catalogue = References.Kind.LABEL,
            required = true,
            example = "[\"VIP\"]")
        List<String> labels)
    implements Node.Acting {

  AddLabel(@Nullable List<String> labels) {
    this.labels = labels == null ? List.of() : List.copyOf(labels);
  }

  @Override
  public Change change(Scope scope) {
    return new Change.AddLabels(labels.stream().map(scope::label).toList());
  }

  @Override
  public void inspect(Inspection inspection) {
    if (labels.isEmpty()) {
      inspection.problem("/labels", "labels-empty", "Choose at least one label to add.");
    }
    for (int i = 0; i < labels.size(); i++) {
      inspection.reference("/labels/" + i, References.Kind.LABEL, labels.get(i));
    }
  }

  @Override
  public Node resolved(References references) {
    return new AddLabel(
        labels.stream().map(label -> references.idOr(References.Kind.LABEL, label)).toList());
  }
}
