package dev.parley.dashboard;

import dev.parley.graph.TemplateVariable;
import dev.parley.node.ConditionDescription;
import dev.parley.node.Kind;
import dev.parley.node.KindDescription;
import dev.parley.node.Node;
import dev.parley.node.References;
import dev.parley.node.SettingDescription;
import dev.parley.node.SettingDescription.Choice;
import dev.parley.node.json.KindSettings;
import dev.parley.node.json.NodeJson;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The kinds of nodes as a TypeScript module: a registry whose icons are imported by name. */
final class KindScript {
  private static final JsonMapper MAPPER =
      NodeJson.mapper().rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

  private KindScript() {}

  static String text() {
    var kinds = KindDescription.all();
    var registry = MAPPER.createObjectNode();
    kinds.forEach(described -> registry.set(described.kind().name(), kind(described)));
    return """
    // Written by the build from the records of the node kinds. Change those instead.
    import {
    %s
    } from '@tabler/icons-react';
    import type {
      ConditionFacts,
      ConditionField,
      KindFacts,
      NodeKind,
      VariableFacts,
    } from '../api/kinds';

    export const kinds: { readonly [K in NodeKind]: KindFacts<K> } = %s;

    export const conditionFields: { readonly [F in ConditionField]: ConditionFacts } = %s;

    export const variables: readonly VariableFacts[] = %s;
    """
        .formatted(
            kinds.stream()
                .map(described -> icon(described.kind()))
                .distinct()
                .sorted()
                .map(icon -> "  " + icon + ",")
                .collect(Collectors.joining("\n")),
            MAPPER
                .writeValueAsString(registry)
                .replaceAll("\"icon\" : \"(\\w+)\"", "\"icon\" : $1"),
            MAPPER.writeValueAsString(conditionFields()),
            MAPPER.writeValueAsString(variables()));
  }

  private static ArrayNode variables() {
    var script = MAPPER.createArrayNode();
    for (var variable : TemplateVariable.ALL) {
      var facts = script.addObject();
      facts.put("group", variable.group()).put("title", variable.title());
      facts.put("path", variable.path());
      if (variable.ofLabels()) {
        facts.put("ofLabels", true);
      }
    }
    return script;
  }

  private static ObjectNode conditionFields() {
    var script = MAPPER.createObjectNode();
    for (var field : ConditionDescription.all()) {
      var facts = script.putObject(field.name());
      facts.put("title", field.title()).put("says", field.says());
      choices(facts, "operators", field.operators());
      choices(facts, "choices", field.choices());
      field.catalogue().ifPresent(kind -> facts.put("catalogue", catalogue(kind)));
      if (field.caseCounts()) {
        facts.put("caseCounts", true);
      }
      facts.set("first", MAPPER.valueToTree(field.first()));
    }
    return script;
  }

  private static void choices(ObjectNode script, String name, List<Choice> choices) {
    if (!choices.isEmpty()) {
      var list = script.putArray(name);
      choices.forEach(
          choice -> list.addObject().put("value", choice.value()).put("label", choice.label()));
    }
  }

  /** The identifier of an icon: "tag-off" is {@code IconTagOff}. */
  private static String icon(Kind kind) {
    return "Icon"
        + Arrays.stream(kind.icon().split("-"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
  }

  private static ObjectNode kind(KindDescription described) {
    var kind = described.kind();
    var script = MAPPER.createObjectNode();
    script.put("title", kind.title()).put("category", kind.section().category());
    unlessEmpty(script, "group", kind.section().group());
    script.put("help", kind.help()).put("keywords", kind.keywords());
    script.put("icon", icon(kind)).put("color", kind.color().name().toLowerCase(Locale.ROOT));
    script.put("summary", kind.summary());
    unlessEmpty(script, "unset", kind.unset());
    unlessEmpty(script, "note", kind.note());
    var handles = script.putArray("handles");
    for (var handle : kind.handles()) {
      handles.addObject().put("name", handle.name()).put("title", handle.title());
    }
    var causes = MAPPER.createArrayNode();
    for (var cause : kind.causes()) {
      unlessEmpty(causes.addObject().put("event", cause.value().wire()), "when", cause.when());
    }
    if (!causes.isEmpty()) {
      script.set("causes", causes);
    }
    var settings = script.putObject("settings");
    described.settings().forEach(one -> settings.set(one.name(), setting(one)));
    var first = KindSettings.first(described);
    script.set("first", NodeJson.write(first));
    if (first instanceof Node.Calling calling) {
      calling(kind, calling, script);
    }
    return script;
  }

  private static void calling(Kind kind, Node.Calling calling, ObjectNode script) {
    var outputs = List.of(kind.outputs());
    outputs.forEach(script.putArray("outputs")::add);
    var sample = script.putObject("sample");
    new TreeMap<>(calling.sample().content())
        .forEach((name, value) -> sample.set(name, MAPPER.valueToTree(value)));
  }

  private static ObjectNode setting(SettingDescription described) {
    var setting = described.setting();
    var script = MAPPER.createObjectNode();
    script.put("label", setting.label()).put("control", wire(described.control()));
    unlessEmpty(script, "help", setting.help());
    unlessEmpty(script, "placeholder", setting.placeholder());
    described.catalogue().ifPresent(kind -> script.put("catalogue", catalogue(kind)));
    if (setting.required()) {
      script.put("required", true);
    }
    if (setting.lines() > 1) {
      script.put("lines", setting.lines());
    }
    unlessNaN(script, "least", setting.least());
    unlessNaN(script, "most", setting.most());
    unlessEmpty(script, "when", setting.when());
    if (!described.choices().isEmpty()) {
      var choices = script.putArray("choices");
      described
          .choices()
          .forEach(choice ->
              choices.addObject().put("value", choice.value()).put("label", choice.label()));
    }
    return script;
  }

  /** The catalogue in the API's addresses, for example "skill-sets". */
  private static String catalogue(References.Kind kind) {
    return kind.code() + "s";
  }

  private static String wire(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void unlessEmpty(ObjectNode script, String name, String text) {
    if (!text.isEmpty()) {
      script.put(name, text);
    }
  }

  private static void unlessNaN(ObjectNode script, String name, double number) {
    if (!Double.isNaN(number)) {
      script.put(name, number);
    }
  }
}
