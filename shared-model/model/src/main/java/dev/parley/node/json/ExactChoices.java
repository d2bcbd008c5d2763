package dev.parley.node.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Choices are matched exactly: {@code " open"} is not {@code "open"}. */
final class ExactChoices extends DelegatingDeserializer {
  private ExactChoices(ValueDeserializer<?> choice) {
    super(choice);
  }

  static JacksonModule module() {
    return new SimpleModule("exact choices")
        .setDeserializerModifier(
            new ValueDeserializerModifier() {
              @Override
              public ValueDeserializer<?> modifyEnumDeserializer(
                  DeserializationConfig config,
                  JavaType type,
                  BeanDescription.Supplier description,
                  ValueDeserializer<?> choice) {
                return new ExactChoices(choice);
              }
            });
  }

  @Override
  protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> choice) {
    return new ExactChoices(choice);
  }

  @Override
  public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      var text = parser.getString();
      if (!text.equals(text.trim())) {
        return context.handleWeirdStringValue(handledType(), text, "not one of the choices");
      }
    }
    return super.deserialize(parser, context);
  }
}
