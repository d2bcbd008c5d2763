package dev.parley.api.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Previews of texts, with the engine that steps use. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreviewIT {
  private static final String GRAPH =
      """
      {'schema': 1, 'nodes': [
        {'id': 't', 'kind': 'trigger', 'config': {'event': 'conversation.created'}},
        {'id': 'look', 'kind': 'fetch', 'config': {'method': 'POST', 'url': 'https://api.example.com/{{ contact.name }}',
          'headers': [{'name': 'X-Sample', 'value': 'v {{ secrets.token | upcase }}'}],
          'body': '{\\"who\\": \\"{{ contact.name }}\\", \\"labels\\": {{ conversation.labels | json }}}',
          'sampleReply': {'status': 201, 'body': {'tier': 'gold'}}}},
        {'id': 'ask', 'kind': 'customSkill', 'config': {'skillSet': 'x', 'skill': 'y',
          'arguments': {'text': '{{ message.text | upcase }}', 'deep': {'n': ['{{ steps.look.status }}']}}}},
        {'id': 'say', 'kind': 'sendMessage', 'config': {'text': 'SAID'}}],
       'edges': [{'source': 't', 'handle': 'next', 'target': 'look'},
        {'source': 'look', 'handle': 'next', 'target': 'ask'},
        {'source': 'ask', 'handle': 'next', 'target': 'say'}]}
      """;

  private RunningApi api;
  private String workflow;

  @BeforeAll
  void start() {
    api = new RunningApi();
    workflow = api.post("workflows", "{'name': 'Previews'}").at("/id");
    api.post("secrets", "{'name': 'token', 'value': 'hidden-value-1'}");
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private RunningApi.Answer preview(String text, String node, String pointer, String more) {
    return api.post(
        "workflows/" + workflow + "/preview",
        "{'graph': %s, 'nodeId': '%s', 'pointer': '%s'%s}"
            .formatted(GRAPH.replace("SAID", text), node, pointer, more));
  }

  private String text(String text) {
    return preview(text, "say", "/text", "").at("/text");
  }

  @Test
  void aTextIsRenderedAsAStepWould() {
    assertThat(text("Hi {{ contact.name | upcase }}!")).isEqualTo("Hi SAMPLE CONTACT!");
    assertThat(text("{% if conversation.starred %}yes{% else %}no{% endif %}")).isEqualTo("no");
    assertThat(text("{{ steps.look.body.tier }} {{ steps.look.status }}")).isEqualTo("gold 201");
  }

  @Test
  void theSampleAndWhatStepsGaveAreThoseOfTheRequest() {
    var more =
        ", 'sample': {'conversation': {'contact': {'name': 'Another Sample'}}, 'message': {'text': 'hello'}},"
            + " 'steps': {'look': {'body': {'tier': 'silver'}}}";
    assertThat(
            preview(
                    "{{ contact.name }}: {{ message.text }} {{ steps.look.body.tier }}",
                    "say",
                    "/text",
                    more)
                .at("/text"))
        .isEqualTo("Another Sample: hello silver");
  }

  @Test
  void everyPlaceIsRenderedByItsOwnRules() {
    assertThat(preview("x", "look", "/url", "").at("/text"))
        .isEqualTo("https://api.example.com/Sample%20Contact");
    assertThat(preview("x", "look", "/body", "").at("/text"))
        .startsWith("{\"who\": \"Sample Contact\", \"labels\": [");
    assertThat(preview("x", "ask", "/arguments/deep/n/0", "").at("/text")).isEqualTo("201");
    assertThat(preview("x", "look", "/headers/0/value", "").at("/text")).isEqualTo("v •••");
  }

  @Test
  void renderingErrorsAreReported() {
    var answer = preview("{{ contact.name | no_such }}", "say", "/text", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("text").isMissingNode() || answer.body().path("text").isNull())
        .isTrue();
    assertThat(answer.at("/faults/0/code")).isEqualTo("template-unknown-filter");
  }

  @Test
  void requestedLabelsAndFieldsMustExist() {
    assertThat(preview("x", "nobody", "/text", "").at("/errors/0/pointer")).isEqualTo("/nodeId");
    assertThat(preview("x", "say", "/no/such", "").at("/errors/0/code")).isEqualTo("no-template");
    var run = ", 'executionId': '01930000-0000-7000-8000-000000000009'";
    assertThat(preview("x", "say", "/text", run).at("/errors/0/code"))
        .isEqualTo("execution-unknown");
    assertThat(preview("x", "say", "/text", ", 'sample': {'conversation': 5}").status())
        .isEqualTo(422);
  }

  @Test
  void nothingIsKept() {
    var before = api.get("conversations").body().toString() + api.get("contacts").body();
    assertThat(text("Hi {{ contact.name }}")).isEqualTo("Hi Sample Contact");
    assertThat(api.get("conversations").body().toString() + api.get("contacts").body())
        .isEqualTo(before);
  }
}
