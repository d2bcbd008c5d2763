package dev.parley.api.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The columns that something sent sets; what it leaves out is not among them. */
final class Columns {
  private final Map<Field<?>, Object> columns = new LinkedHashMap<>();

  /** Text without space around it. */
  Columns text(Field<String> column, @Nullable String text) {
    if (text != null) {
      columns.put(column, text.strip());
    }
    return this;
  }

  /** Any value. */
  <T> Columns value(Field<T> column, @Nullable T value) {
    if (value != null) {
      columns.put(column, value);
    }
    return this;
  }

  Map<Field<?>, Object> all() {
    return columns;
  }
}
