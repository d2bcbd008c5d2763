package dev.parley.template;

import dev.parley.template.Vocabulary.Shape;
import dev.parley.template.filter.LiquidFilters;
import dev.parley.template.syntax.LiquidParser;
import dev.parley.template.syntax.LiquidScan;
import dev.parley.template.syntax.LiquidTree.Block;
import dev.parley.template.syntax.LiquidTree.Branch;
import dev.parley.template.syntax.LiquidTree.Expression;
import dev.parley.template.syntax.LiquidTree.Filtered;
import dev.parley.template.syntax.LiquidTree.Node;
import dev.parley.template.syntax.LiquidTree.Step;
import dev.parley.template.syntax.LiquidTree.Use;
import dev.parley.template.syntax.LiquidTree.When;
import dev.parley.template.syntax.TemplateProblem;
import dev.parley.template.value.Strftime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the names in a tree: paths against a vocabulary, filters against the known ones. */
final class LiquidNames {
  private static final Shape OPEN = new Shape.Open();
  private static final Shape SCALAR = new Shape.Scalar();
  private static final String SECRETS = "secrets";
  private static final Shape LOOP =
      new Shape.Closed(
          Map.of(
              "index", SCALAR,
              "index0", SCALAR,
              "rindex", SCALAR,
              "rindex0", SCALAR,
              "first", SCALAR,
              "last", SCALAR,
              "length", SCALAR,
              "name", SCALAR,
              "parentloop", OPEN));

  private final Vocabulary vocabulary;
  private final LiquidScan scan;
  private final List<TemplateProblem> faults = new ArrayList<>();
  private final Deque<Map<String, Shape>> loops = new ArrayDeque<>();

  /** Names assigned by the template; their values are known only at run time. */
  private final Set<String> assigned = new LinkedHashSet<>();

  private LiquidNames(Vocabulary vocabulary, LiquidScan scan) {
    this.vocabulary = vocabulary;
    this.scan = scan;
  }

  static List<TemplateProblem> faults(LiquidParser parsed, Vocabulary vocabulary) {
    LiquidNames names = new LiquidNames(vocabulary, parsed.scan());
    names.collectAssigned(parsed.root());
    names.check(parsed.root());
    return names.faults;
  }

  private void collectAssigned(Block block) {
    for (Node node : block.nodes()) {
      switch (node) {
        case Node.Assign assign -> assigned.add(assign.name());
        case Node.Capture capture -> {
          assigned.add(capture.name());
          collectAssigned(capture.block());
        }
        case Node.Choice choice -> {
          choice.branches().forEach(branch -> collectAssigned(branch.block()));
          collectAssigned(choice.otherwise());
        }
        case Node.Case choice -> {
          choice.whens().forEach(when -> collectAssigned(when.block()));
          collectAssigned(choice.otherwise());
        }
        case Node.Loop loop -> {
          collectAssigned(loop.block());
          collectAssigned(loop.otherwise());
        }
        case Node.Text text -> {}
        case Node.Gap gap -> {}
        case Node.Break end -> {}
        case Node.Continue end -> {}
      }
    }
  }

  private void check(Block block) {
    for (Node node : block.nodes()) {
      switch (node) {
        case Node.Gap gap -> check(gap.value());
        case Node.Assign assign -> check(assign.value());
        case Node.Capture capture -> check(capture.block());
        case Node.Choice choice -> {
          for (Branch branch : choice.branches()) {
            shape(branch.condition());
            check(branch.block());
          }
          check(choice.otherwise());
        }
        case Node.Case choice -> {
          shape(choice.subject());
          for (When when : choice.whens()) {
            when.values().forEach(this::shape);
            check(when.block());
          }
          check(choice.otherwise());
        }
        case Node.Loop loop -> check(loop);
        case Node.Text text -> {}
        case Node.Break end -> {}
        case Node.Continue end -> {}
      }
    }
  }

  private void check(Node.Loop loop) {
    Shape list = shape(loop.list());
    loop.limit().ifPresent(this::shape);
    loop.offset().ifPresent(this::shape);
    Map<String, Shape> names = new HashMap<>();
    names.put("forloop", LOOP);
    names.put(loop.name(), list instanceof Shape.ListOf(Shape element) ? element : OPEN);
    loops.push(names);
    check(loop.block());
    loops.pop();
    check(loop.otherwise());
  }

