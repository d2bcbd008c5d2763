package dev.parley.node.json;

import dev.parley.node.KindDescription;
import dev.parley.node.Node;
import dev.parley.node.Setting;
import dev.parley.node.SettingDescription;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Nodes with the settings that the description of their kind spells out. */
public final class KindSettings {
  private KindSettings() {}

  /** Returns a node as it is added in the editor. */
  public static Node first(KindDescription described) {
    return node(described, Setting::start);
  }

  /** Returns a node that can be published if the items that it names exist. */
  public static Node example(KindDescription described) {
    return node(described, Setting::example);
  }

  private static Node node(KindDescription described, Function<Setting, String> spelling) {
    var kind = described.kind().name();
    var config = NodeJson.mapper().createObjectNode();
    for (var setting : described.settings()) {
      var spelled = spelling.apply(setting.setting());
      if (!spelled.isEmpty()) {
        config.set(setting.name(), literal(setting, spelled));
      }
    }
    return switch (NodeJson.read(kind, config)) {
      case NodeJson.Reading.Read read -> read.node();
      case NodeJson.Reading.Unreadable bad ->
          throw new IllegalStateException(kind + bad.pointer() + ": " + bad.message());
    };
  }

  private static JsonNode literal(SettingDescription setting, String spelled) {
    return switch (setting.control()) {
      case TEXT, TEMPLATE, CHOICE, ONE -> StringNode.valueOf(spelled);
      default -> NodeJson.mapper().readTree(spelled);
    };
  }
}
