package dev.parley.template.syntax;

import dev.parley.template.syntax.LiquidScan.Kind;
import dev.parley.template.syntax.LiquidScan.Piece;
import dev.parley.template.syntax.LiquidSyntax.Unreadable;
import dev.parley.template.syntax.LiquidTree.Block;
import dev.parley.template.syntax.LiquidTree.Branch;
import dev.parley.template.syntax.LiquidTree.Expression;
import dev.parley.template.syntax.LiquidTree.Filtered;
import dev.parley.template.syntax.LiquidTree.Node;
import dev.parley.template.syntax.LiquidTree.When;
import dev.parley.text.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Parses a template into a tree. A part that cannot be parsed is recorded as an error and replaced
 * by something harmless, so that one pass finds all errors; a tree with errors is never rendered.
 */
public final class LiquidParser {
  /** The supported tags; any other tag is an error. */
  public static final Set<String> TAGS =
      Set.of(
          "if",
          "elsif",
          "else",
          "endif",
          "unless",
          "endunless",
          "case",
          "when",
          "endcase",
          "for",
          "endfor",
          "break",
          "continue",
          "assign",
          "capture",
          "endcapture",
          "comment",
          "endcomment",
          "raw",
          "endraw");

  private static final int MAX_DEPTH = 20;
  private static final Expression NOTHING = new Expression.Nil();

  private final String source;
  private final LiquidScan scan;
  private final boolean lenient;
  private final List<TemplateProblem> faults;
  private final Deque<Set<String>> enclosing = new ArrayDeque<>();
  private final Block root;
  private int next;
  private int loops;

  /** Reads a template. */
  public LiquidParser(String source) {
    this(source, false);
  }

  /**
   * Creates a parser.
   *
   * @param lenient to accept what was once publishable and is an error now
   */
  public LiquidParser(String source, boolean lenient) {
    this.source = source;
    this.scan = new LiquidScan(source, lenient);
    this.lenient = lenient;
    this.faults = new ArrayList<>(scan.faults());
    this.root = scan.isTooComplex() ? Block.EMPTY : block(Set.of());
  }

  /** Returns the tree of all that could be read. */
  public Block root() {
    return root;
  }

  /** Returns the syntax errors. */
  public List<TemplateProblem> faults() {
    return faults;
  }

  /** Returns the pieces that the template is made of. */
  public LiquidScan scan() {
    return scan;
  }

  /** Parses everything up to a tag that ends this block, or to the end of the template. */
  private Block block(Set<String> ends) {
    enclosing.push(ends);
    List<Node> nodes = new ArrayList<>();
    while (next < scan.pieces().size()) {
      Piece piece = scan.pieces().get(next);
      if (piece.kind() == Kind.TAG && endsSomething(piece)) {
        break;
      }
      next++;
      switch (piece.kind()) {
        case TEXT -> text(piece).ifPresent(nodes::add);
        case RAW -> nodes.add(new Node.Text(scan.inner(piece), piece.innerStart(), true));
        case COMMENT -> {}
        case OUTPUT -> read(piece, LiquidSyntax::filtered).ifPresent(value -> gap(value, nodes));
        case TAG -> tag(piece, nodes);
      }
    }
    enclosing.pop();
    return new Block(LiquidQuotes.marked(nodes));
  }

  /** A tag may end an outer block, in which case the blocks in between are unclosed. */
  private boolean endsSomething(Piece piece) {
    return enclosing.stream().anyMatch(ends -> ends.contains(piece.name()));
  }

  private static void gap(Filtered value, List<Node> nodes) {
    nodes.add(new Node.Gap(value, false));
  }

  private Optional<Node> text(Piece piece) {
    int start = piece.start();
    int end = piece.end();
    int index = next - 1;
    if (index > 0 && scan.trimsAfter(scan.pieces().get(index - 1))) {
      while (start < end && Character.isWhitespace(source.charAt(start))) {
        start++;
      }
    }
    if (next < scan.pieces().size() && scan.trimsBefore(scan.pieces().get(next))) {
      while (start < end && Character.isWhitespace(source.charAt(end - 1))) {
        end--;
      }
    }
    return start == end
        ? Optional.empty()
        : Optional.of(new Node.Text(source.substring(start, end), start, false));
  }

  private void tag(Piece piece, List<Node> nodes) {
    switch (piece.name()) {
      case "if" -> nodes.add(LiquidBlanks.without(choice(piece, true)));
      case "unless" -> nodes.add(LiquidBlanks.without(choice(piece, false)));
      case "case" -> nodes.add(LiquidBlanks.without(cases(piece)));
      case "for" -> nodes.add(LiquidBlanks.without(loop(piece)));
      case "capture" -> nodes.add(capture(piece));
      case "assign" -> read(piece, LiquidParser::assign).ifPresent(nodes::add);
      case "break" -> inLoop(piece, new Node.Break(), nodes);
      case "continue" -> inLoop(piece, new Node.Continue(), nodes);
      default -> stray(piece);
    }
  }

  private void stray(Piece piece) {
    String name = piece.name();
    if (TAGS.contains(name)) {
      fault("template-syntax", "\"%s\" is not inside a matching block.".formatted(name), piece);
    } else {
      String hint = Nearest.to(name, TAGS).map(" Did you mean \"%s\"?"::formatted).orElse("");
      fault("template-unknown-tag", "There is no tag \"%s\".%s".formatted(name, hint), piece);
    }
  }

  private void inLoop(Piece piece, Node node, List<Node> nodes) {
    bare(piece);
    if (loops == 0) {
      fault(
          "template-syntax",
          "\"%s\" is only allowed inside a for loop.".formatted(piece.name()),
          piece);
    }
    nodes.add(node);
  }

