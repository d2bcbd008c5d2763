package dev.parley.template;

import dev.parley.template.LiquidTarget.Gap;
import dev.parley.template.syntax.LiquidParser;
import dev.parley.template.syntax.LiquidTree.Block;
import dev.parley.template.syntax.LiquidTree.Branch;
import dev.parley.template.syntax.LiquidTree.Node;
import dev.parley.template.syntax.TemplateProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renders a JSON body with empty values, to check that the text around its output tags is valid.
 * Two variants are tried: every condition true and every loop run once, and every condition false
 * and every loop empty.
 */
final class LiquidTrial {
  private static final Gap NOTHING = new Gap("", null, true, false);
  private static final Gap NOTHING_QUOTED = new Gap("", null, true, true);

  private record Origin(int written, Node.Text text) {}

  private final JsonTarget target = new JsonTarget(Template.MAX_BYTES * 4);
  private final List<Origin> origins = new ArrayList<>();
  private final boolean conditions;

  private LiquidTrial(boolean conditions) {
    this.conditions = conditions;
  }

  /**
   * Returns the position at which the body cannot be JSON. A body that is valid in either variant
   * passes, since its conditions may depend on each other.
   */
  static Optional<TemplateProblem> fault(LiquidParser parsed) {
    return new LiquidTrial(true)
        .mistake(parsed.root())
        .flatMap(first -> new LiquidTrial(false).mistake(parsed.root()).map(second -> first))
        .map(at ->
            parsed
                .scan()
                .faultAt(
                    "template-body-json",
                    "The body stops being valid JSON here. Check commas, quotes and brackets.",
                    at));
  }

  private Optional<Integer> mistake(Block root) {
    write(root);
    int at = target.mistake();
    return at < 0 ? Optional.empty() : Optional.of(origin(at));
  }

  /** Returns the source offset of an output character. */
  private int origin(int written) {
    int source = 0;
    for (Origin origin : origins) {
      if (origin.written() <= written) {
        int inText = Math.min(written - origin.written(), origin.text().text().length() - 1);
        source = origin.text().at() + inText;
      }
    }
    return source;
  }

  private void write(Block block) {
    for (Node node : block.nodes()) {
      switch (node) {
        case Node.Text text -> {
          origins.add(new Origin(target.length(), text));
          target.literal(text.text());
        }
        case Node.Gap gap -> target.value(gap.quoteFollows() ? NOTHING_QUOTED : NOTHING, null);
        case Node.Choice choice -> write(chosen(choice));
        case Node.Case choice ->
            write(conditions ? choice.whens().getFirst().block() : choice.otherwise());
        case Node.Loop loop -> write(conditions ? loop.block() : loop.otherwise());
        case Node.Assign assign -> {}
        case Node.Capture capture -> {}
        case Node.Break end -> {}
        case Node.Continue end -> {}
      }
    }
  }

  private Block chosen(Node.Choice choice) {
    for (Branch branch : choice.branches()) {
      if (branch.wanted() == conditions) {
        return branch.block();
      }
    }
    return choice.otherwise();
  }
}
