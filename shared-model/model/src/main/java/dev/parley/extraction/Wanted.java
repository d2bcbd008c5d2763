package dev.parley.extraction;

import java.util.List;

/**
 * The request of an extraction step. Nothing outside of it is ever written.
 *
 * @param labels to choose from; empty to extract none
 * @param fields to fill in
 * @param sentiment true to determine the customer's sentiment
 */
public record Wanted(List<Label> labels, List<Field> fields, boolean sentiment) {

  /** Returns true if nothing is requested. */
  public boolean isEmpty() {
    return labels.isEmpty() && fields.isEmpty() && !sentiment;
  }

  /** A label that may be chosen; its description says when. */
  public record Label(String id, String name, String description) {}

  /**
   * A custom field.
   *
   * @param choices for a field of type {@link Type#CHOICE}, otherwise empty
   */
  public record Field(
      String id, String key, String name, Type type, List<String> choices, String description) {}

  /** The type of a field's values. */
  public enum Type {
    TEXT,
    NUMBER,
    DATE,
    CHOICE,
    EMAIL,
    PHONE
  }
}
