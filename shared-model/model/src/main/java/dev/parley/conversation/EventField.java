package dev.parley.conversation;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A field of an event's data. This single description drives validation, the API's schemas, the
 * paths of templates and the sample data of tests.
 *
 * @param <T> the type of its values
 * @param name in JSON
 * @param sample its value in sample data, as plain JSON; empty if sample data omits it
 */
public record EventField<T>(
    String name, Shape<T> shape, Presence presence, Optional<Object> sample) {

  /** Optionality and nullability of a field. */
  public enum Presence {
    /** Always present. */
    REQUIRED,
    /** May be omitted, but is never null. */
    OPTIONAL,
    /** May be omitted, or null to clear it. */
    NULLABLE
  }

  /** The values that a field may have. */
  public sealed interface Shape<T> {
    /** Text with a maximum length; required text has at least one character. */
    record Text(int longest) implements Shape<String> {}

    /** A single value from a known set. */
    sealed interface Single<T> extends Shape<T> {
      /** Returns a value in its JSON form: text or a boolean. */
      Object plain(T value);

      /** Parses the JSON form; empty if it is invalid. */
      Optional<T> read(Object plain);
    }

    /** One of several values, by their spelling in JSON. */
    record OneOf<E>(Map<String, E> values) implements Single<E> {
      public OneOf {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      }

      /** Returns the constants of an enum. */
      static <E extends Enum<E>> OneOf<E> of(E[] constants, Function<E, String> wire) {
        var values = new LinkedHashMap<String, E>();
        Arrays.stream(constants).forEach(constant -> values.put(wire.apply(constant), constant));
        return new OneOf<>(values);
      }

      @Override
      public Object plain(E value) {
        return values.entrySet().stream()
            .filter(one -> one.getValue().equals(value))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
      }

      @Override
      public Optional<E> read(Object plain) {
        return Optional.ofNullable(values.get(plain));
      }
    }

    /** True or false. */
    record Flag() implements Single<Boolean> {
      @Override
      public Object plain(Boolean value) {
        return value;
      }

      @Override
      public Optional<Boolean> read(Object plain) {
        return plain instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
      }
    }

    /** The names of labels, in the sender's spelling. */
    record LabelNames() implements Shape<List<String>> {
      /** The maximum length of a name. */
      public static final int LONGEST = 80;
    }

    /** Custom fields by key; a null removes one. */
    record CustomFields() implements Shape<Map<String, Object>> {}

    /**
     * An object with these fields; other properties are ignored.
     *
     * @param noun for messages, with its article: "A contact"
     */
    record Members(String noun, List<EventField<?>> fields) implements Shape<EventValues> {
      public Members {
        fields = List.copyOf(fields);
      }

      private Map<String, Object> sample() {
        var sample = new LinkedHashMap<String, Object>();
        for (var field : fields) {
          field.sample().ifPresent(value -> sample.put(field.name(), value));
        }
        return Collections.unmodifiableMap(sample);
      }
    }
  }

  static <T> EventField<T> required(String name, Shape<T> shape, Object sample) {
    return new EventField<>(name, shape, Presence.REQUIRED, Optional.of(sample));
  }

  static <T> EventField<T> optional(String name, Shape<T> shape, Object sample) {
    return new EventField<>(name, shape, Presence.OPTIONAL, Optional.of(sample));
  }

  static <T> EventField<T> nullable(String name, Shape<T> shape, Object sample) {
    return new EventField<>(name, shape, Presence.NULLABLE, Optional.of(sample));
  }

  /** Returns an object field whose sample consists of the samples of its fields. */
  static EventField<EventValues> object(String name, Presence presence, Shape.Members shape) {
    return new EventField<>(name, shape, presence, Optional.of(shape.sample()));
  }

  /** Returns the fields of an object; none for another type. */
  public List<EventField<?>> fields() {
    return shape instanceof Shape.Members members ? members.fields() : List.of();
  }

  /** Returns the same field without a sample. */
  EventField<T> withoutSample() {
    return new EventField<>(name, shape, presence, Optional.empty());
  }
}
