package dev.parley.node.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.node.KindDescription;
import dev.parley.node.Node;
import dev.parley.template.Template;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads and writes the settings of nodes. The list of kinds is written by the compiler, so every
 * kind that compiles is included.
 */
public final class NodeJson {
  /** Coercions to disable, by target type. */
  private static final Map<LogicalType, List<CoercionInputShape>> REFUSED =
      Map.of(
          LogicalType.Textual,
          List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean),
          LogicalType.Integer,
          List.of(CoercionInputShape.String, CoercionInputShape.EmptyString),
          LogicalType.Float,
          List.of(CoercionInputShape.String, CoercionInputShape.EmptyString),
          LogicalType.Boolean,
          List.of(
              CoercionInputShape.String,
              CoercionInputShape.EmptyString,
              CoercionInputShape.Integer),
          LogicalType.Enum,
          List.of(CoercionInputShape.Integer, CoercionInputShape.EmptyString));

  private static final JsonMapper MAPPER =
      strict(JsonMapper.builder())
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private static final Map<String, Class<? extends Node>> KINDS = kindsByName();

  private NodeJson() {}

  /**
   * Disables coercion: a string is not a number, a number not a string, boolean or enum value, and
   * nothing is rounded or ignored.
   */
  public static JsonMapper.Builder strict(JsonMapper.Builder builder) {
    builder
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    REFUSED.forEach((type, shapes) ->
        builder.withCoercionConfig(
            type, config -> shapes.forEach(it -> config.setCoercion(it, CoercionAction.Fail))));
    return builder.addModule(WholeNumbers.module()).addModule(ExactChoices.module());
  }

  /** The outcome of reading. */
  public sealed interface Reading {
    /** The node could be read. */
    record Read(Node node) implements Reading {}

    /** The node could not be read; the pointer is relative to its settings. */
    record Unreadable(String code, String pointer, String message) implements Reading {}
  }

  /** Returns the names of all kinds, in the order of the palette. */
  public static Collection<String> kinds() {
    return KINDS.keySet();
  }

  /** Returns the record class of a known kind. */
  static Class<? extends Node> type(String kind) {
    return Objects.requireNonNull(KINDS.get(kind), kind);
  }

  /** Returns the mapper for graphs: strict about types and properties. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /**
   * Reads the settings of a node of a known kind; never throws because of their content.
   *
   * @param config an object, or missing for none
   */
  public static Reading read(String kind, JsonNode config) {
    var type = type(kind);
    try {
      var settings = config.isMissingNode() ? MAPPER.createObjectNode() : config;
      return new Reading.Read(MAPPER.treeToValue(settings, type));
    } catch (JacksonException e) {
      return unreadable(e);
    }
  }

  /** Returns the settings as JSON. */
  public static JsonNode write(Node node) {
    return MAPPER.valueToTree(node);
  }

  /** Returns a node of that kind without settings. */
  public static Node unset(String kind) {
    return ((Reading.Read) read(kind, MAPPER.missingNode())).node();
  }

  private static Reading unreadable(JacksonException e) {
    var pointer =
        e instanceof DatabindException
            ? e.getPath().stream()
                .map(part ->
                    "/"
                        + (part.getPropertyName() == null
                            ? String.valueOf(part.getIndex())
                            : part.getPropertyName().replace("~", "~0").replace("/", "~1")))
                .collect(Collectors.joining())
            : "";
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          new Reading.Unreadable(
              "property-unknown",
              pointer,
              "\"" + unknown.getPropertyName() + "\" is not known here.");
      case InvalidFormatException format when format.getTargetType().isEnum() ->
          new Reading.Unreadable(
              "value-unknown",
              pointer,
              "\""
                  + format.getValue()
                  + "\" is not possible here (one of: "
                  + spellings(format.getTargetType())
                  + ").");
      case ValueInstantiationException refused when refused.getType().isEnumType() ->
          new Reading.Unreadable(
              "value-unknown",
              pointer,
              "This is not possible here (one of: "
                  + spellings(refused.getType().getRawClass())
                  + ").");
      case MismatchedInputException mismatch ->
          new Reading.Unreadable(
              "type-mismatch", pointer, "Expected " + expected(mismatch.getTargetType()) + ".");
      default ->
          new Reading.Unreadable("value-invalid", pointer, "This value cannot be used here.");
    };
  }

  private static String spellings(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> MAPPER.valueToTree(constant).asString())
        .collect(Collectors.joining(", "));
  }

  private static String expected(Class<?> type) {
    if (type == String.class || type == Template.class) {
      return "text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == Double.class) {
      return "a number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type.isEnum() ? "one of: " + spellings(type) : "an object";
  }

  private static Map<String, Class<? extends Node>> kindsByName() {
    var kinds = new LinkedHashMap<String, Class<? extends Node>>();
    for (var described : KindDescription.all()) {
      if (kinds.put(described.kind().name(), described.type()) != null) {
        throw new IllegalStateException("two kinds have the name " + described.kind().name());
      }
    }
    return kinds;
  }
}
