package dev.parley.template.syntax;

import dev.parley.template.value.Comparing;
import dev.parley.template.value.LiquidWord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed template. Immutable, so many threads may render it.
 *
 * <p>Positions are offsets in the source.
 */
public final class LiquidTree {
  private LiquidTree() {}

  /** A sequence of nodes. */
  public record Block(List<Node> nodes) {
    static final Block EMPTY = new Block(List.of());

    /** A block that holds these nodes as they are now. */
    public Block {
      nodes = List.copyOf(nodes);
    }
  }

  /** A part of a template that is carried out. */
  public sealed interface Node {
    /**
     * Literal text.
     *
     * @param raw true if it was between raw and endraw, so that it is left unchanged
     */
    record Text(String text, int at, boolean raw) implements Node {}

    /**
     * An output tag.
     *
     * @param quoteFollows true if the text after it begins with the closing quote of a JSON value
     */
    record Gap(Filtered value, boolean quoteFollows) implements Node {}

    record Assign(String name, Filtered value) implements Node {}

    record Capture(String name, Block block) implements Node {}

    /** The first branch whose condition holds, otherwise the last block. */
    record Choice(List<Branch> branches, Block otherwise) implements Node {}

    /** One block for each matching value; the last block if none matched. */
    record Case(Expression subject, List<When> whens, Block otherwise) implements Node {}

    /**
     * A loop over a list.
     *
     * @param title the name and the list as written, by which a later loop can continue
     * @param continues true if it begins where the last loop with that title ended
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

  /** A branch that is taken if the condition has the wanted outcome. */
  public record Branch(Expression condition, boolean wanted, Block block) {}

  /** The block for each of these values. */
  public record When(List<Expression> values, Block block) {}

  /** An expression with its filters. */
  public record Filtered(Expression expression, String written, List<Use> filters) {
    /** Returns true if a value that is absent is replaced by another. */
    public boolean hasDefault() {
      return filters.stream().anyMatch(use -> use.name().equals("default"));
    }
  }

  /** One use of a filter. */
  public record Use(
      String name, List<Expression> arguments, Map<String, Expression> named, int at) {}

  /** An expression that has a value. */
  public sealed interface Expression {
    record Text(String text) implements Expression {}

    record Numeral(BigDecimal number) implements Expression {}

    record Truth(boolean truth) implements Expression {}

    record Nil() implements Expression {}

    /** The keywords {@code empty} and {@code blank}, which are only meaningful in comparisons. */
    record Emptiness(LiquidWord word) implements Expression {}

    record Path(String root, List<Step> steps, String written, int at) implements Expression {}

    record Range(Expression from, Expression to) implements Expression {}

    record Comparison(Comparing operator, Expression left, Expression right)
        implements Expression {}

    /** A conjunction or disjunction of two conditions. */
    record Joined(boolean both, Expression left, Expression right) implements Expression {}
  }

  /** One segment of a path. */
  public sealed interface Step {
    record Name(String name) implements Step {}

    record Index(Expression expression, String written) implements Step {}
  }
}
