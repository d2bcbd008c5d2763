package dev.parley.template.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A template split into literal text, output tags and tags, before any of them is parsed. Sources
 * that are too long or nested too deeply for a recursive parser are rejected here.
 */
public final class LiquidScan {
  static final String TOO_COMPLEX = "template-too-complex";

  private static final int MAX_BRACKETS = 10;
  private static final int MAX_TAG = 2_000;
  private static final Pattern NAME = Pattern.compile("\\{%-?\\s*([A-Za-z_#][\\w-]*)?");

  /** A tag in a comment: its name, if it has one. */
  private static final Pattern COMMENTED =
      Pattern.compile("\\{%-?\\s*(?:(comment|endcomment|raw)\\b[^{%]*-?%})?");

  /** A kind of piece. */
  public enum Kind {
    TEXT,
    OUTPUT,
    TAG,
    /** The literal text between raw and endraw. */
    RAW,
    COMMENT
  }

  /**
   * A piece of the source.
   *
   * @param name of a tag, otherwise empty
   * @param innerStart start of the content within the delimiters, after the name of a tag
   * @param innerEnd end of that content
   */
  public record Piece(Kind kind, int start, int end, String name, int innerStart, int innerEnd) {}

  private final String source;
  private final boolean lenient;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<TemplateProblem> faults = new ArrayList<>();

  /** Cuts a template into pieces. */
  public LiquidScan(String source) {
    this(source, false);
  }

  /**
   * Splits a template.
   *
   * @param lenient to end a comment at the first endcomment, as before comments could be nested
   */
  public LiquidScan(String source, boolean lenient) {
    this.source = source;
    this.lenient = lenient;
    int at = 0;
    while (at < source.length()) {
      at = isOpening(at) ? marked(at) : text(at);
    }
  }

  /** Returns the pieces in the order of the source. */
  public List<Piece> pieces() {
    return pieces;
  }

  /** Returns what is wrong with the marks around pieces. */
  public List<TemplateProblem> faults() {
    return faults;
  }

  /** Returns true if parsing could exhaust the stack. */
  boolean isTooComplex() {
    return faults.stream().anyMatch(fault -> fault.code().equals(TOO_COMPLEX));
  }

  /** Returns the source of a piece. */
  public String text(Piece piece) {
    return source.substring(piece.start(), piece.end());
  }

  String inner(Piece piece) {
    return source.substring(piece.innerStart(), piece.innerEnd());
  }

  /** Returns true if white space before the piece is removed. */
  boolean trimsBefore(Piece piece) {
    return piece.kind() != Kind.TEXT && source.charAt(piece.start() + 2) == '-';
  }

  /** Returns true if white space after the piece is removed. */
  boolean trimsAfter(Piece piece) {
    return piece.kind() != Kind.TEXT && source.charAt(piece.end() - 3) == '-';
  }

  /** Returns a problem at that offset of the source. */
  public TemplateProblem faultAt(String code, String message, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = source.indexOf('\n'); i >= 0 && i < offset; i = source.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return new TemplateProblem(code, message, line, offset - lineStart + 1);
  }

  private boolean isOpening(int at) {
    return source.startsWith("{{", at) || source.startsWith("{%", at);
  }

  private int text(int start) {
    int end = start + 1;
    while (end < source.length() && !isOpening(end)) {
      end++;
    }
    pieces.add(new Piece(Kind.TEXT, start, end, "", start, end));
    return end;
  }

