package dev.parley.node;

import dev.parley.conversation.EventType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is known of a kind of node, read from its record. */
public record KindDescription(
    Class<? extends Node> type, Kind kind, List<SettingDescription> settings) {

  private static final ClassValue<KindDescription> KNOWN =
      new ClassValue<>() {
        @Override
        protected KindDescription computeValue(Class<?> type) {
          return read(type.asSubclass(Node.class));
        }
      };

  /** Returns the description of a kind. */
  public static KindDescription of(Class<? extends Node> type) {
    return KNOWN.get(type);
  }

  /** Returns all kinds, in the order of the palette and there by title. */
  public static List<KindDescription> all() {
    return KindIndex.KINDS.stream()
        .map(KindDescription::of)
        .sorted(
            Comparator.comparing((KindDescription it) -> it.kind.section())
                .thenComparing(it -> it.kind.title()))
        .toList();
  }

  /** Returns the names of its handles, in the order in which they are drawn. */
  List<String> handles() {
    return Stream.of(kind.handles()).map(Kind.Handle::name).toList();
  }

  /** Returns the events that a node of this kind may cause with its settings. */
  Set<EventType> causes(Node node) {
    return Arrays.stream(kind.causes())
        .filter(cause -> cause.when().isEmpty() || Boolean.TRUE.equals(value(node, cause.when())))
        .map(Kind.Cause::value)
        .collect(Collectors.toUnmodifiableSet());
  }

  private @Nullable Object value(Node node, String setting) {
    try {
      return component(setting).getAccessor().invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(kind.name() + ": cannot read " + setting, e);
    }
  }

  private RecordComponent component(String name) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(kind.name() + ": no setting " + name));
  }

  private static KindDescription read(Class<? extends Node> type) {
    return new KindDescription(
        type,
        Objects.requireNonNull(
            type.getAnnotation(Kind.class), () -> type + ": not described by @Kind"),
        Arrays.stream(type.getRecordComponents()).map(SettingDescription::of).toList());
  }
}
