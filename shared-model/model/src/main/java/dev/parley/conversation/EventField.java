package dev.parley.conversation;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A field of an event's data. Described once, it is what the reader of events checks, and what the
 * API's schemas, the paths of templates and the sample data of tests are made of.
 *
 * @param <T> of its values
 * @param name in JSON
 * @param sample what sample data has of it, as plain JSON; empty when sample data leaves it out
 */
public record EventField<T>(
    String name, Shape<T> shape, Presence presence, Optional<Object> sample) {

  /** Whether a field may be left out, or be null. */
  public enum Presence {
    /** It is always there. */
    REQUIRED,
    /** It may be left out, and is never null. */
    OPTIONAL,
    /** It may be left out, or be null: then it is cleared, or there is none. */
    NULLABLE
  }

  /** The values that a field may have. */
  public sealed interface Shape<T> {
    /** Text of at most that many characters; one that is required has at least one. */
    record Text(int longest) implements Shape<String> {}

    /** One value of which all are known. */
    sealed interface Single<T> extends Shape<T> {
      /** Returns a value as it is in JSON: text or a boolean. */
      Object plain(T value);

      /** Returns the value that is written so in JSON; empty if there is none. */
      Optional<T> read(Object plain);
    }

    /** One of a few values, by their spelling in JSON. */
    record OneOf<E>(Map<String, E> values) implements Single<E> {
      public OneOf {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      }

      /** The constants of an enum. */
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

    /** The names of labels, each as it was written. */
    record LabelNames() implements Shape<List<String>> {
      /** The characters that a name has at most. */
      public static final int LONGEST = 80;
    }

    /** Custom fields by key; a null removes one. */
    record CustomFields() implements Shape<Map<String, Object>> {}

    /**
     * An object with these fields, and others that mean nothing.
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

  /** An object, whose sample has what those of its fields have. */
  static EventField<EventValues> object(String name, Presence presence, Shape.Members shape) {
    return new EventField<>(name, shape, presence, Optional.of(shape.sample()));
  }

  /** Returns the fields of an object; none of another field. */
  public List<EventField<?>> fields() {
    return shape instanceof Shape.Members members ? members.fields() : List.of();
  }

  /** The same, left out of sample data. */
  EventField<T> withoutSample() {
    return new EventField<>(name, shape, presence, Optional.empty());
  }
}
