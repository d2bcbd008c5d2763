package dev.parley.worker;

import java.util.Arrays;
import java.util.Locale;

/** The ways in which Temporal decides which builds of the worker get work. */
enum Versioning {
  /** Every worker gets work, whatever its build. */
  OFF,
  /** The build that came last gets all work. */
  AUTOMATIC,
  /** The build that someone has chosen gets all work. */
  MANUAL;

  /**
   * Reads the value of {@code PARLEY_VERSIONING}.
   *
   * @throws IllegalArgumentException naming the variable
   */
  static Versioning of(String text) {
    var word = text.isBlank() ? "off" : text.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "PARLEY_VERSIONING: \"%s\" (expected: off, automatic or manual)".formatted(text)));
  }
}
