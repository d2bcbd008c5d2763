package dev.parley.template.syntax;

import dev.parley.template.syntax.LiquidScan.Kind;
import dev.parley.template.syntax.LiquidScan.Piece;
import java.util.regex.Pattern;

/** Suggests the probable mistake in a part that cannot be parsed. */
final class LiquidHint {
  private static final int SHOWN = 60;
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern CALCULATION = Pattern.compile("[\\w\\])]\\s*[+*/]\\s*[\\w(\\[]");
  private static final Pattern SINGLE_EQUALS = Pattern.compile("[^=!<>]=[^=]");
  private static final Pattern COMPARISON = Pattern.compile("[=<>]|\\b(and|or|contains)\\b");

  private LiquidHint() {}

  static String about(Piece piece, LiquidScan scan) {
    String text = scan.text(piece).replaceAll("\\s+", " ");
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN - 1) + "…" : text;
    return "\"%s\" cannot be read.%s".formatted(shown, hint(piece, scan.inner(piece)));
  }

  private static String hint(Piece piece, String written) {
    String inner = QUOTED.matcher(written).replaceAll("0");
    if (inner.isBlank()) {
      return piece.kind() == Kind.OUTPUT
          ? " There is nothing between the braces."
          : " Something is missing after \"%s\".".formatted(piece.name());
    }
    boolean condition = !piece.name().equals("assign") && piece.kind() == Kind.TAG;
    if (condition && SINGLE_EQUALS.matcher(inner).find()) {
      return " To compare, write \"==\".";
    }
    if (CALCULATION.matcher(inner).find()) {
      return " To calculate, use filters, for example \"{{ 2 | plus: 1 }}\".";
    }
    if (piece.kind() == Kind.OUTPUT && COMPARISON.matcher(inner).find()) {
      return " To compare, use \"{% if … %}\".";
    }
    return "";
  }
}
