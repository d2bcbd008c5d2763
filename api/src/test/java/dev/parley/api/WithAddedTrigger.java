package dev.parley.api;

import dev.parley.conversation.EventType;
import dev.parley.conversation.EventTypeTest;
import dev.parley.dashboard.DashboardFiles;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** The part of {@link AddingATriggerTest} that needs a JVM with one more trigger. */
final class WithAddedTrigger {
  private static final String EVENT = "conversation.escalated";

  private WithAddedTrigger() {}

  public static void main(String... arguments) throws IOException {
    var type = EventType.of(EVENT).orElseThrow();
    new EventTypeTest().itIsDescribed(type);
    new EventTypeTest().itsLineNamesWhatTheEventNames(type);
    DashboardFiles.main(arguments);
    try (var api = new RunningApi()) {
      var documented = api.get("openapi.json").body().at("/components/schemas/EventType/enum");
      System.out.println("documented " + documented.toString().contains(EVENT));
      var workflow = api.post("workflows", "{'name': 'Escalations'}").at("/id");
      var graph =
          """
          {'graph': {'schema': 1,
            'nodes': [{'id': 't', 'kind': 'trigger', 'config': {'event': '%s'}},
                      {'id': 'star', 'kind': 'starConversation'}],
            'edges': [{'source': 't', 'handle': 'next', 'target': 'star'}]}}
          """
              .formatted(EVENT);
      var published = api.post("workflows/" + workflow + "/publish", graph);
      System.out.println("published " + published.status());
      var sample = (ObjectNode) api.get("workflows/" + workflow + "/sample").body();
      var started =
          api.post(
              "events",
              """
              {'specversion': '1.0', 'id': 'e-1', 'source': '/desk', 'type': '%s', 'data': %s}
              """
                  .formatted(EVENT, sample));
      System.out.println("sample event " + started.status());
      System.out.println(
          "started %d by %s"
              .formatted(
                  started.body().path("executions").size(),
                  api.get("executions?workflowId=" + workflow).at("/items/0/trigger")));
      var conversation = sample.at("/conversation/id").asString();
      var timeline = api.get("conversations/" + conversation + "/timeline").body();
      timeline
          .findValues("event")
          .forEach(
              event -> System.out.println("on the timeline: " + event.path("type").asString("")));
    }
    System.exit(0);
  }
}