  private int marked(int start) {
    boolean output = source.charAt(start + 1) == '{';
    String close = output ? "}}" : "%}";
    int end = end(start, close);
    if (end < 0) {
      fault("\"%s\" is never closed. Add \"%s\".", start, output ? "{{" : "{%", close);
      return source.length();
    }
    if (end - start > MAX_TAG) {
      tooComplex("This part is longer than %,d characters.".formatted(MAX_TAG), start);
    }
    boolean dashed = source.charAt(end - 3) == '-' && end - 3 > start + 2;
    int innerEnd = dashed ? end - 3 : end - 2;
    if (output) {
      int innerStart = Math.min(innerEnd, source.charAt(start + 2) == '-' ? start + 3 : start + 2);
      pieces.add(new Piece(Kind.OUTPUT, start, end, "", innerStart, innerEnd));
      return end;
    }
    Matcher matcher = NAME.matcher(source).region(start, innerEnd);
    @Nullable String found = matcher.lookingAt() ? matcher.group(1) : null;
    String name = found == null ? "" : found;
    if (name.equals("raw") || name.equals("comment")) {
      return swallowed(name, start, end);
    }
    int innerStart = found == null ? innerEnd : matcher.end();
    pieces.add(new Piece(Kind.TAG, start, end, name, innerStart, innerEnd));
    return end;
  }

  /** Raw text and comments are not parsed: their content need not be Liquid. */
  private int swallowed(String name, int start, int innerStart) {
    boolean raw = name.equals("raw");
    Kind kind = raw ? Kind.RAW : Kind.COMMENT;
    Piece piece =
        raw || lenient
            ? firstClose(name, innerStart)
                .map(close -> new Piece(kind, start, close.end(), name, innerStart, close.start()))
                .orElse(null)
            : commented(start, innerStart);
    if (piece == null) {
      fault("\"%s\" is never closed. Add \"{%% end%s %%}\".", start, name, name);
      return source.length();
    }
    pieces.add(piece);
    return piece.end();
  }

  private Optional<MatchResult> firstClose(String name, int from) {
    Matcher close = Pattern.compile("\\{%-?\\s*end" + name + "\\s*-?%}").matcher(source);
    return close.find(from) ? Optional.of(close.toMatchResult()) : Optional.empty();
  }

  /** A comment ends after all comments nested in it; raw text in it is skipped. */
  private @Nullable Piece commented(int start, int innerStart) {
    Matcher tag = COMMENTED.matcher(source);
    int depth = 1;
    int at = innerStart;
    while (tag.find(at)) {
      at = tag.end();
      switch (tag.group(1)) {
        case "comment" -> depth++;
        case "endcomment" -> depth--;
        case "raw" -> {
          Optional<MatchResult> close = firstClose("raw", at);
          if (close.isEmpty()) {
            return null;
          }
          at = close.get().end();
        }
        case null, default -> {
          if (isLeftOpen(at)) {
            fault("\"%s\" in a comment is never closed.", tag.start(), "{%");
            return rest(start, innerStart);
          }
        }
      }
      if (depth == 0) {
        return new Piece(Kind.COMMENT, start, at, "comment", innerStart, tag.start());
      }
    }
    return null;
  }

  /** A tag in a comment may contain anything, but must end before the next one begins. */
  private boolean isLeftOpen(int from) {
    int end = source.indexOf("%}", from);
    int next = source.indexOf("{%", from);
    return end >= 0 && next >= 0 && next < end;
  }

  private Piece rest(int start, int innerStart) {
    int end = source.length();
    return new Piece(Kind.COMMENT, start, end, "comment", innerStart, end);
  }

  /**
   * Returns the end of an output tag or tag, or -1 if it is unclosed. Quoted strings may contain
   * anything.
   */
  private int end(int start, String close) {
    int brackets = 0;
    int at = start + 2;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '"' || c == '\'') {
        at = source.indexOf(c, at + 1);
        if (at < 0) {
          return -1;
        }
      } else if (source.startsWith(close, at)) {
        return at + 2;
      } else if (isOpening(at)) {
        return -1;
      } else if (c == '(' || c == '[') {
        brackets++;
        if (brackets == MAX_BRACKETS + 1) {
          tooComplex(
              "Brackets are nested more than %d levels deep.".formatted(MAX_BRACKETS), start);
        }
      } else if (c == ')' || c == ']') {
        brackets--;
      }
      at++;
    }
    return -1;
  }

  private void fault(String format, int offset, String... arguments) {
    faults.add(faultAt("template-syntax", format.formatted((Object[]) arguments), offset));
  }

  private void tooComplex(String what, int at) {
    faults.add(faultAt(TOO_COMPLEX, what + " Please make the template simpler.", at));
  }
}
