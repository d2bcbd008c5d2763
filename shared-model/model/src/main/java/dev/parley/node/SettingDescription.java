package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.conversation.EventType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One setting of a kind: its description and what follows from its type.
 *
 * @param choices the values that are possible; empty if there is no list of them
 */
public record SettingDescription(
    String name, Setting setting, Control control, List<Choice> choices) {

  /** A value and its name on screen. */
  public record Choice(String value, String label) {}

  /** The field of a form. */
  public enum Control {
    /** A text as it is. */
    TEXT,
    /** A text with variables. */
    TEMPLATE,
    /** A number with or without decimals. */
    NUMBER,
    /** A whole number. */
    WHOLE,
    /** On or off. */
    SWITCH,
    /** One of a few values. */
    CHOICE,
    /** One item of a catalogue. */
    ONE,
    /** Several items of a catalogue. */
    MANY,
    /** Any JSON value. */
    JSON,
    /** None that is known: the kind's panel must be made by hand. */
    PANEL
  }

  static SettingDescription of(RecordComponent component) {
    var setting =
        Objects.requireNonNull(
            component.getAnnotation(Setting.class),
            () -> component + ": not described by @Setting");
    return new SettingDescription(
        component.getName(), setting, control(component, setting), choices(component.getType()));
  }

  /** Returns the catalogue of its ids, if it holds ids. */
  public Optional<References.Kind> catalogue() {
    return Arrays.stream(setting.catalogue()).findFirst();
  }

  private static Control control(RecordComponent component, Setting setting) {
    var type = component.getType();
    var hasCatalogue = setting.catalogue().length > 0;
    if (hasCatalogue && type == String.class) {
      return Control.ONE;
    }
    if (hasCatalogue
        && component.getGenericType() instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] == String.class) {
      return Control.MANY;
    }
    if (type == boolean.class || type == Boolean.class) {
      return Control.SWITCH;
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return Control.WHOLE;
    }
    if (type == double.class || type == Double.class) {
      return Control.NUMBER;
    }
    if (type.isEnum()) {
      return Control.CHOICE;
    }
    if (type == String.class) {
      return Control.TEXT;
    }
    if (isText(type)) {
      return Control.TEMPLATE;
    }
    return type == Object.class || type == Map.class ? Control.JSON : Control.PANEL;
  }

  /** Returns true if values of the type are written as one text. */
  public static boolean isText(Class<?> type) {
    return type == String.class
        || (type.isRecord()
            && Arrays.stream(type.getRecordComponents())
                .anyMatch(component ->
                    component.isAnnotationPresent(JsonValue.class)
                        || component.getAccessor().isAnnotationPresent(JsonValue.class)));
  }

  private static List<Choice> choices(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .filter(constant -> !(constant instanceof EventType event) || event.isTrigger())
            .map(constant -> choice((Enum<?>) constant))
            .toList()
        : List.of();
  }

  private static Choice choice(Enum<?> constant) {
    if (constant instanceof EventType event) {
      return new Choice(event.wire(), event.title());
    }
    try {
      var field = constant.getDeclaringClass().getField(constant.name());
      var wire = field.getAnnotation(JsonProperty.class);
      var title = field.getAnnotation(Title.class);
      var value = wire == null ? constant.name() : wire.value();
      return new Choice(value, title == null ? value : title.value());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
