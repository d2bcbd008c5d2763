package dev.parley.template;

import dev.parley.template.LiquidTarget.Gap;
import dev.parley.template.filter.LiquidFilter;
import dev.parley.template.filter.LiquidFilters;
import dev.parley.template.syntax.LiquidParser;
import dev.parley.template.syntax.LiquidTree.Block;
import dev.parley.template.syntax.LiquidTree.Branch;
import dev.parley.template.syntax.LiquidTree.Expression;
import dev.parley.template.syntax.LiquidTree.Filtered;
import dev.parley.template.syntax.LiquidTree.Node;
import dev.parley.template.syntax.LiquidTree.Use;
import dev.parley.template.syntax.LiquidTree.When;
import dev.parley.template.syntax.TemplateProblem;
import dev.parley.template.value.Comparing;
import dev.parley.template.value.LiquidLoop;
import dev.parley.template.value.LiquidNumbers;
import dev.parley.template.value.LiquidValues;
import dev.parley.template.value.LiquidWork;
import dev.parley.template.value.TemplateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rendering of one template, with its output and its remaining work. Belongs to one thread and
 * is used once.
 */
final class LiquidRender {
  private static final int MAX_ITERATIONS = 1_000;
  private static final int MAX_CAPTURE = 300_000;

  /** The way in which a block ended. */
  private enum End {
    DONE,
    BREAK,
    CONTINUE
  }

  private final Deque<LiquidTarget> targets = new ArrayDeque<>();
  private final Map<String, Integer> offsets = new HashMap<>();
  private final LiquidScope scope;
  private final LiquidWork work;
  private final boolean lenient;
  private int iterations;

  private LiquidRender(LiquidTarget target, Rendering rendering) {
    targets.push(target);
    scope = new LiquidScope(rendering.data());
    work = rendering.work();
    lenient = rendering.lenient();
  }

  /** Renders a source into a target. */
  static String render(String source, Rendering rendering, LiquidTarget target) {
    new LiquidRender(target, rendering).block(sound(source, rendering.lenient()));
    return target.finish();
  }

  /** Returns the value of the only output tag of a source. */
  static @Nullable Object value(String source, Rendering rendering) {
    LiquidTarget.Single target = new LiquidTarget.Single();
    new LiquidRender(target, rendering).block(sound(source, rendering.lenient()));
    return target.value();
  }

  /**
   * Returns the tree of a source that has no syntax errors; unknown names are no longer checked.
   */
  private static Block sound(String source, boolean lenient) {
    if (Template.isTooLong(source)) {
      throw new TemplateException("template-too-long", Template.tooLong(source));
    }
    LiquidParser parser = new LiquidParser(source, lenient);
    if (!parser.faults().isEmpty()) {
      TemplateProblem fault = parser.faults().getFirst();
      throw new TemplateException(fault.code(), fault.message());
    }
    return parser.root();
  }

  private End block(Block block) {
    for (Node node : block.nodes()) {
      End end = node(node);
      if (end != End.DONE) {
        return end;
      }
    }
    return End.DONE;
  }

  private End node(Node node) {
    switch (node) {
      case Node.Text text -> {
        work.spend(text.text().length());
        target().literal(text.text());
      }
      case Node.Gap gap -> gap(gap);
      case Node.Assign assign -> scope.assign(assign.name(), filtered(assign.value()));
      case Node.Capture capture -> {
        return capture(capture);
      }
      case Node.Choice choice -> {
        return block(chosen(choice));
      }
      case Node.Case choice -> {
        return cases(choice);
      }
      case Node.Loop loop -> {
        return loop(loop);
      }
      case Node.Break end -> {
        return End.BREAK;
      }
      case Node.Continue end -> {
        return End.CONTINUE;
      }
    }
    return End.DONE;
  }

  private void gap(Node.Gap gap) {
    scope.forgetAbsent();
    Object value = filtered(gap.value());
    work.spendOn(value);
    target()
        .value(
            new Gap(
                gap.value().written(),
                scope.absent(),
                gap.value().hasDefault(),
                gap.quoteFollows()),
            value);
  }

