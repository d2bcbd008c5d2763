package dev.parley.template;

import dev.parley.template.Vocabulary.Shape;
import dev.parley.text.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Messages that name an unknown variable and suggest an existing one. */
final class LiquidAdvice {
  private static final int OFFERED = 8;

  private LiquidAdvice() {}

  static String missing(String path, Shape shape, String name) {
    return switch (shape) {
      case Shape.Scalar scalar ->
          "\"%s\" is a single value, so there is no \"%s.%s\".".formatted(path, path, name);
      case Shape.ListOf list ->
          "\"%s\" is a list and has no \"%s\". Use \"first\", \"last\", \"size\" or a for loop."
              .formatted(path, name);
      case Shape.Closed closed when path.equals("secrets") ->
          "There is no secret \"%s\".%s"
              .formatted(name, nearest("", name, closed.names().keySet()));
      case Shape.Closed closed ->
          "There is no \"%s.%s\".%s"
              .formatted(path, name, offer(path + ".", name, closed.names().keySet()));
      case Shape.Extensible extensible ->
          "There is no \"%s.%s\".%s"
              .formatted(path, name, offer(path + ".", name, extensible.names().keySet()));
      case Shape.Open open -> throw new IllegalStateException("any name is allowed below " + path);
    };
  }

  static String missingRoot(String name, Set<String> names, Vocabulary vocabulary) {
    if (name.equals("secrets")) {
      return "Secrets cannot be used here.";
    }
    List<String> deeper = vocabulary.endingWith(name);
    return deeper.isEmpty()
        ? "There is no \"%s\".%s".formatted(name, offer("", name, names))
        : "There is no \"%s\". Did you mean \"%s\"?".formatted(name, deeper.getFirst());
  }

  private static String offer(String prefix, String name, Collection<String> names) {
    String near = nearest(prefix, name, names);
    if (!near.isEmpty() || names.isEmpty()) {
      return near;
    }
    List<String> some = new TreeSet<>(names).stream().limit(OFFERED).toList();
    String more = names.size() > OFFERED ? " and more" : "";
    return " Known here: " + String.join(", ", some) + more + ".";
  }

  private static String nearest(String prefix, String name, Collection<String> names) {
    return Nearest.to(name, names)
        .map(near -> " Did you mean \"%s%s\"?".formatted(prefix, near))
        .orElse("");
  }
}
