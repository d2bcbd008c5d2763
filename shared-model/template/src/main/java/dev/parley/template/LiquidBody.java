package dev.parley.template;

import dev.parley.template.syntax.LiquidScan;
import dev.parley.template.syntax.LiquidScan.Kind;
import dev.parley.template.syntax.LiquidScan.Piece;
import dev.parley.template.syntax.TemplateProblem;
import dev.parley.template.value.LiquidValues;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The body of a request: its content type decides how values are escaped. */
final class LiquidBody {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u([0-9a-fA-F]{4})|.)");

  private LiquidBody() {}

  static boolean isJson(String source, @Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return looksLikeJson(source);
    }
    String type = mediaType(contentType);
    return type.endsWith("/json") || type.endsWith("+json");
  }

  static List<TemplateProblem> faults(
      String source, Vocabulary vocabulary, @Nullable String contentType) {
    boolean json = isJson(source, contentType);
    return json
        ? LiquidCheck.jsonFaults(unescaped(source), vocabulary)
        : LiquidCheck.faults(source, vocabulary);
  }

  static String render(
      String source, Rendering rendering, @Nullable String contentType, int limit) {
    if (isJson(source, contentType)) {
      return LiquidRender.render(unescaped(source), rendering, new JsonTarget(limit));
    }
    boolean form =
        contentType != null && mediaType(contentType).equals("application/x-www-form-urlencoded");
    return LiquidRender.render(
        source, rendering, form ? LiquidTarget.form(limit) : LiquidTarget.text(limit));
  }

  private static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static boolean looksLikeJson(String source) {
    LiquidScan scan = new LiquidScan(source);
    String literal =
        scan.pieces().stream()
            .filter(piece -> piece.kind() == Kind.TEXT)
            .map(scan::text)
            .collect(Collectors.joining())
            .strip();
    return (literal.startsWith("{") && literal.endsWith("}"))
        || (literal.startsWith("[") && literal.endsWith("]"));
  }

  /**
   * In a body that is JSON, the quotes inside an output tag are written as {@code \"}. They are
   * read as plain quotes; padding before the closing braces keeps all other columns unchanged.
   */
  private static String unescaped(String source) {
    if (source.indexOf('\\') < 0 || !isSoundJson(source)) {
      return source;
    }
    LiquidScan scan = new LiquidScan(source);
    StringBuilder read = new StringBuilder();
    int copied = 0;
    for (Piece piece : scan.pieces()) {
      if (piece.kind() == Kind.OUTPUT || piece.kind() == Kind.TAG) {
        read.append(source, copied, piece.start()).append(unescapedGap(scan.text(piece)));
        copied = piece.end();
      }
    }
    return read.append(source.substring(copied)).toString();
  }

  private static String unescapedGap(String gap) {
    int close = gap.endsWith("-}}") || gap.endsWith("-%}") ? 3 : 2;
    String inner = gap.substring(0, gap.length() - close);
    String plain =
        ESCAPE.matcher(inner).replaceAll(found -> Matcher.quoteReplacement(character(found)));
    return plain + " ".repeat(inner.length() - plain.length()) + gap.substring(inner.length());
  }

  private static String character(MatchResult escape) {
    String code = escape.group(2);
    if (code != null) {
      return String.valueOf((char) Integer.parseInt(code, 16));
    }
    String letter = escape.group(1);
    return "nrtbf".contains(letter) ? " " : letter;
  }

  private static boolean isSoundJson(String source) {
    try {
      LiquidValues.JSON.readTree(source);
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }
}
