package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Assignee;
import dev.parley.conversation.Change;
import dev.parley.conversation.Label;
import dev.parley.conversation.Status;
import dev.parley.node.json.NodeJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Tests the decision of each kind, from its JSON settings. */
class KindsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Scope SCOPE =
      new Scope(
          () ->
              Map.of(
                  "contact", Map.of("name", "Sample Contact"),
                  "conversation", Map.of("id", "conv 1"),
                  "secrets", Map.of("key", "s3cret")),
          id -> new Label(id, "label " + id));

  private static Node node(String kind, String config) {
    return ((NodeJson.Reading.Read) NodeJson.read(kind, JSON.readTree(config))).node();
  }

  private static Change change(String kind, String config) {
    return ((Node.Acting) node(kind, config)).change(SCOPE);
  }

  @Test
  void aMessageWithoutVariablesReadsNothing() {
    var unread =
        new Scope(
            () -> {
              throw new AssertionError("read");
            },
            id -> new Label(id, id));
    assertThat(
            ((Node.Acting) node("sendMessage", "{\"text\": \"50 % off {today}\"}")).change(unread))
        .isEqualTo(new Change.Send("50 % off {today}"));
  }

  @Test
  void actionsAreChangesOfTheConversation() {
    assertThat(change("sendMessage", "{\"text\": \"Hi {{ contact.name }}\"}"))
        .isEqualTo(new Change.Send("Hi Sample Contact"));
    assertThat(change("openConversation", "{}")).isEqualTo(new Change.SetStatus(Status.OPEN));
    assertThat(change("resolveConversation", "{}"))
        .isEqualTo(new Change.SetStatus(Status.RESOLVED));
    assertThat(change("starConversation", "{}")).isEqualTo(new Change.SetStarred(true));
    assertThat(change("unstarConversation", "{}")).isEqualTo(new Change.SetStarred(false));
    assertThat(change("addLabel", "{\"labels\": [\"1\", \"2\"]}"))
        .isEqualTo(
            new Change.AddLabels(List.of(new Label("1", "label 1"), new Label("2", "label 2"))));
    assertThat(change("removeLabel", "{\"labels\": [\"1\"]}"))
        .isEqualTo(new Change.RemoveLabels(List.of(new Label("1", "label 1"))));
    assertThat(change("assignToUser", "{\"user\": \"u\"}"))
        .isEqualTo(new Change.Assign(new Assignee(Assignee.Type.USER, "u")));
    assertThat(change("assignToAi", "{\"persona\": \"p\"}"))
        .isEqualTo(new Change.Assign(new Assignee(Assignee.Type.PERSONA, "p")));
  }

  @Test
  void aDelayWaitsItsAmountOfUnits() {
    assertThat(((Node.Waiting) node("delay", "{\"amount\": 3, \"unit\": \"days\"}")).duration())
        .isEqualTo(Duration.ofDays(3));
    assertThat(((Node.Waiting) node("delay", "{\"amount\": 90, \"unit\": \"minutes\"}")).duration())
        .isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void aFetchIsARequestWithItsGapsFilledForTheirPlaces() {
    var fetch =
        (Node.Calling)
            node(
                "fetch",
                """
                {"method": "POST", "url": "https://example.com/c/{{ conversation.id }}",
                 "headers": [{"name": "Authorization", "value": "Bearer {{ secrets.key }}"}],
                 "body": "{\\"who\\": \\"{{ contact.name }}\\"}", "timeoutSeconds": 7,
                 "ifUnanswered": "fail"}
                """);
    assertThat(fetch.call(SCOPE))
        .isInstanceOfSatisfying(
            Call.Http.class,
            call -> {
              assertThat(call.method()).isEqualTo(Call.Method.POST);
              assertThat(call.url()).isEqualTo("https://example.com/c/conv%201");
              assertThat(call.headers())
                  .containsExactly(new Call.Header("Authorization", "Bearer s3cret"));
              assertThat(call.body()).isEqualTo("{\"who\": \"Sample Contact\"}");
              assertThat(call.timeout()).isEqualTo(Duration.ofSeconds(7));
              assertThat(call.ifUnanswered()).isEqualTo(Call.IfUnanswered.FAIL);
            });
    assertThat(fetch.on(new Reply(Map.of("status", 204))))
        .isEqualTo(new Node.Next("next", Map.of("status", 204), List.of()));
    assertThat(fetch.sample().content()).containsEntry("status", 200);
  }

  @Test
  void aSkillGetsItsArgumentsFilledIn() {
    var skill =
        (Node.Calling)
            node(
                "customSkill",
                """
                {"skillSet": "s", "skill": "find", "sampleReply": 5,
                 "arguments": {"who": "{{ contact.name }}", "deep": [1, {"a": "{{ contact }}"}]}}
                """);
    assertThat(skill.call(SCOPE))
        .isEqualTo(
            new Call.Skill(
                "s",
                "find",
                Map.of(
                    "who",
                    "Sample Contact",
                    "deep",
                    List.of(1, Map.of("a", Map.of("name", "Sample Contact"))))));
    assertThat(skill.sample()).isEqualTo(new Reply(Map.of("result", 5)));
  }

  @Test
  void extractionTakesFromAReplyOnlyWhatWasAskedFor() {
    var reply =
        new Reply(
            Map.of(
                "labels", List.of(Map.of("id", "1", "name", "VIP")),
                "fields",
                    List.of(
                        Map.of("id", "f1", "key", "order_number", "value", "A-7"),
                        Map.of("id", "f2", "key", "size", "value", "never asked for"),
                        "no entry"),
                "sentiment", "negative"));
    var all =
        (Node.Calling)
            node("aiExtraction", "{\"labels\": true, \"fields\": [\"f1\"], \"sentiment\": true}");
    assertThat(all.on(reply).changes())
        .containsExactly(
            new Change.AddLabels(List.of(new Label("1", "VIP"))),
            new Change.SetFields(Map.of("order_number", "A-7")),
            new Change.SetSentiment("negative"));
    var one = (Node.Calling) node("aiExtraction", "{\"sentiment\": true}");
    assertThat(one.on(reply).changes()).containsExactly(new Change.SetSentiment("negative"));
    assertThat(one.causes()).isEmpty();
  }

  @Test
  void extractionAddsOnlyAllowedLabelsThatAreSureEnough() {
    var reply =
        new Reply(
            Map.of(
                "labels",
                List.of(
                    Map.of("id", "1", "name", "Allowed", "confidence", 0.4),
                    Map.of("id", "2", "name", "Unsure", "confidence", 0.39),
                    Map.of("id", "3", "name", "Not allowed", "confidence", 0.9))));
    var node =
        (Node.Calling)
            node(
                "aiExtraction",
                "{\"labels\": true, \"allowedLabels\": [\"1\", \"2\"], \"threshold\": 0.4}");
    assertThat(node.on(reply).changes())
        .containsExactly(new Change.AddLabels(List.of(new Label("1", "Allowed"))));
    assertThat(node.call(SCOPE))
        .isEqualTo(new Call.Extraction(true, List.of("1", "2"), 0.4, List.of(), false));
    var all = (Node.Calling) node("aiExtraction", "{\"labels\": true}");
    assertThat(all.on(reply).changes())
        .containsExactly(
            new Change.AddLabels(
                List.of(
                    new Label("1", "Allowed"),
                    new Label("2", "Unsure"),
                    new Label("3", "Not allowed"))));
    assertThat(NodeJson.write(all).propertyNames()).doesNotContain("allowedLabels", "threshold");
  }

  @Test
  void onlyADecisionHasTwoWaysAndOnlyAnEndHasNone() {
    for (var kind : NodeJson.kinds()) {
      var handles = NodeJson.unset(kind).handles();
      switch (kind) {
        case "decision" -> assertThat(handles).containsExactly("true", "false");
        case "end" -> assertThat(handles).isEmpty();
        default -> assertThat(handles).containsExactly("next");
      }
    }
  }
}
