package dev.parley.graph;

import dev.parley.node.json.NodeJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Generates JSON that a faulty client may send: arbitrary values, or a graph with changes. */
final class RandomJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<JsonNode> CORPUS =
      Corpus.sound().filter(sample -> !sample.name().equals("largest")).map(s -> s.json()).toList();
  private static final List<String> NAMES =
      List.of(
          "schema",
          "nodes",
          "edges",
          "id",
          "kind",
          "name",
          "position",
          "config",
          "source",
          "handle",
          "target",
          "x",
          "y",
          "event",
          "text",
          "labels",
          "conditions",
          "field",
          "operator",
          "value",
          "match",
          "amount",
          "unit",
          "url",
          "headers",
          "body",
          "method",
          "arguments",
          "",
          "a/b~c");
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "t",
          "next",
          "true",
          "open",
          "VIP",
          "days",
          "conversation.created",
          "GET",
          "all",
          "{{ contact.name }}",
          "{{",
          "{% if %}",
          "{{ steps.x.y | z: 1 }}",
          "https://example.com",
          "https://{{ x }}",
          "http://",
          "\ud800",
          "😀",
          "\u0000",
          "null",
          "1",
          "true ");

  private final Random random;

  RandomJson(long seed) {
    random = new Random(seed);
  }

  /** Returns a valid graph with up to three changes. */
  JsonNode changedGraph() {
    var graph = pick(CORPUS).deepCopy();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      change(graph);
    }
    return graph;
  }

  private void change(JsonNode graph) {
    var places = new ArrayList<JsonNode>();
    collect(graph, places);
    switch (pick(places)) {
      case ObjectNode object -> {
        var names = List.copyOf(object.propertyNames());
        var name = names.isEmpty() || random.nextInt(8) == 0 ? pick(NAMES) : pick(names);
        if (random.nextInt(4) == 0) {
          object.remove(name);
        } else {
          object.set(name, value(2));
        }
      }
      case ArrayNode array when !array.isEmpty() -> {
        var at = random.nextInt(array.size());
        switch (random.nextInt(3)) {
          case 0 -> array.remove(at);
          case 1 -> array.add(array.get(at).deepCopy());
          default -> array.set(at, value(2));
        }
      }
      case ArrayNode array -> array.add(value(2));
      default -> throw new IllegalStateException("only containers were collected");
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  /** Returns any JSON value. */
  JsonNode value(int depth) {
    return switch (random.nextInt(depth > 0 ? 11 : 8)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.valueToTree(random.nextBoolean());
      case 2 -> JSON.valueToTree(random.nextInt(-3, 400));
      case 3 -> JSON.valueToTree(random.nextLong());
      case 4 -> JSON.valueToTree(random.nextInt(100) + 0.5);
      case 5 ->
          random.nextBoolean()
              ? JSON.valueToTree(BigInteger.TEN.pow(30))
              : JSON.valueToTree(new BigDecimal("1.5e400"));
      case 6 -> JSON.valueToTree(pick(List.copyOf(NodeJson.kinds())));
      case 7 -> JSON.valueToTree(pick(TEXTS));
      case 8 -> {
        var array = JSON.createArrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(value(depth - 1));
        }
        yield array;
      }
      default -> {
        var object = JSON.createObjectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
          object.set(pick(NAMES), value(depth - 1));
        }
        yield object;
      }
    };
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
