package dev.parley.api.json;

import dev.parley.api.problem.Refusal;
import dev.parley.api.problem.Refusal.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Parses JSON exactly (RFC 8259 and, where that leaves a choice, RFC 7493). Values that would have
 * to be replaced, rounded to infinity or ignored are reported instead.
 */
public final class ExactJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonFactory PARSERS = new JsonFactory();
  private static final int MOST_FAULTS = 100;

  private final JsonParser parser;
  private final List<FieldError> faults = new ArrayList<>();
  private final Set<String> halves = new LinkedHashSet<>();

  private ExactJson(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The result of parsing.
   *
   * @param faults duplicate names, numbers out of range, names that are not valid text
   * @param halves pointers to texts in which U+FFFD replaces an unpaired surrogate
   */
  public record Read(JsonNode json, List<FieldError> faults, Set<String> halves) {
    /** Returns all errors, including texts that were cut in the middle of a character. */
    public List<FieldError> all() {
      var all = new ArrayList<>(faults);
      halves.forEach(pointer -> all.add(half(pointer)));
      return all;
    }

    /** Returns each item of a list by itself, with its errors. */
    public List<Read> items() {
      var items = new ArrayList<Read>();
      for (int i = 0; i < json.size(); i++) {
        var root = "/" + i;
        items.add(
            new Read(
                json.path(i),
                faults.stream()
                    .filter(fault -> isBelow(String.valueOf(fault.pointer()), root))
                    .map(fault ->
                        FieldError.at(
                            String.valueOf(fault.pointer()).substring(root.length()),
                            fault.code(),
                            fault.message()))
                    .toList(),
                halves.stream()
                    .filter(pointer -> isBelow(pointer, root))
                    .map(pointer -> pointer.substring(root.length()))
                    .collect(Collectors.toUnmodifiableSet())));
      }
      return items;
    }

    private static boolean isBelow(String pointer, String root) {
      return pointer.equals(root) || pointer.startsWith(root + "/");
    }
  }

  /**
   * Parses a body.
   *
   * @throws Refusal 400 if it is not JSON in UTF-8
   * @throws tools.jackson.core.JacksonException if it is not JSON
   */
  public static Read read(byte[] body) {
    try (var parser = parser(body)) {
      var reading = new ExactJson(parser);
      if (parser.nextToken() == null) {
        throw Refusal.unreadable("body-missing", "The request must have a JSON body.");
      }
      var json = reading.value("");
      if (parser.nextToken() != null) {
        throw Refusal.unreadable("json-malformed", "The body continues after its JSON value.");
      }
      return new Read(json, List.copyOf(reading.faults), Set.copyOf(reading.halves));
    }
  }

  /** Returns the error for a text that was cut in the middle of a character. */
  public static FieldError half(String pointer) {
    return FieldError.at(
        pointer,
        "character-unusable",
        "The text was cut in the middle of a character: it contains half of a surrogate pair.");
  }

  private static JsonParser parser(byte[] body) {
    if (isWide(body)) {
      return PARSERS.createParser(ObjectReadContext.empty(), body);
    }
    var text =
        Utf8.text(body)
            .orElseThrow(
                () -> Refusal.unreadable("json-malformed", "The body is not JSON in UTF-8."));
    return PARSERS.createParser(
        ObjectReadContext.empty(), text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /**
   * UTF-16 and UTF-32, which older senders may use: JSON begins with ASCII, or with a byte order
   * mark.
   */
  private static boolean isWide(byte[] body) {
    return body.length > 1
        && (body[0] == 0
            || body[1] == 0
            || (body[0] == (byte) 0xFE && body[1] == (byte) 0xFF)
            || (body[0] == (byte) 0xFF && body[1] == (byte) 0xFE));
  }

  private JsonNode value(String at) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(at);
      case START_ARRAY -> array(at);
      case VALUE_STRING -> NODES.stringNode(text(at, parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(at);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private JsonNode object(String at) {
    var object = NODES.objectNode();
    var names = new HashSet<String>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var sent = parser.currentName();
      var name = Utf8.whole(sent);
      var pointer = at + "/" + name.replace("~", "~0").replace("/", "~1");
      if (!name.equals(sent)) {
        fault(half(pointer));
      } else if (!names.add(name)) {
        fault(FieldError.at(pointer, "name-doubled", "\"" + name + "\" stands here twice."));
      }
      parser.nextToken();
      object.set(name, value(pointer));
    }
    return object;
  }

  private JsonNode array(String at) {
    var array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(at + "/" + array.size()));
    }
    return array;
  }

  private String text(String at, String text) {
    var whole = Utf8.whole(text);
    if (!whole.equals(text)) {
      halves.add(at);
    }
    return whole;
  }

  private JsonNode number(String at) {
    var text = parser.getString();
    var value = Double.parseDouble(text);
    if (Double.isInfinite(value) || (value == 0 && new BigDecimal(text).signum() != 0)) {
      fault(FieldError.at(at, "number-range", "This number is out of range."));
      // As it was written, so that a reader of the rejected event sees the cause.
      return NODES.stringNode(text);
    }
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      return NODES.numberNode(value);
    }
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private void fault(FieldError fault) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(fault);
    }
  }
}
