package dev.parley.worker.extraction;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.parley.extraction.Findings.FoundField;
import dev.parley.extraction.Findings.FoundLabel;
import dev.parley.extraction.Findings.Mood;
import dev.parley.extraction.Wanted;
import dev.parley.text.Characters;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The response format for a model. Its schema allows only the requested labels, fields and choices,
 * and a response that does not match it is rejected: nothing in a message can make a model name
 * anything else.
 */
final class AnswerForm {
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_FAULT = 200;
  private static final int MOST_FAULTS = 5;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build()));

  private final Wanted wanted;
  private final String text;
  private final Schema schema;

  AnswerForm(Wanted wanted) {
    this.wanted = wanted;
    text = JSON.writeValueAsString(form(wanted));
    schema = SCHEMAS.getSchema(text);
  }

  /** Returns the JSON Schema. */
  String schema() {
    return text;
  }

  /** A parsed response or its errors. */
  sealed interface Read {
    /** A response within the request. */
    record Fits(List<FoundLabel> labels, List<FoundField> fields, @Nullable Mood mood)
        implements Read {}

    /** The reasons for a rejection. */
    record Faulty(List<String> faults) implements Read {}
  }

  /**
   * Parses a response.
   *
   * @param said the customer's messages: addresses and numbers must occur in them
   */
  Read read(String answer, List<FieldText> said) {
    JsonNode tree;
    try {
      tree = JSON.readTree(unfenced(answer));
    } catch (JacksonException e) {
      return new Read.Faulty(List.of("it is not one JSON object"));
    }
    var faults =
        schema.validate(tree).stream()
            .map(error -> shortened(error.getInstanceLocation() + " " + error.getMessage()))
            .limit(MOST_FAULTS)
            .toList();
    return faults.isEmpty() ? taken(tree, said) : new Read.Faulty(faults);
  }

  /** Some models wrap the response as in a chat. */
  private static String unfenced(String answer) {
    var text = answer.strip();
    return text.startsWith("```") && text.endsWith("```") && text.length() > 6
        ? text.substring(text.indexOf('\n') + 1, text.length() - 3)
        : text;
  }

  private Read taken(JsonNode tree, List<FieldText> said) {
    var faults = new ArrayList<String>();
    var labels = new LinkedHashMap<String, FoundLabel>();
    for (var found : tree.path("labels")) {
      wanted.labels().stream()
          .filter(label -> label.name().equals(found.path("name").asString()))
          .forEach(label ->
              labels.putIfAbsent(
                  label.id(), new FoundLabel(label, found.path("confidence").asDouble())));
    }
    var fields = new ArrayList<FoundField>();
    for (var field : wanted.fields()) {
      var found = tree.path("fields").path(field.key());
      if (found.isObject()) {
        value(field, found.path("value"), said)
            .ifPresentOrElse(
                value ->
                    fields.add(new FoundField(field, value, found.path("confidence").asDouble())),
                () -> faults.add("/fields/" + field.key() + "/value " + expected(field)));
      }
    }
    var mood = tree.path("sentiment");
    return faults.isEmpty()
        ? new Read.Fits(
            List.copyOf(labels.values()),
            List.copyOf(fields),
            mood.isObject()
                ? new Mood(mood.path("value").asString(), mood.path("confidence").asDouble())
                : null)
        : new Read.Faulty(faults);
  }

  private static Optional<Object> value(Wanted.Field field, JsonNode value, List<FieldText> said) {
    return switch (field.type()) {
      case NUMBER -> Optional.of(number(value));
      case CHOICE -> Optional.of(value.asString());
      case DATE -> date(value.asString());
      case TEXT ->
          Optional.<Object>of(value.asString().strip())
              .filter(text ->
                  !text.equals("") && !Characters.isLonger(String.valueOf(text), LONGEST_TEXT));
      case EMAIL -> {
        var text = value.asString().strip();
        yield said.stream()
                .anyMatch(message -> message.lower().contains(text.toLowerCase(Locale.ROOT)))
            ? Contacts.email(alone(text, said)).<Object>map(FieldText.Value::value)
            : Optional.empty();
      }
      case PHONE ->
          Contacts.phone(alone(value.asString(), said))
              .<Object>map(FieldText.Value::value)
              .filter(number ->
                  said.stream().anyMatch(message -> Contacts.phones(message).contains(number)));
    };
  }

  private static Object number(JsonNode value) {
    return value.canConvertToExactIntegral() && value.canConvertToLong()
        ? (Object) value.asLong()
        : (Object) value.asDouble();
  }

  private static FieldText alone(String text, List<FieldText> said) {
    var like = said.getFirst();
    return new FieldText(text, like.today(), like.region());
  }

  private static Optional<Object> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip()).toString());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String expected(Wanted.Field field) {
    return switch (field.type()) {
      case NUMBER -> "must be a number";
      case CHOICE -> "must be one of the choices";
      case DATE -> "must be a date such as 2026-11-25";
      case TEXT -> "must have 1 to " + LONGEST_TEXT + " characters";
      case EMAIL -> "must be an email address from the messages";
      case PHONE -> "must be a phone number from the messages";
    };
  }

  private static String shortened(String fault) {
    return Characters.shortened(fault, LONGEST_FAULT);
  }

  private static Map<String, Object> form(Wanted wanted) {
    var properties = new LinkedHashMap<String, Object>();
    if (!wanted.labels().isEmpty()) {
      var names = wanted.labels().stream().map(Wanted.Label::name).toList();
      properties.put(
          "labels",
          Map.of("type", "array", "items", sure("name", Map.of("type", "string", "enum", names))));
    }
    if (!wanted.fields().isEmpty()) {
      var fields = new LinkedHashMap<String, Object>();
      wanted.fields().forEach(field -> fields.put(field.key(), orNull(sure("value", type(field)))));
      properties.put("fields", object(fields));
    }
    if (wanted.sentiment()) {
      var moods = List.of("positive", "neutral", "negative");
      properties.put("sentiment", sure("value", Map.of("type", "string", "enum", moods)));
    }
    return object(properties);
  }

  private static Map<String, Object> type(Wanted.Field field) {
    return switch (field.type()) {
      case NUMBER -> Map.of("type", "number");
      case CHOICE -> Map.of("type", "string", "enum", field.choices());
      case TEXT, DATE, EMAIL, PHONE -> Map.of("type", "string");
    };
  }

  private static Map<String, Object> sure(String name, Map<String, Object> type) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put(name, type);
    properties.put("confidence", Map.of("type", "number", "minimum", 0, "maximum", 1));
    return object(properties);
  }

  private static Map<String, Object> orNull(Map<String, Object> type) {
    return Map.of("anyOf", Stream.of(type, Map.of("type", "null")).toList());
  }

  private static Map<String, Object> object(Map<String, Object> properties) {
    var object = new LinkedHashMap<String, Object>();
    object.put("type", "object");
    object.put("properties", properties);
    object.put("required", List.copyOf(properties.keySet()));
    object.put("additionalProperties", false);
    return object;
  }
}
