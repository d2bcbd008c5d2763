package dev.parley.graph;

import dev.parley.conversation.EventType;
import dev.parley.node.KindDescription;
import dev.parley.node.json.KindSettings;
import dev.parley.node.json.NodeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.core.type.TypeReference;

/** Generates random valid graphs: paths fork, join, end early or continue. */
public final class RandomGraphs {
  /** Kinds whose steps touch only PostgreSQL. */
  public static final Set<String> WITHIN =
      Set.of(
          "sendMessage",
          "openConversation",
          "resolveConversation",
          "starConversation",
          "unstarConversation",
          "addLabel",
          "removeLabel",
          "assignToUser",
          "assignToAi",
          "decision",
          "delay",
          "end");

  private static final double MEETS = 0.6;

  private final Random random;
  private final List<String> kinds;
  private final Drawing drawing = Drawing.on(EventType.CREATED);
  private final List<Exit> open = new ArrayList<>(List.of(new Exit("t", "next", 0)));

  private record Exit(String node, String handle, int order) {}

  private RandomGraphs(Random random, Set<String> kinds) {
    this.random = random;
    this.kinds = kinds.stream().sorted().toList();
  }

  /**
   * Returns a valid graph, deterministic for its arguments.
   *
   * @param most maximum number of nodes after the trigger; there may be fewer if all paths end
   *     early
   */
  public static Graph sound(long seed, int most, Set<String> kinds) {
    return new RandomGraphs(new Random(seed), kinds).draw(most).resolved(Corpus.REFERENCES);
  }

  /** Returns a graph with nodes of all kinds. */
  public static Graph sound(long seed, int most) {
    var all = new ArrayList<>(NodeJson.kinds());
    all.remove("trigger");
    return sound(seed, most, Set.copyOf(all));
  }

  private Graph draw(int most) {
    var exitsOf = new ArrayList<List<Exit>>();
    for (int i = 1; i <= most && !open.isEmpty(); i++) {
      var id = "n" + i;
      var kind = kinds.get(random.nextInt(kinds.size()));
      drawing.node(id, kind, config(kind));
      var from = open.remove(random.nextInt(open.size()));
      drawing.way(from.node(), from.handle(), id);
      var order = i;
      var exits =
          NodeJson.unset(kind).handles().stream()
              .map(handle -> new Exit(id, handle, order))
              .toList();
      exitsOf.add(exits);
      open.addAll(exits);
    }
    for (var exit : open) {
      var later = exitsOf.size() - exit.order();
      if (later > 0 && random.nextDouble() < MEETS) {
        drawing.way(exit.node(), exit.handle(), "n" + (exit.order() + 1 + random.nextInt(later)));
      }
    }
    return drawing.graph();
  }

  private Map<String, ?> config(String kind) {
    return switch (kind) {
      case "addLabel", "removeLabel" -> Map.of("labels", pick(List.of("VIP"), List.of("Urgent")));
      case "assignToUser" -> Map.of("user", pick("Senior Agent", "WhatsApp Team Lead"));
      case "decision" ->
          Map.of("match", pick("all", "any"), "conditions", List.of(condition(), condition()));
      case "delay" -> Map.of("amount", 1 + random.nextInt(50), "unit", pick("minutes", "hours"));
      default -> example(kind);
    };
  }

  private static Map<String, ?> example(String kind) {
    var example =
        KindDescription.all().stream()
            .filter(described -> described.kind().name().equals(kind))
            .map(KindSettings::example)
            .findFirst()
            .orElseThrow();
    return NodeJson.mapper().convertValue(NodeJson.write(example), new TypeReference<>() {});
  }

  private Map<String, Object> condition() {
    return pick(
        Map.of("field", "status", "operator", "is", "value", pick("open", "resolved")),
        Map.of("field", "starred", "operator", "is", "value", random.nextBoolean()),
        Map.of("field", "labels", "operator", pick("present", "absent"), "value", "VIP"),
        Map.of("field", "channel", "operator", pick("is", "isNot"), "value", "whatsapp"),
        Map.of("field", "messageText", "operator", "contains", "value", pick("order", "hello")));
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}
