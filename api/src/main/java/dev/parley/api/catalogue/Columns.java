package dev.parley.api.catalogue;

import dev.parley.conversation.Name;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The columns that a request sets; omitted values are left out. */
public final class Columns {
  private final Map<Field<?>, Object> columns = new LinkedHashMap<>();

  /** Sets a text, trimmed. */
  public Columns text(Field<String> column, @Nullable String text) {
    if (text != null) {
      columns.put(column, text.strip());
    }
    return this;
  }

  /** Sets a name in its stored form, together with its key. */
  public Columns name(Field<String> column, Field<String> key, @Nullable String typed) {
    if (typed != null) {
      var name = Name.of(typed);
      columns.put(column, name.text());
      columns.put(key, name.key());
    }
    return this;
  }

  /** Sets a name that need not be unique. */
  public Columns name(Field<String> column, @Nullable String typed) {
    if (typed != null) {
      columns.put(column, Name.of(typed).text());
    }
    return this;
  }

  /** Sets any value. */
  public <T> Columns value(Field<T> column, @Nullable T value) {
    if (value != null) {
      columns.put(column, value);
    }
    return this;
  }

  /** Returns the values by their columns. */
  public Map<Field<?>, Object> all() {
    return columns;
  }
}
