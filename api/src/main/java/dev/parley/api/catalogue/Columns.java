package dev.parley.api.catalogue;

import dev.parley.conversation.Name;
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

  /** A name as it is kept, and what makes its spellings one. */
  Columns name(Field<String> column, Field<String> key, @Nullable String typed) {
    if (typed != null) {
      var name = Name.of(typed);
      columns.put(column, name.text());
      columns.put(key, name.key());
    }
    return this;
  }

  /** A name that several may have. */
  Columns name(Field<String> column, @Nullable String typed) {
    if (typed != null) {
      columns.put(column, Name.of(typed).text());
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
