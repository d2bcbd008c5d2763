package dev.parley.api.contract;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Dependencies between properties, which the components of a record cannot express. */
@SuppressWarnings({"rawtypes", "unchecked"}) // The library's own maps of schemas are raw.
final class ConditionalRequirements {
  private ConditionalRequirements() {}

  static Map<String, Schema<?>> all() {
    return Map.of(
        "FieldValues",
        new JsonSchema()
            .types(Set.of("object"))
            .description("Custom fields by key; null removes one.")
            .additionalProperties(
                DocumentCustomizer.read(
                    "{\"type\": [\"string\", \"number\", \"boolean\", \"null\"]}")),
        "SegmentFilterSent",
        DocumentCustomizer.read(
            """
            {"type": "object",
             "properties": {
               "match": {"anyOf": [{"type": "string", "enum": ["all", "any"]}, {"type": "null"}]},
               "conditions": {"type": "array", "minItems": 1, "maxItems": 20, "items": {"anyOf": [
                 {"$ref": "#/components/schemas/SegmentPresence"},
                 {"$ref": "#/components/schemas/SegmentText"},
                 {"$ref": "#/components/schemas/SegmentField"},
                 {"$ref": "#/components/schemas/SegmentChoice"},
                 {"$ref": "#/components/schemas/SegmentLabel"}]}}},
             "required": ["conditions"], "additionalProperties": false}
            """),
        "SegmentPresence",
        DocumentCustomizer.read(
            """
            {"type": "object", "description": "Tests whether there is a value; takes no value itself.",
             "properties": {
               "field": {"anyOf": [
                 {"type": "string", "enum": ["contact.name", "contact.phone", "contact.email",
                                             "conversation.assignee"]},
                 {"type": "string", "pattern": "^(contact|conversation)\\\\.fields\\\\.[^\\\\x00]+$"}]},
               "operator": {"type": "string", "enum": ["present", "absent"]},
               "value": {}},
             "required": ["field", "operator"], "additionalProperties": false}
            """),
        "SegmentText",
        DocumentCustomizer.read(
            """
            {"type": "object",
             "properties": {
               "field": {"type": "string", "enum": ["contact.name", "contact.phone", "contact.email"]},
               "operator": {"type": "string", "enum": ["is", "isNot", "contains", "startsWith"]},
               "value": {"type": "string", "minLength": 1, "maxLength": 500}},
             "required": ["field", "operator", "value"], "additionalProperties": false}
            """),
        "SegmentField",
        DocumentCustomizer.read(
            """
            {"type": "object", "description": "A custom field, by its key.",
             "properties": {
               "field": {"type": "string", "pattern": "^(contact|conversation)\\\\.fields\\\\.[^\\\\x00]+$"},
               "operator": {"type": "string", "enum": ["is", "isNot", "contains", "startsWith",
                                                       "greaterThan", "lessThan"]},
               "value": {"anyOf": [{"type": "string", "minLength": 1, "maxLength": 500},
                                   {"type": "number"}, {"type": "boolean"}]}},
             "required": ["field", "operator", "value"], "additionalProperties": false}
            """),
        "SegmentChoice",
        DocumentCustomizer.read(
            """
            {"anyOf": [
              {"type": "object",
               "properties": {
                 "field": {"type": "string", "const": "conversation.status"},
                 "operator": {"type": "string", "const": "is"},
                 "value": {"type": "string", "enum": ["open", "resolved"]}},
               "required": ["field", "operator", "value"], "additionalProperties": false},
              {"type": "object",
               "properties": {
                 "field": {"type": "string", "const": "conversation.channel"},
                 "operator": {"type": "string", "enum": ["is", "isNot"]},
                 "value": {"type": "string", "enum": ["whatsapp", "instagram", "facebook", "webchat"]}},
               "required": ["field", "operator", "value"], "additionalProperties": false},
              {"type": "object",
               "properties": {
                 "field": {"type": "string", "const": "conversation.starred"},
                 "operator": {"type": "string", "const": "is"},
                 "value": {"type": "boolean"}},
               "required": ["field", "operator", "value"], "additionalProperties": false},
              {"type": "object",
               "properties": {
                 "field": {"type": "string", "const": "conversation.assignee"},
                 "operator": {"type": "string", "enum": ["is", "isNot"]},
                 "value": {"type": "string", "minLength": 1, "maxLength": 500}},
               "required": ["field", "operator", "value"], "additionalProperties": false},
              {"type": "object",
               "properties": {
                 "field": {"type": "string", "const": "conversation.sentiment"},
                 "operator": {"type": "string", "enum": ["is", "isNot"]},
                 "value": {"type": "string", "enum": ["positive", "neutral", "negative"]}},
               "required": ["field", "operator", "value"], "additionalProperties": false}]}
            """),
        "SegmentLabel",
        DocumentCustomizer.read(
            """
            {"type": "object",
             "properties": {
               "field": {"type": "string", "const": "conversation.label"},
               "operator": {"type": "string", "enum": ["present", "absent"]},
               "value": {"type": "string", "format": "uuid", "description": "The label's id"}},
             "required": ["field", "operator", "value"], "additionalProperties": false}
            """));
  }

  /**
   * Adds conditions to the schemas of records. Unions would be exact too, but make client
   * generators lose the record.
   */
  static void add(Map<String, Schema> schemas) {
    unless(
        schemas,
        "ContactSent",
        "{\"anyOf\": [%s, %s]}".formatted(needs("phone"), needs("email")),
        needs("name"));
    unless(
        schemas,
        "ChannelAccountSent",
        """
        {"properties": {"connector": {"const": "store"}}}
        """,
        """
        {"properties": {"url": {"type": "string"}}, "required": ["url"]}
        """);
    unless(
        schemas,
        "FieldSent",
        """
        {"properties": {"type": {"enum": ["text", "number", "date", "email", "phone"]}}}
        """,
        """
        {"properties": {"choices": {"type": "array", "minItems": 1, "items": {"type": "string"}}},
         "required": ["choices"]}
        """);
    unless(
        schemas,
        "NewSecretValue",
        """
        {"properties": {"value": {"type": "string"}}, "required": ["value"]}
        """,
        """
        {"properties": {"hosts": {"type": "array", "items": {"type": "string"}}}, "required": ["hosts"]}
        """);
    unless(
        schemas,
        "NewModelSettings",
        """
        {"properties": {"provider": {"const": "none"}}}
        """,
        """
        {"properties": {"baseUrl": {"type": "string", "pattern": "https?://"},
                        "model": {"type": "string", "pattern": "^[^\\\\x00]*[^\\\\s\\\\x00\\\\x1c-\\\\x1f][^\\\\x00]*$"}},
         "required": ["baseUrl", "model"]}
        """);
  }

  /** Requires a text with at least one visible character. */
  private static String needs(String name) {
    return "{\"properties\": {\"%s\": {\"type\": \"string\", \"pattern\": \"^[^\\\\x00]*[^\\\\s\\\\x00\\\\x1c-\\\\x1f][^\\\\x00]*$\"}},\"required\": [\"%s\"]}"
        .formatted(name, name);
  }

  private static void unless(
      Map<String, Schema> schemas, String name, String condition, String needed) {
    var schema = Objects.requireNonNull(schemas.get(name), name);
    schema.setIf(DocumentCustomizer.read(condition));
    schema.setElse(DocumentCustomizer.read(needed));
  }
}
