package dev.parley.api.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads enums in paths and queries by the names they have in JSON. */
@Component
class WireEnums implements ConverterFactory<String, Enum<?>>, WebMvcConfigurer {
  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverterFactory(this);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends Enum<?>> Converter<String, T> getConverter(Class<T> type) {
    var wires = new LinkedHashMap<String, T>();
    for (var constant : type.getEnumConstants()) {
      wires.put(wire(constant), constant);
    }
    return text -> {
      var found = wires.get(text);
      if (found == null) {
        throw new IllegalArgumentException(
            wires.keySet().stream().collect(Collectors.joining(", ")));
      }
      return found;
    };
  }

  /** Returns the names of all constants. */
  static List<String> wires(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(it -> wire((Enum<?>) it)).toList();
  }

  private static String wire(Enum<?> constant) {
    return Arrays.stream(constant.getDeclaringClass().getFields())
        .filter(field -> field.getName().equals(constant.name()))
        .map(field -> field.getAnnotation(JsonProperty.class))
        .filter(property -> property != null)
        .map(JsonProperty::value)
        .findFirst()
        .orElse(constant.name());
  }
}
