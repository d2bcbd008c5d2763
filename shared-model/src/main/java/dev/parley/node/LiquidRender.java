package dev.parley.node;

import dev.parley.node.LiquidTarget.Gap;
import dev.parley.node.LiquidTree.Block;
import dev.parley.node.LiquidTree.Branch;
import dev.parley.node.LiquidTree.Expression;
import dev.parley.node.LiquidTree.Filtered;
import dev.parley.node.LiquidTree.Node;
import dev.parley.node.LiquidTree.Use;
import dev.parley.node.LiquidTree.When;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rendering of one template: where its text goes and how much work it may still do. Belongs to
 * one thread and is thrown away.
 */
final class LiquidRender {
  private static final int MAX_WORK = 100_000;
  private static final int CHARACTERS_PER_WORK = 64;
  private static final int MAX_ITERATIONS = 1_000;
  private static final int MAX_CAPTURE = 300_000;

  /** How a block ended. */
  private enum End {
    DONE,
    BREAK,
    CONTINUE
  }

  private final Deque<LiquidTarget> targets = new ArrayDeque<>();
  private final LiquidScope scope;
  private int work;
  private int iterations;

  private LiquidRender(LiquidTarget target, Map<String, ?> data) {
    targets.push(target);
    scope = new LiquidScope(data);
  }

  /** Renders a source into a target. */
  static String render(String source, Map<String, ?> data, LiquidTarget target) {
    new LiquidRender(target, data).block(sound(source));
    return target.finish();
  }

  /** The value of the only gap of a source. */
  static @Nullable Object value(String source, Map<String, ?> data) {
    LiquidTarget.Single target = new LiquidTarget.Single();
    new LiquidRender(target, data).block(sound(source));
    return target.value();
  }

  /** The tree of a source without faults of its own; which names exist is not asked any more. */
  private static Block sound(String source) {
    if (Template.isTooLong(source)) {
      throw new TemplateException("template-too-long", Template.tooLong(source));
    }
    LiquidParser parser = new LiquidParser(source);
    if (!parser.faults().isEmpty()) {
      Template.Fault fault = parser.faults().getFirst();
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
        spend(text.text().length());
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
        return block(chosen(choice));
      }
      case Node.Loop loop -> loop(loop);
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

  private Block chosen(Node.Case choice) {
    Object subject = value(choice.subject());
    for (When when : choice.whens()) {
      for (Expression wanted : when.values()) {
        if (Comparing.equal(subject, value(wanted))) {
          return when.block();
        }
      }
    }
    return choice.otherwise();
  }

  private void loop(Node.Loop loop) {
    LiquidLoop pass =
        LiquidLoop.over(
            value(loop.list()),
            loop.limit().map(this::value),
            loop.offset().map(this::value),
            loop.reversed());
    if (pass.isEmpty()) {
      block(loop.otherwise());
      return;
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
      spend(0);
      scope.turn(loop.name(), pass.next());
      end = block(loop.block());
    }
    scope.leave();
  }

  private @Nullable Object filtered(Filtered filtered) {
    Object value = value(filtered.expression());
    for (Use use : filtered.filters()) {
      List<@Nullable Object> arguments = new ArrayList<>();
      use.arguments().forEach(argument -> arguments.add(value(argument)));
      value =
          LiquidFilters.named(use.name())
              .apply(value, new LiquidFilter.Call(use.name(), arguments, this));
    }
    return value;
  }

  private boolean isTrue(Expression condition) {
    Object value = value(condition);
    return value != null && !Boolean.FALSE.equals(value);
  }

  private @Nullable Object value(Expression expression) {
    return switch (expression) {
      case Expression.Text text -> text.text();
      case Expression.Numeral number -> LiquidValues.shortest(number.number());
      case Expression.Truth truth -> truth.truth();
      case Expression.Nil nil -> null;
      case Expression.Emptiness emptiness -> emptiness.word();
      case Expression.Path path -> {
        spend(0);
        yield scope.find(path, this::value);
      }
      case Expression.Range range -> LiquidLoop.range(value(range.from()), value(range.to()));
      case Expression.Comparison comparison -> {
        spend(0);
        yield comparison.operator().holds(value(comparison.left()), value(comparison.right()));
      }
      case Expression.Joined joined ->
          joined.both()
              ? isTrue(joined.left()) && isTrue(joined.right())
              : isTrue(joined.left()) || isTrue(joined.right());
    };
  }

  /** Counts one operation over so many characters; ends a template that works too long. */
  void spend(int characters) {
    work += 1 + characters / CHARACTERS_PER_WORK;
    if (work > MAX_WORK) {
      throw new TemplateException("template-too-much-work", "The template does too much work.");
    }
  }

  private LiquidTarget target() {
    return targets.getFirst();
  }
}
