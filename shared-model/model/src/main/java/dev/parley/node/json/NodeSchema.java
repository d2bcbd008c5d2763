package dev.parley.node.json;

import dev.parley.node.Condition;
import dev.parley.node.SettingDescription;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schema (2020-12) of the settings of every kind, derived from the records themselves: one
 * definition per kind, and one per field that a condition can check.
 */
public final class NodeSchema {
  private final String prefix;
  private final String suffix;
  private final boolean draft;
  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  private NodeSchema(String prefix, String suffix, boolean draft) {
    this.prefix = prefix;
    this.suffix = suffix;
    this.draft = draft;
  }

  /**
   * Returns all definitions by name.
   *
   * @param prefix of references, for example {@code #/$defs/}
   * @param suffix of names
   * @param draft true for settings in requests: every property is optional and null is the same as
   *     absent
   */
  public static Map<String, ObjectNode> definitions(String prefix, String suffix, boolean draft) {
    var schema = new NodeSchema(prefix, suffix, draft);
    for (var kind : NodeJson.kinds()) {
      schema.define(configName(kind), NodeJson.type(kind));
    }
    return schema.definitions;
  }

  /** Returns the name of a kind's definition, without suffix. */
  public static String configName(String kind) {
    return capital(kind) + "Config";
  }

  private ObjectNode define(String name, Class<?> type) {
    var key = name + suffix;
    if (!definitions.containsKey(key)) {
      definitions.put(key, NodeJson.mapper().createObjectNode());
      definitions.put(key, type == Condition.class ? conditions(key) : object(type));
    }
    return NodeJson.mapper().createObjectNode().put("$ref", prefix + key);
  }

  private ObjectNode object(Class<?> type) {
    var schema = NodeJson.mapper().createObjectNode().put("type", "object");
    var properties = schema.putObject("properties");
    var needed = NodeJson.mapper().createArrayNode();
    for (var component : type.getRecordComponents()) {
      properties.set(component.getName(), property(component));
      if (!draft && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        needed.add(component.getName());
      }
    }
    if (!needed.isEmpty()) {
      schema.set("required", needed);
    }
    return schema.put("additionalProperties", false);
  }

  private ObjectNode property(RecordComponent component) {
    var value = value(component.getGenericType());
    return draft ? orNull(value) : value;
  }

  private ObjectNode value(Type type) {
    var schema = NodeJson.mapper().createObjectNode();
    return switch (type) {
      case ParameterizedType list when list.getRawType() == List.class -> {
        schema.put("type", "array").set("items", value(list.getActualTypeArguments()[0]));
        yield schema;
      }
      case ParameterizedType _ -> schema.put("type", "object").put("additionalProperties", true);
      case Class<?> plain when plain == Object.class -> schema;
      case Class<?> plain when plain == boolean.class || plain == Boolean.class ->
          schema.put("type", "boolean");
      case Class<?> plain when plain == Double.class ->
          schema.put("type", "number").put("format", "double");
      case Class<?> plain when plain == long.class ->
          whole("int64", Long.MIN_VALUE, Long.MAX_VALUE);
      case Class<?> plain when plain == Integer.class ->
          whole("int32", Integer.MIN_VALUE, Integer.MAX_VALUE);
      case Class<?> plain when plain.isEnum() -> choice(wires(plain));
      case Class<?> plain when SettingDescription.isText(plain) -> schema.put("type", "string");
      case Class<?> plain -> define(plain.getSimpleName(), plain);
      default -> throw new IllegalArgumentException(type + ": no JSON Schema for it");
    };
  }

  /** A whole number; validators take its format for a comment, so requests state its range. */
  private ObjectNode whole(String format, long least, long most) {
    var schema = NodeJson.mapper().createObjectNode().put("type", "integer").put("format", format);
    return draft ? schema.put("minimum", least).put("maximum", most) : schema;
  }

  private static List<String> wires(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> NodeJson.mapper().valueToTree(constant).asString())
        .toList();
  }

  private ObjectNode conditions(String key) {
    var union = NodeJson.mapper().createObjectNode();
    var all = union.putArray("oneOf");
    var mapping =
        union.putObject("discriminator").put("propertyName", "field").putObject("mapping");
    for (var field : Condition.Field.values()) {
      var name = capital(field.wire()) + key;
      definitions.put(name, condition(field));
      all.addObject().put("$ref", prefix + name);
      mapping.put(field.wire(), prefix + name);
    }
    return union;
  }

  private ObjectNode condition(Condition.Field field) {
    var schema = NodeJson.mapper().createObjectNode().put("type", "object");
    var properties = schema.putObject("properties");
    var named = NodeJson.mapper().createObjectNode();
    named.put("type", "string").put("const", field.wire());
    // The status is the default field of a condition.
    var usual = draft && field == Condition.Field.STATUS;
    properties.set("field", usual ? orNull(named) : named);
    var flag = NodeJson.mapper().createObjectNode().put("type", "boolean");
    var needed = schema.putArray("required");
    if (!usual) {
      needed.add("field");
    }
    if (draft) {
      properties.set("operator", orNull(open(choice(field.operators()))));
      properties
          .putObject("value")
          .putArray("type")
          .add("string")
          .add("boolean")
          .add("number")
          .add("null");
      properties.set("caseSensitive", orNull(flag));
    } else {
      properties.set("operator", open(choice(field.operators())));
      properties.set("value", comparedWith(field));
      properties.set("caseSensitive", flag);
      needed.add("operator").add("value").add("caseSensitive");
    }
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode comparedWith(Condition.Field field) {
    return switch (field) {
      case STARRED -> open(NodeJson.mapper().createObjectNode().put("type", "boolean"));
      case STATUS, CHANNEL -> open(choice(field.choices()));
      case LABELS, MESSAGE_TEXT -> NodeJson.mapper().createObjectNode().put("type", "string");
    };
  }

  /** Allows any text in a draft; an empty text means that nothing is chosen yet. */
  private static ObjectNode open(ObjectNode schema) {
    var either = NodeJson.mapper().createObjectNode();
    var text = NodeJson.mapper().createObjectNode().put("type", "string");
    either.putArray("anyOf").add(schema).add(text.put("description", "While it is unfinished"));
    return either;
  }

  private static ObjectNode choice(List<String> wires) {
    var schema = NodeJson.mapper().createObjectNode().put("type", "string");
    wires.forEach(schema.putArray("enum")::add);
    return schema;
  }

  /** Returns the schema with null allowed. */
  private static ObjectNode orNull(ObjectNode schema) {
    if (schema.isEmpty()) {
      return schema;
    }
    var either = NodeJson.mapper().createObjectNode();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
