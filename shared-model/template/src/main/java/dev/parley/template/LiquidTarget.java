package dev.parley.template;

import dev.parley.template.value.LiquidValues;
import dev.parley.template.value.TemplateException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The output of a rendering, written in reading order. The target tracks its position and escapes
 * each value accordingly; literal text is the author's and is not escaped.
 */
abstract class LiquidTarget {
  /**
   * One output tag when it is rendered.
   *
   * @param expression as the author wrote it, for messages
   * @param absent a path in it that has no value now
   * @param hasDefault true if the author supplied a default for an absent value
   * @param quoteFollows true if the literal text after the tag begins with a quote that does not
   *     end a JSON property name
   */
  record Gap(
      String expression, @Nullable String absent, boolean hasDefault, boolean quoteFollows) {}

  protected final StringBuilder out = new StringBuilder();
  private final int limit;

  LiquidTarget(int limit) {
    this.limit = limit;
  }

  static LiquidTarget text(int limit) {
    return new Escaping(limit, LiquidValues::text);
  }

  /** Returns the target of a form's body: a value cannot add a field. */
  static LiquidTarget form(int limit) {
    return new Escaping(limit, LiquidValues::percentEncoded);
  }

  static LiquidTarget of(Place place, int limit) {
    return switch (place) {
      case TEXT -> text(limit);
      case JSON_STRING ->
          new Escaping(limit, value -> LiquidValues.jsonEscaped(LiquidValues.text(value)));
      case PATH -> UrlTarget.path(limit);
      case QUERY -> UrlTarget.query(limit);
      case HEADER -> new Header(limit);
    };
  }

  abstract void literal(String text);

  abstract void value(Gap gap, @Nullable Object value);

  /** Returns the whole text, once everything has been written. */
  String finish() {
    return out.toString();
  }

  protected final void append(String text) {
    if (out.length() + text.length() > limit) {
      throw new TemplateException(
          "template-output-too-long",
          "The rendered text is longer than %,d characters.".formatted(limit));
    }
    out.append(text);
  }

  /** Rejects an absent value where an empty text would change the meaning. */
  protected static void requirePresent(Gap gap, @Nullable Object value) {
    if (!gap.hasDefault() && (gap.absent() != null || value == null)) {
      String path = gap.absent() == null ? gap.expression() : gap.absent();
      throw new TemplateException(
          "template-value-absent",
          "\"%s\" has no value here. Add a default: {{ %s | default: \"…\" }}."
              .formatted(path, path));
    }
  }

  private static final class Escaping extends LiquidTarget {
    private final Function<@Nullable Object, String> escape;

    Escaping(int limit, Function<@Nullable Object, String> escape) {
      super(limit);
      this.escape = escape;
    }

    @Override
    void literal(String text) {
      append(text);
    }

    @Override
    void value(Gap gap, @Nullable Object value) {
      append(escape.apply(value));
    }
  }

  /** A header ends at a line break, so a value that contains one could add headers of its own. */
  private static final class Header extends LiquidTarget {
    Header(int limit) {
      super(limit);
    }

    @Override
    void literal(String text) {
      refuseControls(text, "The text of a header");
      append(text);
    }

    @Override
    void value(Gap gap, @Nullable Object value) {
      requirePresent(gap, value);
      String text = LiquidValues.text(value);
      refuseControls(text, "\"" + gap.expression() + "\"");
      append(text);
    }

    @Override
    String finish() {
      return super.finish().strip();
    }

    private static void refuseControls(String text, String what) {
      if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
        throw new TemplateException(
            "template-line-break",
            what
                + " contains a line break or another control character, which a header cannot have."
                + " Remove it; for a value, use the filter \"strip_newlines\".");
      }
    }
  }

  /** Keeps the value of the last output tag. */
  static final class Single extends LiquidTarget {
    private @Nullable Object value;

    Single() {
      super(0);
    }

    @Nullable Object value() {
      return LiquidValues.plain(value);
    }

    @Override
    void literal(String text) {}

    @Override
    void value(Gap gap, @Nullable Object filled) {
      value = filled;
    }
  }
}
