package dev.parley.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The encodings in which a text may appear in URLs, bodies, headers and error messages. */
final class Encodings {
  private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");
  private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonMapper ASCII_JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Encodings() {}

  /** Returns the text and all its encoded forms, without duplicates. */
  static Set<String> of(String text) {
    var forms = new LinkedHashSet<String>();
    forms.add(text);
    url(text, forms);
    json(text, forms);
    html(text, forms);
    base64(text, forms);
    return forms;
  }

  /** Form encoding (WHATWG URL, application/x-www-form-urlencoded) and RFC 3986, section 2.1. */
  private static void url(String text, Set<String> forms) {
    var form = URLEncoder.encode(text, StandardCharsets.UTF_8);
    var strict = form.replace("*", "%2A").replace("%7E", "~");
    for (var encoded : new String[] {form, strict}) {
      forms.add(encoded);
      forms.add(encoded.replace("+", "%20"));
      forms.add(lowerEscapes(encoded));
      forms.add(lowerEscapes(encoded.replace("+", "%20")));
    }
  }

  /** RFC 8259, section 7, with and without escapes for non-ASCII characters and slashes. */
  private static void json(String text, Set<String> forms) {
    for (var mapper : new JsonMapper[] {JSON, ASCII_JSON}) {
      var quoted = mapper.writeValueAsString(text);
      var escaped = quoted.substring(1, quoted.length() - 1);
      for (var form : new String[] {escaped, lowerUnicode(escaped)}) {
        forms.add(form);
        forms.add(form.replace("/", "\\/"));
      }
    }
  }

  private static void html(String text, Set<String> forms) {
    UnaryOperator<String> common =
        it -> it.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    forms.add(common.apply(text));
    forms.add(common.apply(text).replace("\"", "&quot;"));
    forms.add(common.apply(text).replace("\"", "&quot;").replace("'", "&#39;"));
    forms.add(common.apply(text).replace("\"", "&#34;").replace("'", "&#39;"));
  }

  private static void base64(String text, Set<String> forms) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    forms.add(Base64.getEncoder().encodeToString(bytes));
    forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** {@code %2F} as {@code %2f}. */
  private static String lowerEscapes(String encoded) {
    return PERCENT.matcher(encoded).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
  }

  /** Changes the case of the digits in JSON escapes. */
  private static String lowerUnicode(String escaped) {
    return UNICODE
        .matcher(escaped)
        .replaceAll(found -> "\\\\u" + found.group(1).toLowerCase(Locale.ROOT));
  }
}
