package dev.parley.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EventType;
import dev.parley.node.References;
import dev.parley.node.json.NodeJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the limits of each rule: the corpus shows when a rule fires, these tests show when it does
 * not.
 */
class GraphCheckTest {
  private static final Map<String, Object> OPEN =
      Map.of("conditions", List.of(Map.of("field", "status", "operator", "is", "value", "open")));

  private static List<String> problems(Drawing drawing) {
    return GraphCheck.of(drawing.graph(), Corpus.REFERENCES).stream()
        .map(problem -> problem.code() + " at " + problem.nodeId())
        .toList();
  }

  @Nested
  class IdsOfNodes {
    @Test
    void thoseThatDifferInCaseAreDifferent() {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .then("a", "starConversation")
                      .then("A", "unstarConversation")))
          .isEmpty();
    }

    @Test
    void eachRepetitionIsNamed() {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .then("a", "starConversation")
                      .node("a", "end", Map.of())
                      .node("a", "end", Map.of())))
          .containsExactly("node-doubled at a", "node-doubled at a");
    }
  }

  @Nested
  class Ways {
    @Test
    void manyMayLeadIntoOneNode() {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .node("end", "end", Map.of())
                      .fork("b", "end", "end")
                      .fork("a", "b", "end")
                      .way("t", "next", "a")))
          .isEmpty();
    }

    @Test
    void oneMayBeMissing() {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .then("a", "decision", OPEN)
                      .node("b", "end", Map.of())
                      .way("a", "false", "b")))
          .isEmpty();
    }

    @Test
    void noneLeavesAnEnd() {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED).then("a", "end").then("b", "starConversation")))
          .containsExactly("handle-unknown at a", "node-unreachable at b");
    }

    @Test
    void oneThatLeadsNowhereIsNotFollowedWhenLookingForCircles() {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .then("a", "starConversation")
                      .way("a", "next", "gone")))
          .containsExactly("edge-dangling at a");
    }
  }

  @Nested
  class Circles {
    @Test
    void joiningPathsAreNotALoop() {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .node("c", "starConversation", Map.of())
                      .node("a", "unstarConversation", Map.of())
                      .way("a", "next", "c")
                      .fork("f", "a", "c")
                      .way("t", "next", "f")))
          .isEmpty();
    }

    @Test
    void eachIsFoundOnceWhereItCloses() {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .then("a", "starConversation")
                      .then("b", "unstarConversation")
                      .way("b", "next", "a")
                      .node("x", "starConversation", Map.of())
                      .node("y", "unstarConversation", Map.of())
                      .way("x", "next", "y")
                      .way("y", "next", "x")))
          .containsExactly(
              "cycle at a", "cycle at x", "node-unreachable at x", "node-unreachable at y");
    }

    @Test
    void aLongWayIsWalkedWithoutExhaustingTheStack() {
      var nodes = new ArrayList<GraphNode>();
      var edges = new ArrayList<Edge>();
      for (int i = 0; i < 20_000; i++) {
        var node = NodeJson.unset("unstarConversation");
        nodes.add(new GraphNode("n" + i, "", new GraphNode.Position(0, 0), node));
        edges.add(new Edge("e" + i, "n" + i, "next", "n" + (i + 1) % 20_000));
      }
      assertThat(GraphCheck.of(new Graph(nodes, edges), Corpus.REFERENCES))
          .extracting(Problem::code)
          .containsExactly("too-many-nodes", "trigger-missing", "cycle");
    }
  }

  @Nested
  class Reach {
    @Test
    void eitherWayOfADecisionLeadsOn() {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .node("a", "starConversation", Map.of())
                      .node("b", "unstarConversation", Map.of())
                      .fork("f", "a", "b")
                      .way("t", "next", "f")))
          .isEmpty();
    }

    @Test
    void successorsOfAnUnreachableNodeAreUnreachable() {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .then("z", "end")
                      .node("a", "starConversation", Map.of())
                      .from("a")
                      .then("b", "unstarConversation")))
          .containsExactly("node-unreachable at a", "node-unreachable at b");
    }

    @Test
    void withoutATriggerOnlyTheTriggerIsMissed() {
      assertThat(problems(Drawing.empty().node("a", "starConversation", Map.of())))
          .containsExactly("trigger-missing at null");
    }
  }

  @Nested
  class Loops {
    /** Blocks exactly the matching pairs of trigger and action. */
    @ParameterizedTest
    @MethodSource("dev.parley.conversation.EventType#values")
    void onlyTheTriggersOwnActionIsBlocked(EventType trigger) {
      var actions =
          Map.<String, Map<String, Object>>of(
              "openConversation", Map.of(),
              "resolveConversation", Map.of(),
              "starConversation", Map.of(),
              "unstarConversation", Map.of(),
              "addLabel", Map.of("labels", List.of("VIP")),
              "removeLabel", Map.of("labels", List.of("VIP")),
              "assignToUser", Map.of("user", "Senior Agent"),
              "assignToAi", Map.of("persona", "General Support"),
              "aiExtraction", Map.of("labels", true));
      var blocked =
          Map.of(
              EventType.OPENED, Set.of("openConversation"),
              EventType.RESOLVED, Set.of("resolveConversation"),
              EventType.STARRED, Set.of("starConversation"),
              EventType.LABEL_ADDED, Set.of("addLabel", "aiExtraction"),
              EventType.LABEL_REMOVED, Set.of("removeLabel"),
              EventType.USER_ASSIGNED, Set.of("assignToUser"),
              EventType.AI_ASSIGNED, Set.of("assignToAi"));
      for (var action : actions.entrySet()) {
        var found = problems(Drawing.on(trigger).then("a", action.getKey(), action.getValue()));
        assertThat(found.contains("action-blocked at a"))
            .as(trigger + " and " + action.getKey())
            .isEqualTo(blocked.getOrDefault(trigger, Set.of()).contains(action.getKey()));
      }
    }

    @Test
    void extractionThatWritesNoLabelsIsNotBlocked() {
      assertThat(
              problems(
                  Drawing.on(EventType.LABEL_ADDED)
                      .then("a", "aiExtraction", Map.of("sentiment", true))))
          .isEmpty();
    }
  }

  @Nested
  class ReferencesByIdOrName {
    @ParameterizedTest
    @ValueSource(strings = {"VIP", "vip", "Urgent"})
    void anyCaseOfANameWillDo(String label) {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .then("a", "addLabel", Map.of("labels", List.of(label)))))
          .isEmpty();
    }

    @Test
    void anIdWillDoAndIsWhatResolvingGives() {
      var graph =
          Drawing.on(EventType.CREATED)
              .then("a", "addLabel", Map.of("labels", List.of("vip")))
              .then("b", "assignToUser", Map.of("user", "senior agent"))
              .then("c", "aiExtraction", Map.of("fields", List.of("order_number")))
              .then("d", "customSkill", Map.of("skillSet", "orders", "skill", "find"))
              .then("e", "assignToAi", Map.of("persona", "general support"))
              .then(
                  "f",
                  "decision",
                  Map.of(
                      "conditions",
                      List.of(Map.of("field", "labels", "operator", "absent", "value", "VIP"))))
              .graph()
              .resolved(Corpus.REFERENCES);
      var written = GraphJson.write(graph).toString();
      assertThat(written).doesNotContainIgnoringCase("\"vip\"", "senior agent", "order_number");
      var vip = Corpus.REFERENCES.id(References.Kind.LABEL, "VIP").orElseThrow();
      assertThat(written).contains("\"labels\":[\"" + vip + "\"]", "\"value\":\"" + vip + "\"");
      assertThat(GraphCheck.of(graph, Corpus.REFERENCES)).isEmpty();
      assertThat(graph.resolved(Corpus.REFERENCES)).isEqualTo(graph);
    }

    @Test
    void unknownParametersStayUnchanged() {
      var graph = Drawing.on(EventType.CREATED).then("a", "assignToUser", Map.of("user", "X"));
      assertThat(graph.graph().resolved(Corpus.REFERENCES)).isEqualTo(graph.graph());
    }
  }

  @Nested
  class Limits {
    @ParameterizedTest
    @CsvSource({"1, minutes", "525600, minutes", "1, hours", "8760, hours", "1, days", "365, days"})
    void theShortestAndTheLongestWaitArePossible(long amount, String unit) {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .then("a", "delay", Map.of("amount", amount, "unit", unit))))
          .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 0})
    void noNumberIsTooFarOffToBeCompared(long amount) {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .then("a", "delay", Map.of("amount", amount, "unit", "days"))))
          .containsExactly("delay-out-of-range at a");
    }

    @Test
    void aMessageOf4096CharactersAnd20ConditionsArePossible() {
      var conditions =
          Collections.nCopies(20, Map.of("field", "status", "operator", "is", "value", "open"));
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .then("a", "sendMessage", Map.of("text", "x".repeat(4096)))
                      .then("b", "decision", Map.of("conditions", conditions))))
          .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void theShortestAndTheLongestTimeOutArePossible(int seconds) {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .then(
                          "a",
                          "fetch",
                          Map.of("url", "https://example.com", "timeoutSeconds", seconds))))
          .isEmpty();
    }
  }

  @Nested
  class Words {
    private static Map<String, Object> says(String text) {
      return Map.of("text", text);
    }

    @Test
    void replyOfAnEarlierCallOnAnyPathCanBeNamed() {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .node("say", "sendMessage", says("{{ steps.ask.body.any.thing }}"))
                      .node("ask", "fetch", Map.of("url", "https://example.com/"))
                      .way("ask", "next", "say")
                      .fork("f", "ask", "say")
                      .way("t", "next", "f")))
          .isEmpty();
    }

    @Test
    void replyOfACallOnAnotherPathCannot() {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .node("say", "sendMessage", says("{{ steps.ask.body }}"))
                      .node("ask", "fetch", Map.of("url", "https://example.com/"))
                      .fork("f", "ask", "say")
                      .way("t", "next", "f")))
          .containsExactly("template-unknown-path at say");
    }

    @Test
    void itsOwnReplyCannot() {
      assertThat(
              problems(
                  Drawing.on(EventType.CREATED)
                      .then(
                          "ask",
                          "fetch",
                          Map.of("url", "https://example.com/{{ steps.ask.status }}"))))
          .containsExactly("template-unknown-path at ask");
    }

    @Test
    void theLabelOfTheEventCanBeNamedWhereThereIsOne() {
      for (var event : Arrays.stream(EventType.values()).filter(EventType::isTrigger).toList()) {
        var found = problems(Drawing.on(event).then("a", "sendMessage", says("{{ event.label }}")));
        assertThat(found.isEmpty()).as(event.wire()).isEqualTo(event.aboutLabel());
      }
    }

    @Test
    void faultsInArgumentsOfASkillArePointedAt() {
      var graph =
          Drawing.on(EventType.CREATED)
              .then(
                  "a",
                  "customSkill",
                  Map.of(
                      "skillSet",
                      "Orders",
                      "skill",
                      "find",
                      "arguments",
                      Map.of("a/b", List.of("fine", "{{ nothing.here }}"))))
              .graph();
      assertThat(GraphCheck.of(graph, Corpus.REFERENCES))
          .singleElement()
          .satisfies(problem ->
              assertThat(problem.pointer()).isEqualTo("/nodes/1/config/arguments/a~1b/1"));
    }
  }

  /** Data that a trigger does not provide is empty in production, even if a test succeeded. */
  @Nested
  class WithoutAMessage {
    private static List<String> warnings(Drawing drawing) {
      return GraphCheck.of(drawing.graph(), Corpus.REFERENCES).stream()
          .filter(problem -> problem.severity() == Problem.Severity.WARNING)
          .map(problem -> problem.code() + " at " + problem.pointer())
          .toList();
    }

    private static final Map<String, Map<String, Object>> READERS =
        Map.of(
            "sendMessage",
            Map.of("text", "You said {{ message.text | upcase }}."),
            "fetch",
            Map.of(
                "method", "POST",
                "url", "https://example.com/{{ message.id }}",
                "headers", List.of(Map.of("name", "X-Said", "value", "{{ message.text }}")),
                "body", "{\"said\": \"{% if message %}{{ message.text }}{% endif %}\"}"),
            "customSkill",
            Map.of(
                "skillSet",
                "Orders",
                "skill",
                "find",
                "arguments",
                Map.of("in", List.of("{{ message.text }}"))),
            "decision",
            Map.of(
                "conditions",
                List.of(Map.of("field", "messageText", "operator", "contains", "value", "late"))));

    private static final Map<String, List<String>> AT =
        Map.of(
            "sendMessage",
            List.of("template-without-message at /nodes/1/config/text"),
            "fetch",
            List.of(
                "template-without-message at /nodes/1/config/url",
                "template-without-message at /nodes/1/config/headers/0/value",
                "template-without-message at /nodes/1/config/body"),
            "customSkill",
            List.of("template-without-message at /nodes/1/config/arguments/in/0"),
            "decision",
            List.of("condition-without-message at /nodes/1/config/conditions/0/field"));

    @Test
    void everyTextArgumentAndConditionThatReadsItIsWarnedOf() {
      for (var trigger : Arrays.stream(EventType.values()).filter(EventType::isTrigger).toList()) {
        READERS.forEach((kind, config) ->
            assertThat(warnings(Drawing.on(trigger).then("a", kind, config)))
                .as(trigger + " and " + kind)
                .containsExactlyElementsOf(
                    trigger.comesWithMessage() ? List.of() : Objects.requireNonNull(AT.get(kind))));
      }
    }

    @Test
    void aWarningDoesNotKeepItFromBeingPublished() {
      var drawing =
          Drawing.on(EventType.STARRED)
              .then("a", "customSkill", Objects.requireNonNull(READERS.get("customSkill")));
      assertThat(GraphCheck.sound(GraphCheck.of(drawing.graph(), Corpus.REFERENCES))).isTrue();
    }

    @Test
    void theCustomersLastMessageIsAlwaysThere() {
      assertThat(
              problems(
                  Drawing.on(EventType.RESOLVED)
                      .then(
                          "a",
                          "sendMessage",
                          Map.of("text", "{{ conversation.lastMessage.text }}"))))
          .isEmpty();
    }

    @Test
    void aNameOfTheAuthorsOwnIsNotTheMessage() {
      assertThat(
              problems(
                  Drawing.on(EventType.RESOLVED)
                      .then(
                          "a",
                          "sendMessage",
                          Map.of("text", "{% assign message = \"x\" %}{{ message }}"))))
          .isEmpty();
    }

    @Test
    void anErrorInEitherVariantIsReportedOnce() {
      assertThat(
              problems(
                  Drawing.on(EventType.RESOLVED)
                      .then("a", "sendMessage", Map.of("text", "{{ massage.text }}"))))
          .containsExactly("template-unknown-path at a");
    }
  }
}
