package dev.parley.template;

import dev.parley.template.value.LiquidValues;
import dev.parley.template.value.TemplateException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Path and query of a URL. A value cannot change the structure: reserved characters are
 * percent-encoded, and a path segment cannot become "..".
 */
final class UrlTarget extends LiquidTarget {
  private static final String KEPT_IN_LITERALS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%";

  private boolean inPath;

  private UrlTarget(int limit, boolean inPath) {
    super(limit);
    this.inPath = inPath;
  }

  /**
   * Creates a target that begins in the path and switches to the query after the first literal
   * question mark.
   */
  static UrlTarget path(int limit) {
    return new UrlTarget(limit, true);
  }

  static UrlTarget query(int limit) {
    return new UrlTarget(limit, false);
  }

  @Override
  void literal(String text) {
    append(LiquidValues.percentEncoded(text.replaceAll("[\\t\\r\\n]", ""), KEPT_IN_LITERALS));
    if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
      inPath = false;
    }
  }

  @Override
  void value(Gap gap, @Nullable Object value) {
    requirePresent(gap, value);
    String encoded = LiquidValues.percentEncoded(value);
    if (inPath && encoded.isEmpty() && !gap.hasDefault()) {
      throw new TemplateException(
          "template-value-empty",
          "\"%s\" is empty here, and without it the URL would lead elsewhere."
              .formatted(gap.expression()));
    }
    append(inPath ? encoded.replace("+", "%20") : encoded);
  }

  @Override
  String finish() {
    String url = super.finish();
    String path = url.split("[?#]", 2)[0];
    for (String segment : path.split("/", -1)) {
      String read = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
      if (read.equals(".") || read.equals("..")) {
        throw new TemplateException(
            "url-dot-segment",
            "The path of the URL would contain \"%s\", which leads elsewhere.".formatted(read));
      }
    }
    return url;
  }
}
