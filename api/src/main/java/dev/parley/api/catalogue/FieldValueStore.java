package dev.parley.api.catalogue;

import static dev.parley.db.Tables.FIELD;

import dev.parley.api.problem.Refusal;
import dev.parley.api.problem.Refusal.FieldError;
import dev.parley.store.sql.StoredJson;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Checks values against the types of their custom fields; a key without a field accepts any scalar.
 */
public final class FieldValueStore {
  private final Map<String, Type> types;

  private record Type(String type, List<String> choices) {}

  private FieldValueStore(Map<String, Type> types) {
    this.types = types;
  }

  /** Loads the fields that are not archived. */
  public static FieldValueStore of(DSLContext tx) {
    return new FieldValueStore(
        tx.select(FIELD.KEY, FIELD.TYPE, FIELD.CHOICES)
            .from(FIELD)
            .where(FIELD.ARCHIVED_AT.isNull())
            .fetchMap(
                FIELD.KEY,
                row -> new Type(row.value2(), StoredJson.list(row.value3(), String.class))));
  }

  /**
   * Checks values by key; null clears a field.
   *
   * @throws Refusal 422 naming each invalid value
   */
  public void check(Map<String, @Nullable Object> values) {
    var faults = new ArrayList<FieldError>();
    values.forEach((key, value) -> {
      var wanted = value == null ? null : wanted(types.get(key), value);
      if (wanted != null) {
        var pointer = "/fields/" + key.replace("~", "~0").replace("/", "~1");
        faults.add(FieldError.at(pointer, "field-value", "\"" + key + "\" holds " + wanted + "."));
      }
    });
    if (!faults.isEmpty()) {
      throw Refusal.unsound("invalid", faults.getFirst().message(), faults);
    }
  }

  /** Returns a description of the expected value; null if the value is valid. */
  private static @Nullable String wanted(@Nullable Type field, Object value) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      return "a text, a number or true or false";
    }
    if (field == null) {
      return null;
    }
    var text = value instanceof String string ? string : null;
    return switch (field.type()) {
      case "number" -> isNumber(value) ? null : "a number";
      case "date" -> text != null && isDate(text) ? null : "a date such as 2026-11-24";
      case "choice" ->
          text != null && field.choices().contains(text)
              ? null
              : "one of: " + String.join(", ", field.choices());
      case "email" -> text != null && text.matches("[^@\\s]+@[^@\\s]+") ? null : "an email address";
      case "phone" ->
          text != null && text.matches("\\+?[0-9 ()./-]{3,40}") ? null : "a telephone number";
      default -> text == null ? "a text" : null;
    };
  }

  private static boolean isNumber(Object value) {
    return value instanceof Number;
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
