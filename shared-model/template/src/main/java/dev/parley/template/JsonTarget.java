package dev.parley.template;

import dev.parley.template.value.LiquidValues;
import dev.parley.template.value.TemplateException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The text of a JSON document. Inside a string, a value is escaped; elsewhere, and where it is the
 * whole string, it is written as a JSON value of its own type. The result is checked, so that the
 * output is valid JSON or nothing.
 */
final class JsonTarget extends LiquidTarget {
  private boolean inString;
  private boolean escaped;
  private int stringStart;
  private boolean dropQuote;

  JsonTarget(int limit) {
    super(limit);
  }

  @Override
  void literal(String text) {
    String written = dropQuote ? text.substring(1) : text;
    dropQuote = false;
    for (int i = 0; i < written.length(); i++) {
      follow(written.charAt(i), out.length() + i);
    }
    append(written);
  }

  @Override
  void value(Gap gap, @Nullable Object value) {
    if (inString && gap.quoteFollows() && stringStart == out.length() - 1) {
      out.setLength(stringStart);
      inString = false;
      dropQuote = true;
    }
    append(
        inString ? LiquidValues.jsonEscaped(LiquidValues.text(value)) : LiquidValues.json(value));
  }

  @Override
  String finish() {
    if (mistake() >= 0) {
      throw new TemplateException(
          "template-body-json",
          "The rendered body is not valid JSON. Check commas, quotes and brackets,"
              + " especially around {% if %} and {% for %}.");
    }
    return super.finish();
  }

  /** Returns the offset at which the output stops being valid JSON; -1 if it is valid or empty. */
  int mistake() {
    String json = super.finish();
    if (json.isBlank()) {
      return -1;
    }
    try {
      LiquidValues.JSON.readTree(json);
      return -1;
    } catch (JacksonException e) {
      long at = e.getLocation() == null ? json.length() : e.getLocation().getCharOffset();
      return Math.clamp(at, 0, json.length());
    }
  }

  int length() {
    return out.length();
  }

  private void follow(char c, int at) {
    if (escaped) {
      escaped = false;
    } else if (inString && c == '\\') {
      escaped = true;
    } else if (c == '"') {
      inString = !inString;
      stringStart = at;
    }
  }
}
