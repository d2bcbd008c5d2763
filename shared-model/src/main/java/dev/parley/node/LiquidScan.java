package dev.parley.node;

import dev.parley.node.Template.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A template cut into literal text, gaps and tags, before any of them is read. What is too long or
 * too deep for a reader that descends into it is refused here.
 */
final class LiquidScan {
  static final String TOO_COMPLEX = "template-too-complex";

  private static final int MAX_BRACKETS = 10;
  private static final int MAX_TAG = 2_000;
  private static final Pattern NAME = Pattern.compile("\\{%-?\\s*([A-Za-z_#][\\w-]*)?");

  /** A tag in a comment: its name, if it has one that is read to its end. */
  private static final Pattern COMMENTED =
      Pattern.compile("\\{%-?\\s*(?:(comment|endcomment|raw)\\b[^{%]*-?%})?");

  enum Kind {
    TEXT,
    OUTPUT,
    TAG,
    /** Literal text between raw and endraw. */
    RAW,
    COMMENT
  }

  /**
   * A stretch of the source.
   *
   * @param name of a tag, otherwise empty
   * @param innerStart where what is inside the delimiters begins, after the name of a tag
   * @param innerEnd where it ends
   */
  record Piece(Kind kind, int start, int end, String name, int innerStart, int innerEnd) {}

  private final String source;
  private final boolean lenient;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  LiquidScan(String source) {
    this(source, false);
  }

  /**
   * Cuts a template.
   *
   * @param lenient to end a comment where it ended before comments could stand in comments
   */
  LiquidScan(String source, boolean lenient) {
    this.source = source;
    this.lenient = lenient;
    int at = 0;
    while (at < source.length()) {
      at = isOpening(at) ? marked(at) : text(at);
    }
  }

  List<Piece> pieces() {
    return pieces;
  }

  List<Fault> faults() {
    return faults;
  }

  /** Whether reading it could exhaust the stack. */
  boolean isTooComplex() {
    return faults.stream().anyMatch(fault -> fault.code().equals(TOO_COMPLEX));
  }

  String text(Piece piece) {
    return source.substring(piece.start(), piece.end());
  }

  String inner(Piece piece) {
    return source.substring(piece.innerStart(), piece.innerEnd());
  }

  /** Whether the blanks before the piece are to be left out. */
  boolean trimsBefore(Piece piece) {
    return piece.kind() != Kind.TEXT && source.charAt(piece.start() + 2) == '-';
  }

  /** Whether the blanks after the piece are to be left out. */
  boolean trimsAfter(Piece piece) {
    return piece.kind() != Kind.TEXT && source.charAt(piece.end() - 3) == '-';
  }

  Fault faultAt(String code, String message, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = source.indexOf('\n'); i >= 0 && i < offset; i = source.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return new Fault(code, message, line, offset - lineStart + 1);
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
      fault(
          "\"%s\" is opened here and never closed. Add \"%s\".",
          start, output ? "{{" : "{%", close);
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

  /** Raw text and comments are not looked into: nothing in them has to be Liquid. */
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
      fault("\"%s\" is opened here and never closed. Add \"{%% end%s %%}\".", start, name, name);
      return source.length();
    }
    pieces.add(piece);
    return piece.end();
  }

  private Optional<MatchResult> firstClose(String name, int from) {
    Matcher close = Pattern.compile("\\{%-?\\s*end" + name + "\\s*-?%}").matcher(source);
    return close.find(from) ? Optional.of(close.toMatchResult()) : Optional.empty();
  }

  /** A comment ends where all comments in it have ended; raw text in it is skipped. */
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
            fault("\"%s\" is opened in a comment and never closed.", tag.start(), "{%");
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

  /** A tag in a comment may say anything, but has to end before the next one begins. */
  private boolean isLeftOpen(int from) {
    int end = source.indexOf("%}", from);
    int next = source.indexOf("{%", from);
    return end >= 0 && next >= 0 && next < end;
  }

  private Piece rest(int start, int innerStart) {
    int end = source.length();
    return new Piece(Kind.COMMENT, start, end, "comment", innerStart, end);
  }

  /** Where a gap or tag ends; -1 when it does not. Text in quotes may hold anything. */
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
              "Brackets stand more than %d deep inside each other.".formatted(MAX_BRACKETS), start);
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
