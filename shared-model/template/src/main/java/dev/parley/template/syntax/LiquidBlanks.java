package dev.parley.template.syntax;

import dev.parley.template.syntax.LiquidTree.Block;
import dev.parley.template.syntax.LiquidTree.Branch;
import dev.parley.template.syntax.LiquidTree.Node;
import dev.parley.template.syntax.LiquidTree.When;

/**
 * Removes white space from blocks that write nothing else, as Liquid does: the lines of conditions
 * and assignments leave no gaps in the message.
 */
final class LiquidBlanks {
  private LiquidBlanks() {}

  static Node without(Node node) {
    if (!isBlank(node)) {
      return node;
    }
    return switch (node) {
      case Node.Choice choice ->
          new Node.Choice(
              choice.branches().stream()
                  .map(branch ->
                      new Branch(branch.condition(), branch.wanted(), without(branch.block())))
                  .toList(),
              without(choice.otherwise()));
      case Node.Case choice ->
          new Node.Case(
              choice.subject(),
              choice.whens().stream()
                  .map(when -> new When(when.values(), without(when.block())))
                  .toList(),
              without(choice.otherwise()));
      case Node.Loop loop ->
          new Node.Loop(
              loop.name(),
              loop.list(),
              loop.title(),
              loop.limit(),
              loop.offset(),
              loop.continues(),
              loop.reversed(),
              without(loop.block()),
              without(loop.otherwise()));
      case Node.Text _, Node.Gap _, Node.Assign _, Node.Capture _, Node.Break _, Node.Continue _ ->
          node;
    };
  }

  private static Block without(Block block) {
    return new Block(block.nodes().stream().filter(node -> !(node instanceof Node.Text)).toList());
  }

  private static boolean isBlank(Node node) {
    return switch (node) {
      case Node.Text text -> !text.raw() && text.text().isBlank();
      case Node.Assign _, Node.Capture _ -> true;
      case Node.Gap _, Node.Break _, Node.Continue _ -> false;
      case Node.Choice choice ->
          choice.branches().stream().allMatch(branch -> isBlank(branch.block()))
              && isBlank(choice.otherwise());
      case Node.Case choice ->
          choice.whens().stream().allMatch(when -> isBlank(when.block()))
              && isBlank(choice.otherwise());
      case Node.Loop loop -> isBlank(loop.block()) && isBlank(loop.otherwise());
    };
  }

  private static boolean isBlank(Block block) {
    return block.nodes().stream().allMatch(LiquidBlanks::isBlank);
  }
}
