package dev.parley.conversation;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of one object's fields in an event, each of the type of its field. */
public final class EventValues {
  private final Map<String, @Nullable Object> values = new HashMap<>();

  /**
   * Adds the value of a field.
   *
   * @param value of the field's type; null for a JSON null
   */
  public void put(EventField<?> field, @Nullable Object value) {
    values.put(field.name(), value);
  }

  /** Returns the value of a required field. */
  <T> T required(EventField<T> field) {
    return Objects.requireNonNull(value(field), field.name());
  }

  /** Returns the value of a field that is present and not null. */
  <T> Optional<T> optional(EventField<T> field) {
    return Optional.ofNullable(value(field));
  }

  /** Returns the update of a nullable field. */
  <T> Update<T> update(EventField<T> field) {
    var value = value(field);
    if (value != null) {
      return new Update.Set<>(value);
    }
    return values.containsKey(field.name()) ? new Update.Cleared<>() : new Update.Unchanged<>();
  }

  @SuppressWarnings("unchecked") // what is put is of the field's type
  private <T> @Nullable T value(EventField<T> field) {
    return (T) values.get(field.name());
  }
}
