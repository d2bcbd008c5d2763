package dev.parley.dashboard;

import dev.parley.conversation.EventType;
import dev.parley.node.json.NodeJson;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ObjectNode;

/** The types of events as a TypeScript module, apart from the kinds because every page needs it. */
final class EventScript {
  private EventScript() {}

  static String text() {
    return """
    // Written by the build from EventType.java. Change that instead.
    import type { EventFacts, EventType } from '../api/kinds';

    export const events: { readonly [E in EventType]: EventFacts } = %s;
    """
        .formatted(
            NodeJson.mapper()
                .rebuild()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(events()));
  }

  private static ObjectNode events() {
    var script = NodeJson.mapper().createObjectNode();
    for (var event : EventType.values()) {
      var facts = script.putObject(event.wire()).put("title", event.title());
      if (event.isTrigger()) {
        facts.put("firesWhen", event.firesWhen());
      }
      if (!event.timeline().isEmpty()) {
        facts.put("timeline", event.timeline());
      }
      if (event.aboutLabel()) {
        facts.put("aboutLabel", true);
      }
    }
    return script;
  }
}
