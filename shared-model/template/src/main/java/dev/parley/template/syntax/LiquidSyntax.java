package dev.parley.template.syntax;

import dev.parley.template.filter.LiquidFilters;
import dev.parley.template.syntax.LiquidTree.Expression;
import dev.parley.template.syntax.LiquidTree.Filtered;
import dev.parley.template.syntax.LiquidTree.Step;
import dev.parley.template.syntax.LiquidTree.Use;
import dev.parley.template.value.Comparing;
import dev.parley.template.value.LiquidWord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the content of one output tag or tag, from left to right. */
final class LiquidSyntax {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");
  private static final Pattern ROOT = Pattern.compile(NAME.pattern() + "\\??");
  private static final Pattern MEMBER = Pattern.compile("[\\p{L}\\p{N}_-]+\\??");
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,100}(\\.\\d{1,100})?(?![\\p{L}\\p{N}_])");
  private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern OPERATOR =
      Pattern.compile("==|!=|<>|<=|>=|<|>|contains(?![\\p{L}\\p{N}_-])");

  /** Signals a syntax error to the caller, which knows the whole tag. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Unreadable() {
      super("unreadable", null, false, false);
    }
  }

  private final String source;
  private final int end;
  private final boolean lenient;
  private int at;

  /**
   * Creates a parser for a part of a source.
   *
   * @param lenient to accept what was once publishable and is an error now
   */
  LiquidSyntax(String source, int start, int end, boolean lenient) {
    this.source = source;
    this.at = start;
    this.end = end;
    this.lenient = lenient;
    skipBlanks();
  }

  /** Parses an expression with its filters, and nothing else. */
  Filtered filtered() {
    int start = at;
    Expression expression = value();
    String written = source.substring(start, at).strip();
    List<Use> filters = new ArrayList<>();
    while (accept("|")) {
      filters.add(use());
    }
    end();
    return new Filtered(expression, written, filters);
  }

  private Use use() {
    int start = at;
    String name = name();
    List<Expression> arguments = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    if (accept(":")) {
      do {
        if (name.equals("default") && acceptWord(LiquidFilters.ALLOW_FALSE)) {
          named.put(LiquidFilters.ALLOW_FALSE, option());
        } else {
          arguments.add(value());
        }
      } while (accept(","));
    }
    return new Use(name, arguments, named, start);
  }

  /** Parses a condition, and nothing else. */
  Expression condition() {
    Expression condition = joined();
    end();
    return condition;
  }

  /** Right to left and without precedence, as in Liquid. */
  private Expression joined() {
    Expression left = comparison();
    if (acceptWord("and")) {
      return new Expression.Joined(true, left, joined());
    }
    return acceptWord("or") ? new Expression.Joined(false, left, joined()) : left;
  }

  private Expression comparison() {
    if (!isAtRange() && accept("(")) {
      Expression inner = joined();
      expect(")");
      return inner;
    }
    Expression left = value();
    Optional<String> operator = accept(OPERATOR);
    return operator.isEmpty()
        ? left
        : new Expression.Comparison(Comparing.written(operator.get()), left, value());
  }

  /** A bracket opens a range of numbers, or a nested condition. */
  private boolean isAtRange() {
    int start = at;
    try {
      return accept("(") && range() != null;
    } catch (Unreadable e) {
      return false;
    } finally {
      at = start;
    }
  }

  /** Parses values separated by commas or "or", and nothing else. */
  List<Expression> alternatives() {
    List<Expression> values = new ArrayList<>();
    do {
      values.add(value());
    } while (accept(",") || acceptWord("or"));
    end();
    return values;
  }

  /** Returns the source text of a loop's list. */
  String written(Expression read, int start) {
    return read instanceof Expression.Path path
        ? path.written()
        : source.substring(start, at).strip();
  }

  int at() {
    return at;
  }

  /** Parses the content of a range's brackets. */
  private Expression range() {
    Expression from = value();
    expect("..");
    Expression to = value();
    expect(")");
    return new Expression.Range(from, to);
  }

  Expression value() {
    if (accept("(")) {
      return range();
    }
    Optional<String> text = accept(TEXT);
    if (text.isPresent()) {
      return new Expression.Text(unquoted(text.get()));
    }
    Optional<String> number = accept(NUMBER);
    if (number.isPresent()) {
      return new Expression.Numeral(new BigDecimal(number.get()));
    }
    return path();
  }

  private Expression path() {
    int start = at;
    String root = accept("[") ? bracketed() : match(ROOT).orElseThrow(Unreadable::new);
    List<Step> steps = new ArrayList<>();
    while (at < end) {
      if (source.charAt(at) == '.' && !source.startsWith("..", at)) {
        at++;
        steps.add(new Step.Name(member(root)));
      } else if (source.charAt(at) == '[') {
        at++;
        steps.add(index());
      } else {
        break;
      }
    }
    String written = source.substring(start, at);
    skipBlanks();
    return steps.isEmpty()
        ? word(written).orElseGet(() -> new Expression.Path(root, steps, written, start))
        : new Expression.Path(root, steps, written, start);
  }

  /** In Liquid, a number is not a name; ids of steps are chosen by us and may be anything. */
  private String member(String root) {
    String name = match(MEMBER).orElseThrow(Unreadable::new);
    if (!lenient && !root.equals("steps") && name.chars().allMatch(Character::isDigit)) {
      throw new Unreadable();
    }
    return name;
  }

  private static Optional<Expression> word(String written) {
    return Optional.ofNullable(
        switch (written) {
          case "true" -> new Expression.Truth(true);
          case "false" -> new Expression.Truth(false);
          case "nil", "null" -> new Expression.Nil();
          case "empty" -> new Expression.Emptiness(LiquidWord.EMPTY);
          case "blank" -> new Expression.Emptiness(LiquidWord.BLANK);
          default -> null;
        });
  }

  private String bracketed() {
    String quoted = accept(TEXT).orElseThrow(Unreadable::new);
    close();
    return unquoted(quoted);
  }

  private Step index() {
    skipBlanks();
    int start = at;
    Expression index = value();
    String written = source.substring(start, at).strip();
    close();
    return index instanceof Expression.Text(String name)
        ? new Step.Name(name)
        : new Step.Index(index, written);
  }

  /** White space may follow a path but not occur in one, so none is skipped after the bracket. */
  private void close() {
    if (at >= end || source.charAt(at) != ']') {
      throw new Unreadable();
    }
    at++;
  }

  /** Parses the name of an assigned variable. */
  String name() {
    return accept(NAME).orElseThrow(Unreadable::new);
  }

  /** Parses a loop variable, which may end with a question mark. */
  String loopName() {
    return accept(ROOT).orElseThrow(Unreadable::new);
  }

  boolean acceptComma() {
    return accept(",");
  }

  /** Parses a name, which may be quoted. */
  String nameOrText() {
    return accept(TEXT).map(LiquidSyntax::unquoted).orElseGet(this::name);
  }

  Expression option() {
    expect(":");
    return value();
  }

  boolean isAtEnd() {
    return at >= end;
  }

  void end() {
    if (!isAtEnd()) {
      throw new Unreadable();
    }
  }

  void expect(String symbol) {
    if (!accept(symbol)) {
      throw new Unreadable();
    }
  }

  void expectWord(String word) {
    if (!acceptWord(word)) {
      throw new Unreadable();
    }
  }

  boolean acceptWord(String word) {
    return accept(Pattern.compile(word + "(?![\\p{L}\\p{N}_-])")).isPresent();
  }

  private boolean accept(String symbol) {
    if (!source.startsWith(symbol, at) || at + symbol.length() > end) {
      return false;
    }
    at += symbol.length();
    skipBlanks();
    return true;
  }

  private Optional<String> accept(Pattern pattern) {
    Optional<String> found = match(pattern);
    found.ifPresent(text -> skipBlanks());
    return found;
  }

  private Optional<String> match(Pattern pattern) {
    Matcher matcher = pattern.matcher(source).region(at, end);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher.group());
  }

  private void skipBlanks() {
    while (at < end && isBlank(source.charAt(at))) {
      at++;
    }
  }

  /** Pasted text may contain non-breaking spaces, which are invisible. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static String unquoted(String text) {
    return text.substring(1, text.length() - 1);
  }
}
