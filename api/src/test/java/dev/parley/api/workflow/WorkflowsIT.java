package dev.parley.api.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import dev.parley.conversation.EventType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The Workflows page and the editor's storage. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkflowsIT {
  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private String made(String name) {
    var answer = api.post("workflows", "{'name': '" + name + "'}");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.at("/id");
  }

  private static String drawn(String event, String text) {
    return """
    {'graph': {'schema': 1,
      'nodes': [
        {'id': 't', 'kind': 'trigger', 'name': 't', 'position': {'x': 0, 'y': 0},
         'config': {'event': '%s'}},
        {'id': 'say', 'kind': 'sendMessage', 'name': 'say', 'position': {'x': 0, 'y': 120},
         'config': {'text': '%s'}}],
      'edges': [{'id': 'e', 'source': 't', 'handle': 'next', 'target': 'say'}]}}
    """
        .formatted(event, text)
        .replace("\n", " ");
  }

  @Test
  void archivedWorkflowsLeaveTheDefaultList() {
    var kept = made("NamedTable kept");
    var gone = made("NamedTable gone");
    api.post("workflows/" + gone + "/archive", "{}");

    assertThat(api.get("workflows?search=NamedTable").items("id")).containsExactly(kept);
    assertThat(api.get("workflows?search=NamedTable&archived=false").items("id"))
        .containsExactly(kept);
    assertThat(api.get("workflows?search=NamedTable&archived=true").items("id"))
        .containsExactly(gone);
    assertThat(api.get("workflows?search=NamedTable&status=archived").items("id"))
        .containsExactly(gone);
    assertThat(api.get("workflows?search=NamedTable&archived=all").items("id"))
        .containsExactlyInAnyOrder(kept, gone);
    assertThat(api.get("workflows?archived=perhaps").status()).isEqualTo(400);
  }

  @Test
  void anArchivedWorkflowIsForReferenceUntilItIsUnarchived() {
    var id = made("For reference");
    var graph = drawn("conversation.created", "Hello");
    api.post("workflows/" + id + "/publish", graph);
    api.post("workflows/" + id + "/archive", "{}");

    for (var refused :
        List.of(
            api.send("PUT", "workflows/" + id + "/working-copy", graph),
            api.send("DELETE", "workflows/" + id + "/working-copy", "{}"),
            api.post("workflows/" + id + "/versions", graph),
            api.post("workflows/" + id + "/publish", graph))) {
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.at("/code")).isEqualTo("status");
      assertThat(refused.at("/detail")).contains("Unarchive it");
    }
    assertThat(api.get("workflows/" + id).body().path("versions").asInt()).isEqualTo(1);

    api.post("workflows/" + id + "/unarchive", "{}");
    assertThat(api.send("PUT", "workflows/" + id + "/working-copy", graph).status()).isEqualTo(200);
  }

  @Test
  void theListShowsTheTriggerThatADraftHasNow() {
    var id = made("Draft of a trigger");
    var list = "workflows?search=Draft%20of%20a%20trigger";
    assertThat(api.get(list).at("/items/0/trigger")).isEmpty();

    api.send("PUT", "workflows/" + id + "/working-copy", drawn("conversation.starred", "Hi"));
    assertThat(api.get(list).at("/items/0/trigger")).isEqualTo("conversation.starred");

    api.send("DELETE", "workflows/" + id + "/working-copy", "{}");
    assertThat(api.get(list).at("/items/0/trigger")).isEmpty();

    // An active workflow's trigger is that of the active version, whatever is drawn in the
    // meantime.
    api.post("workflows/" + id + "/publish", drawn("conversation.resolved", "Hi"));
    api.send("PUT", "workflows/" + id + "/working-copy", drawn("conversation.starred", "Hi"));
    assertThat(api.get(list).at("/items/0/trigger")).isEqualTo("conversation.resolved");
  }

  @Test
  void aGraphIdenticalToTheSavedOneIsNotUnsaved() {
    var id = made("Back and forth");
    var saved = drawn("conversation.created", "Hello");
    var copy = "workflows/" + id + "/working-copy";
    api.post("workflows/" + id + "/versions", saved);

    var changed = api.send("PUT", copy, drawn("conversation.created", "Good day"));
    assertThat(changed.body().path("unsaved").asBoolean()).isTrue();
    var back = api.send("PUT", copy, saved);
    assertThat(back.body().path("unsaved").asBoolean()).isFalse();
    assertThat(api.get("workflows/" + id).body().path("hasWorkingCopy").asBoolean()).isFalse();
    assertThat(api.get(copy).at("/graph/nodes/1/config/text")).isEqualTo("Hello");
  }

  @Test
  void theSampleHoldsAMessageOnlyWhereTheEventBringsOne() {
    var id = made("Samples");
    for (var trigger : Arrays.stream(EventType.values()).filter(EventType::isTrigger).toList()) {
      api.send("PUT", "workflows/" + id + "/working-copy", drawn(trigger.wire(), "Hi"));
      var sample = api.get("workflows/" + id + "/sample").body();
      assertThat(sample.has("message")).as(trigger.wire()).isEqualTo(trigger.comesWithMessage());
      assertThat(sample.has("label")).as(trigger.wire()).isEqualTo(trigger.aboutLabel());
      assertThat(sample.at("/conversation/lastMessage/text").asString()).isNotEmpty();
      assertThat(sample.at("/conversation/contact/email").asString()).contains("@");
    }
  }

  @Test
  void publishingWarnsOfAMessageThatNeverComesAndIsNotRefused() {
    var id = made("Without a message");
    var graph = drawn("conversation.starred", "You wrote {{ message.text }}");
    var published = api.post("workflows/" + id + "/publish", graph);
    assertThat(published.status()).isEqualTo(201);
    assertThat(published.at("/problems/0/code")).isEqualTo("template-without-message");
    assertThat(published.at("/problems/0/severity")).isEqualTo("warning");
    assertThat(published.at("/problems/0/pointer")).isEqualTo("/nodes/1/config/text");
  }
}