  private Node choice(Piece opening, boolean wanted) {
    String close = "end" + opening.name();
    Set<String> ends = Set.of("elsif", "else", close);
    List<Branch> branches = new ArrayList<>();
    Expression condition = read(opening, LiquidSyntax::condition).orElse(NOTHING);
    branches.add(new Branch(condition, wanted, nested(opening, ends)));
    Optional<Piece> more = taken("elsif");
    while (more.isPresent()) {
      Expression other = read(more.get(), LiquidSyntax::condition).orElse(NOTHING);
      branches.add(new Branch(other, true, nested(opening, ends)));
      more = taken("elsif");
    }
    return new Node.Choice(branches, otherwise(opening, close));
  }

  private Node cases(Piece opening) {
    Set<String> ends = Set.of("when", "else", "endcase");
    Filtered subject =
        read(opening, LiquidSyntax::filtered).orElse(new Filtered(NOTHING, "", List.of()));
    if (!subject.filters().isEmpty()) {
      fault("template-syntax", "A case cannot have filters. Assign the value first.", opening);
    }
    nested(opening, ends);
    List<When> whens = new ArrayList<>();
    Optional<Piece> when = taken("when");
    while (when.isPresent()) {
      List<Expression> values = read(when.get(), LiquidSyntax::alternatives).orElse(List.of());
      whens.add(new When(values, nested(opening, ends)));
      when = taken("when");
    }
    if (whens.isEmpty()) {
      fault("template-syntax", "A case needs at least one \"when\".", opening);
    }
    return new Node.Case(subject.expression(), whens, otherwise(opening, "endcase"));
  }

  private Node loop(Piece opening) {
    Node.Loop header =
        read(opening, LiquidParser::header)
            .orElse(
                new Node.Loop(
                    "",
                    NOTHING,
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    Block.EMPTY,
                    Block.EMPTY));
    loops++;
    Block block = nested(opening, Set.of("else", "endfor"));
    loops--;
    return new Node.Loop(
        header.name(),
        header.list(),
        header.title(),
        header.limit(),
        header.offset(),
        header.continues(),
        header.reversed(),
        block,
        otherwise(opening, "endfor"));
  }

  private static Node.Loop header(LiquidSyntax syntax) {
    String name = syntax.loopName();
    syntax.expectWord("in");
    int start = syntax.at();
    Expression list = syntax.value();
    String title = name + "-" + syntax.written(list, start);
    boolean reversed = false;
    boolean continues = false;
    Optional<Expression> limit = Optional.empty();
    Optional<Expression> offset = Optional.empty();
    syntax.acceptComma();
    while (!syntax.isAtEnd()) {
      if (syntax.acceptWord("reversed")) {
        reversed = true;
      } else if (syntax.acceptWord("limit")) {
        limit = Optional.of(syntax.option());
      } else {
        syntax.expectWord("offset");
        syntax.expect(":");
        continues = syntax.acceptWord("continue");
        offset = continues ? Optional.empty() : Optional.of(syntax.value());
      }
      syntax.acceptComma();
    }
    return new Node.Loop(
        name, list, title, limit, offset, continues, reversed, Block.EMPTY, Block.EMPTY);
  }

  private Node capture(Piece opening) {
    String name =
        read(
                opening,
                syntax -> {
                  String given = syntax.nameOrText();
                  syntax.end();
                  return given;
                })
            .orElse("");
    Block block = nested(opening, Set.of("endcapture"));
    closed(opening, "endcapture");
    return new Node.Capture(name, block);
  }

  private static Node assign(LiquidSyntax syntax) {
    String name = syntax.name();
    syntax.expect("=");
    return new Node.Assign(name, syntax.filtered());
  }

  private Block nested(Piece opening, Set<String> ends) {
    if (enclosing.size() > MAX_DEPTH) {
      fault(
          LiquidScan.TOO_COMPLEX,
          "Blocks are nested more than %d levels deep.".formatted(MAX_DEPTH),
          opening);
      next = scan.pieces().size();
      return Block.EMPTY;
    }
    return block(ends);
  }

  private Block otherwise(Piece opening, String close) {
    Optional<Piece> other = taken("else");
    other.ifPresent(this::bare);
    Block block = other.isPresent() ? nested(opening, Set.of(close)) : Block.EMPTY;
    closed(opening, close);
    return block;
  }

  private void closed(Piece opening, String close) {
    Optional<Piece> closing = taken(close);
    if (closing.isPresent()) {
      bare(closing.get());
    } else {
      fault(
          "template-syntax",
          "\"%s\" is never closed. Add \"{%% %s %%}\".".formatted(opening.name(), close),
          opening);
    }
  }

  private Optional<Piece> taken(String name) {
    if (next < scan.pieces().size()) {
      Piece piece = scan.pieces().get(next);
      if (piece.kind() == Kind.TAG && piece.name().equals(name)) {
        next++;
        return Optional.of(piece);
      }
    }
    return Optional.empty();
  }

  private void bare(Piece piece) {
    if (!scan.inner(piece).isBlank()) {
      fault("template-syntax", "\"%s\" takes no arguments.".formatted(piece.name()), piece);
    }
  }

  private <T> Optional<T> read(Piece piece, Function<LiquidSyntax, T> reader) {
    try {
      return Optional.of(
          reader.apply(new LiquidSyntax(source, piece.innerStart(), piece.innerEnd(), lenient)));
    } catch (Unreadable e) {
      fault("template-syntax", LiquidHint.about(piece, scan), piece);
      return Optional.empty();
    }
  }

  private void fault(String code, String message, Piece piece) {
    faults.add(scan.faultAt(code, message, piece.start()));
  }
}
