package dev.parley.api.input;

import dev.parley.api.Texts;
import dev.parley.api.problem.Refusal;
import dev.parley.api.problem.Refusal.FieldError;
import dev.parley.conversation.Name;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects all errors of a request before anything is done. */
public final class Checks {
  /** For schemas: a color by name or as {@code #rrggbb}. */
  public static final String COLOUR = "^([a-z]{1,20}|#[0-9a-fA-F]{6})$";

  private static final Pattern IS_COLOUR = Pattern.compile(COLOUR);

  /** No name is longer, in characters. */
  public static final int LONGEST_NAME = 120;

  /** No description is longer, in characters. */
  public static final int LONGEST_DESCRIPTION = 2_000;

  private final List<FieldError> faults = new ArrayList<>();
  private final boolean whole;

  private Checks(boolean whole) {
    this.whole = whole;
  }

  /** Returns checks for a new item, where required values must be present. */
  public static Checks ofNew() {
    return new Checks(true);
  }

  /** Returns checks for an update, where absent values stay unchanged. */
  public static Checks ofChange() {
    return new Checks(false);
  }

  /** Checks a text that is required for a new item and cannot be cleared by an update. */
  public Checks needed(String name, @Nullable String text, int longest) {
    if (text == null) {
      if (whole) {
        wrong(name, "missing", "\"" + name + "\" is required.");
      }
    } else if (Texts.isBlank(text) || !Texts.fits(text, longest)) {
      wrong(name, "text-length", "\"" + name + "\" has 1 to " + longest + " characters.");
    }
    return this;
  }

  /** Checks a required name, both as entered and as stored. */
  public Checks name(@Nullable String typed, int longest) {
    if (typed == null || Texts.isBlank(typed) || !Texts.fits(typed, longest)) {
      return needed("name", typed, longest);
    }
    var name = Name.of(typed);
    return needed("name", name.text(), longest);
  }

  /** Checks a text that may be absent or empty. */
  public Checks optional(String name, @Nullable String text, int longest) {
    if (text != null && !Texts.fits(text, longest)) {
      wrong(name, "text-length", "\"" + name + "\" has at most " + longest + " characters.");
    }
    return this;
  }

  /** Checks a color: a name or {@code #rrggbb}. */
  public Checks colour(@Nullable String colour) {
    if (colour != null && !IS_COLOUR.matcher(colour).matches()) {
      wrong("colour", "colour-invalid", "A color must be a name such as gray, or #rrggbb.");
    }
    return this;
  }

  /** Checks that a text is one of the choices. */
  public Checks oneOf(String name, @Nullable String text, Set<String> choices) {
    if (text != null && !choices.contains(text)) {
      wrong(
          name,
          "value-unknown",
          "\""
              + name
              + "\" is one of: "
              + String.join(", ", choices.stream().sorted().toList())
              + ".");
    }
    return this;
  }

  /** Checks that a number is within limits. */
  public Checks range(String name, @Nullable Number number, double least, double most) {
    if (number != null && !(number.doubleValue() >= least && number.doubleValue() <= most)) {
      wrong(
          name,
          "number-range",
          "\"" + name + "\" is a number from " + plain(least) + " to " + plain(most) + ".");
    }
    return this;
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** Records an error unless the condition holds. */
  public Checks that(boolean holds, String name, String code, String message) {
    if (!holds) {
      wrong(name, code, message);
    }
    return this;
  }

  private void wrong(String name, String code, String message) {
    faults.add(FieldError.at("/" + name, code, message));
  }

  /**
   * Throws if there are errors.
   *
   * @throws Refusal 422 with all errors
   */
  public void orThrow() {
    if (!faults.isEmpty()) {
      throw Refusal.unsound("invalid", faults.getFirst().message(), faults);
    }
  }
}