  private void check(Filtered filtered) {
    shape(filtered.expression());
    for (Use use : filtered.filters()) {
      if (!LiquidFilters.names().contains(use.name())) {
        fault("template-unknown-filter", LiquidFilters.unknown(use.name()), use.at());
      } else if (!LiquidFilters.named(use.name()).takes(use.arguments().size())) {
        String expected = LiquidFilters.named(use.name()).expectation();
        fault(
            "template-filter-arguments",
            "The filter \"%s\" %s.".formatted(use.name(), expected),
            use.at());
      }
      use.arguments().forEach(this::shape);
      use.named().values().forEach(this::shape);
      checkFormat(use);
    }
  }

  private void checkFormat(Use use) {
    if (use.name().equals("date")
        && use.arguments().size() == 1
        && use.arguments().getFirst() instanceof Expression.Text(String format)) {
      Strftime.unknown(format)
          .ifPresent(why ->
              fault(
                  "template-filter-arguments", "The filter \"date\" %s.".formatted(why), use.at()));
    }
  }

  /**
   * Returns the shape of an expression; open if a path is wrong, so that it is reported only once.
   */
  private Shape shape(Expression expression) {
    switch (expression) {
      case Expression.Path path -> {
        return shape(path);
      }
      case Expression.Range range -> {
        shape(range.from());
        shape(range.to());
        return new Shape.ListOf(SCALAR);
      }
      case Expression.Comparison comparison -> {
        shape(comparison.left());
        shape(comparison.right());
      }
      case Expression.Joined joined -> {
        shape(joined.left());
        shape(joined.right());
      }
      case Expression.Text text -> {}
      case Expression.Numeral number -> {}
      case Expression.Truth truth -> {}
      case Expression.Nil nil -> {}
      case Expression.Emptiness emptiness -> {}
    }
    return SCALAR;
  }

  /**
   * A secret must be named literally, so that its author and not a customer's text chooses which
   * one is sent.
   */
  private void requireNamedSecret(Expression.Path path) {
    if (path.root().equals(SECRETS)
        && !assigned.contains(SECRETS)
        && loops.stream().noneMatch(names -> names.containsKey(SECRETS))
        && !(!path.steps().isEmpty() && path.steps().getFirst() instanceof Step.Name)) {
      fault(
          "template-secret-unnamed",
          "Name one secret, for example \"secrets.api_key\". The secret to send must be known in advance.",
          path.at());
    }
  }

  private Shape shape(Expression.Path path) {
    requireNamedSecret(path);
    String reached = path.root();
    @Nullable Shape shape = root(path);
    for (Step step : path.steps()) {
      if (step instanceof Step.Index index) {
        shape(index.expression());
      }
      if (shape == null) {
        continue;
      }
      String name = step instanceof Step.Name named ? named.name() : "";
      Shape below = step instanceof Step.Name ? below(shape, name) : indexed(shape);
      if (below == null) {
        String written = step instanceof Step.Index index ? index.written() : name;
        fault(code(reached), LiquidAdvice.missing(reached, shape, written), path.at());
      }
      shape = below;
      reached += step instanceof Step.Name ? "." + name : "[…]";
    }
    return shape == null ? OPEN : shape;
  }

  private @Nullable Shape root(Expression.Path path) {
    String name = path.root();
    for (Map<String, Shape> names : loops) {
      if (names.containsKey(name)) {
        return names.get(name);
      }
    }
    if (assigned.contains(name)) {
      return OPEN;
    }
    Shape known = vocabulary.roots().get(name);
    if (known == null) {
      Set<String> names = new LinkedHashSet<>(vocabulary.roots().keySet());
      names.addAll(assigned);
      loops.forEach(loop -> names.addAll(loop.keySet()));
      fault(code(name), LiquidAdvice.missingRoot(name, names, vocabulary), path.at());
    }
    return known;
  }

  private static @Nullable Shape below(Shape shape, String name) {
    Shape size = name.equals("size") ? SCALAR : null;
    return switch (shape) {
      case Shape.Open open -> OPEN;
      case Shape.Scalar scalar -> size;
      case Shape.Closed closed -> closed.names().getOrDefault(name, size);
      case Shape.Extensible extensible -> extensible.below(name);
      case Shape.ListOf list -> name.equals("first") || name.equals("last") ? list.element() : size;
    };
  }

  /** Returns the shape below an index that is known only at run time. */
  private static @Nullable Shape indexed(Shape shape) {
    return switch (shape) {
      case Shape.Open open -> OPEN;
      case Shape.Closed closed -> OPEN;
      case Shape.Extensible extensible -> OPEN;
      case Shape.ListOf list -> list.element();
      case Shape.Scalar scalar -> null;
    };
  }

  private static String code(String path) {
    return path.equals(SECRETS) ? "template-unknown-secret" : "template-unknown-path";
  }

  private void fault(String code, String message, int at) {
    faults.add(scan.faultAt(code, message, at));
  }
}
