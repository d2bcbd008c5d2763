package dev.parley.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The paths that a template may use at one place of a graph: which roots exist and what can be
 * below them. It describes what can exist: a known path may still be absent in a given run.
 *
 * <p>Immutable; each method returns a new vocabulary. Names are given one by one, so a name may
 * contain any character.
 *
 * @param roots the first names of all paths, in the order in which they are suggested to the author
 */
public record Vocabulary(Map<String, Shape> roots) {

  /** A vocabulary without any paths. */
  public static final Vocabulary EMPTY = new Vocabulary(Map.of());

  public Vocabulary {
    roots = Collections.unmodifiableMap(new LinkedHashMap<>(roots));
  }

  /** The kind of value at a path. */
  public sealed interface Shape {
    /** One text, number, boolean or date; there is nothing below it. */
    record Scalar() implements Shape {}

    /** A list; its elements all have one shape. */
    record ListOf(Shape element) implements Shape {}

    /** Exactly these names and no others. */
    record Closed(Map<String, Shape> names) implements Shape {
      public Closed {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
      }
    }

    /**
     * These names, and others chosen by a sender: lower-case letters and digits, each with one
     * value.
     *
     * @param never names that a sender cannot choose
     */
    record Extensible(Map<String, Shape> names, Set<String> never) implements Shape {
      private static final Pattern OTHERS = Pattern.compile("[a-z0-9]{1,40}");

      public Extensible {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        never = Set.copyOf(never);
      }

      /** Returns the shape of a name; null if the name is impossible. */
      @Nullable Shape below(String name) {
        var chosen = OTHERS.matcher(name).matches() && !never.contains(name);
        return names.getOrDefault(name, chosen ? new Scalar() : null);
      }
    }

    /** Anything may be here and below: the shape is known only at run time. */
    record Open() implements Shape {}
  }

  /** Adds a path that holds one value. */
  public Vocabulary scalar(String... path) {
    return with(new Shape.Scalar(), path);
  }

  /** Adds a path that holds a list of values. */
  public Vocabulary list(String... path) {
    return with(new Shape.ListOf(new Shape.Scalar()), path);
  }

  /** Adds a path below which anything may exist. */
  public Vocabulary open(String... path) {
    return with(new Shape.Open(), path);
  }

  /** Allows names chosen by a sender below a root, in addition to the known ones. */
  public Vocabulary extensible(String root, String... never) {
    return roots.get(root) instanceof Shape.Closed known
        ? with(new Shape.Extensible(known.names(), Set.of(never)), root)
        : this;
  }

  /** Adds a path without any names below it yet. */
  public Vocabulary closed(String... path) {
    return with(new Shape.Closed(Map.of()), path);
  }

  /**
   * Adds a path of any shape, replacing what was there before and creating missing names on the
   * way.
   */
  public Vocabulary with(Shape shape, String... path) {
    if (path.length == 0) {
      throw new IllegalArgumentException("path: empty (expected: at least one name)");
    }
    return new Vocabulary(put(roots, shape, List.of(path)));
  }

  /** Returns the vocabulary without one root, for fields that must not show secrets. */
  public Vocabulary without(String root) {
    Map<String, Shape> left = new LinkedHashMap<>(roots);
    left.remove(root);
    return new Vocabulary(left);
  }

  /**
   * Returns paths of at most three names, written as in a template, that end with the given name.
   */
  List<String> endingWith(String name) {
    List<String> found = new ArrayList<>();
    collect(roots, "", name, 0, found);
    return found;
  }

  private static void collect(
      Map<String, Shape> names, String prefix, String wanted, int depth, List<String> found) {
    names.forEach((name, shape) -> {
      if (name.equals(wanted)) {
        found.add(prefix + name);
      }
      if (depth < 2 && shape instanceof Shape.Closed closed) {
        collect(closed.names(), prefix + name + ".", wanted, depth + 1, found);
      }
      if (depth < 2 && shape instanceof Shape.Extensible extensible) {
        collect(extensible.names(), prefix + name + ".", wanted, depth + 1, found);
      }
    });
  }

  private static Map<String, Shape> put(Map<String, Shape> names, Shape shape, List<String> path) {
    Map<String, Shape> changed = new LinkedHashMap<>(names);
    String name = path.getFirst();
    if (path.size() == 1) {
      changed.put(name, shape);
    } else {
      Map<String, Shape> below =
          names.get(name) instanceof Shape.Closed closed ? closed.names() : Map.of();
      changed.put(name, new Shape.Closed(put(below, shape, path.subList(1, path.size()))));
    }
    return changed;
  }
}
