package dev.parley.node;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template that has been read. Nothing in it changes any more, so many threads may render it.
 *
 * <p>Positions are offsets in the source.
 */
final class LiquidTree {
  private LiquidTree() {}

  /** Nodes one after the other. */
  record Block(List<Node> nodes) {
    static final Block EMPTY = new Block(List.of());

    Block {
      nodes = List.copyOf(nodes);
    }
  }

  sealed interface Node {
    /**
     * Literal text.
     *
     * @param raw whether the author has put it between raw and endraw, so that it is left alone
     */
    record Text(String text, int at, boolean raw) implements Node {}

    /**
     * A place where a value is written.
     *
     * @param quoteFollows whether the text after it begins with the quote that ends a JSON value
     */
    record Gap(Filtered value, boolean quoteFollows) implements Node {}

    record Assign(String name, Filtered value) implements Node {}

    record Capture(String name, Block block) implements Node {}

    /** The first branch whose condition holds, otherwise the last block. */
    record Choice(List<Branch> branches, Block otherwise) implements Node {}

    /** A block for each of its values that is equal; the last block when there was none. */
    record Case(Expression subject, List<When> whens, Block otherwise) implements Node {}

    /**
     * A pass over a list.
     *
     * @param title the name and the list as written, by which a later loop goes on from here
     * @param continues whether it begins where the last loop of that title ended
     */
    record Loop(
        String name,
        Expression list,
        String title,
        Optional<Expression> limit,
        Optional<Expression> offset,
        boolean continues,
        boolean reversed,
        Block block,
        Block otherwise)
        implements Node {}

    record Break() implements Node {}

    record Continue() implements Node {}
  }

  /** A branch that is taken when the condition has the wanted outcome. */
  record Branch(Expression condition, boolean wanted, Block block) {}

  record When(List<Expression> values, Block block) {}

  /** An expression and the filters its value goes through. */
  record Filtered(Expression expression, String written, List<Use> filters) {
    boolean hasDefault() {
      return filters.stream().anyMatch(use -> use.name().equals("default"));
    }
  }

  /** One use of a filter. */
  record Use(String name, List<Expression> arguments, Map<String, Expression> named, int at) {}

  sealed interface Expression {
    record Text(String text) implements Expression {}

    record Numeral(BigDecimal number) implements Expression {}

    record Truth(boolean truth) implements Expression {}

    record Nil() implements Expression {}

    /** The words {@code empty} and {@code blank}, which only mean something in comparisons. */
    record Emptiness(Word word) implements Expression {}

    record Path(String root, List<Step> steps, String written, int at) implements Expression {}

    record Range(Expression from, Expression to) implements Expression {}

    record Comparison(Comparing operator, Expression left, Expression right)
        implements Expression {}

    /** Both conditions, or one of them. */
    record Joined(boolean both, Expression left, Expression right) implements Expression {}
  }

  enum Word {
    EMPTY,
    BLANK
  }

  /** One step further down a path. */
  sealed interface Step {
    record Name(String name) implements Step {}

    record Index(Expression expression, String written) implements Step {}
  }
}