  private End capture(Node.Capture capture) {
    targets.push(LiquidTarget.text(MAX_CAPTURE));
    End end = block(capture.block());
    scope.assign(capture.name(), targets.pop().finish());
    return end;
  }

  private Block chosen(Node.Choice choice) {
    for (Branch branch : choice.branches()) {
      if (isTrue(branch.condition()) == branch.wanted()) {
        return branch.block();
      }
    }
    return choice.otherwise();
  }

  private End cases(Node.Case choice) {
    Object subject = value(choice.subject());
    boolean met = false;
    for (When when : choice.whens()) {
      for (Expression wanted : when.values()) {
        if (Comparing.EQUAL.holds(subject, value(wanted), work)) {
          met = true;
          End end = block(when.block());
          if (end != End.DONE) {
            return end;
          }
        }
      }
    }
    return met ? End.DONE : block(choice.otherwise());
  }

  private End loop(Node.Loop loop) {
    Object source = value(loop.list());
    int offset =
        loop.continues()
            ? offsets.getOrDefault(loop.title(), 0)
            : loop.offset().map(given -> count(value(given), 0)).orElse(0);
    int limit = loop.limit().map(given -> count(value(given), -1)).orElse(-1);
    LiquidLoop pass = LiquidLoop.over(source, limit, offset, loop.reversed(), work);
    offsets.put(loop.title(), offset + pass.length());
    if (pass.isEmpty()) {
      return block(loop.otherwise());
    }
    scope.enter(pass);
    End end = End.DONE;
    while (end != End.BREAK && pass.hasNext()) {
      iterations++;
      if (iterations > MAX_ITERATIONS) {
        throw new TemplateException(
            "template-too-many-iterations",
            "The loops of the template run more than %,d times.".formatted(MAX_ITERATIONS));
      }
      work.spend(0);
      scope.turn(loop, pass.next());
      end = block(loop.block());
    }
    scope.leave();
    return End.DONE;
  }

  /** Returns a limit or offset of a loop. */
  private int count(@Nullable Object value, int otherwise) {
    if (value == null) {
      return otherwise;
    }
    return LiquidNumbers.read(value)
        .map(number -> Math.clamp(number.longValue(), 0, Integer.MAX_VALUE / 4))
        .orElseGet(() -> {
          if (!lenient) {
            throw new TemplateException(
                "template-loop", "The limit or offset of a loop is not a number in this run.");
          }
          return otherwise;
        });
  }

  private @Nullable Object filtered(Filtered filtered) {
    Object value = value(filtered.expression());
    for (Use use : filtered.filters()) {
      List<@Nullable Object> arguments = new ArrayList<>();
      use.arguments().forEach(argument -> arguments.add(value(argument)));
      Map<String, @Nullable Object> named = new HashMap<>();
      use.named().forEach((name, argument) -> named.put(name, value(argument)));
      value =
          LiquidFilters.named(use.name())
              .apply(value, new LiquidFilter.Call(use.name(), arguments, named, work, lenient));
    }
    return value;
  }

  private boolean isTrue(Expression condition) {
    return LiquidValues.isTrue(value(condition));
  }

  private @Nullable Object value(Expression expression) {
    return switch (expression) {
      case Expression.Text text -> text.text();
      case Expression.Numeral number -> LiquidNumbers.shortest(number.number());
      case Expression.Truth truth -> truth.truth();
      case Expression.Nil nil -> null;
      case Expression.Emptiness emptiness -> emptiness.word();
      case Expression.Path path -> {
        work.spend(0);
        yield scope.find(path, this::value);
      }
      case Expression.Range range -> LiquidLoop.range(value(range.from()), value(range.to()));
      case Expression.Comparison comparison -> compared(comparison);
      case Expression.Joined joined ->
          joined.both()
              ? isTrue(joined.left()) && isTrue(joined.right())
              : isTrue(joined.left()) || isTrue(joined.right());
    };
  }

  private boolean compared(Expression.Comparison comparison) {
    Object left = value(comparison.left());
    Object right = value(comparison.right());
    return lenient
        ? comparison.operator().holdsLeniently(left, right, work)
        : comparison.operator().holds(left, right, work);
  }

  private LiquidTarget target() {
    return targets.getFirst();
  }
}
