package dev.parley.extraction;

import java.util.List;

/**
 * What a step asks for. Whatever is found, nothing outside of this is ever written.
 *
 * @param labels to choose from; empty when none are asked for
 * @param fields to fill in
 * @param sentiment whether to tell how the customer feels
 */
public record Wanted(List<Label> labels, List<Field> fields, boolean sentiment) {

  /** Whether there is nothing to find. */
  public boolean isEmpty() {
    return labels.isEmpty() && fields.isEmpty() && !sentiment;
  }

  /** A label that may be chosen; the description tells when. */
  public record Label(String id, String name, String description) {}

  /**
   * A custom field.
   *
   * @param choices of a field of type {@link Type#CHOICE}, otherwise empty
   */
  public record Field(
      String id, String key, String name, Type type, List<String> choices, String description) {}

  /** What a field holds. */
  public enum Type {
    TEXT,
    NUMBER,
    DATE,
    CHOICE,
    EMAIL,
    PHONE
  }
}
