package dev.parley.api.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CataloguesIT {
  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private String made(String catalogue, String json) {
    var answer = api.post(catalogue, json);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.at("/id");
  }

  @Test
  void aLabelIsMadeChangedArchivedAndBroughtBack() {
    var id =
        made("labels", "{'name': ' Refunds ', 'colour': '#aa3300', 'description': 'Money back'}");
    var shown = api.get("labels/" + id);
    assertThat(shown.at("/name")).isEqualTo("Refunds");
    assertThat(shown.at("/colour")).isEqualTo("#aa3300");
    assertThat(shown.body().path("archived").asBoolean()).isFalse();

    var changed = api.send("PATCH", "labels/" + id, "{'colour': 'blue'}");
    assertThat(changed.at("/colour")).isEqualTo("blue");
    assertThat(changed.at("/name")).isEqualTo("Refunds");

    var archived = api.post("labels/" + id + "/archive", "{}");
    assertThat(archived.body().path("archived").asBoolean()).isTrue();
    var again = api.post("labels/" + id + "/archive", "{}");
    assertThat(again.at("/archivedAt")).isEqualTo(archived.at("/archivedAt"));
    assertThat(api.get("labels?search=refunds").items("name")).isEmpty();
    assertThat(api.get("labels?search=refunds&archived=true").items("name"))
        .containsExactly("Refunds");
    assertThat(api.get("labels?search=refunds&archived=all").items("name"))
        .containsExactly("Refunds");

    assertThat(api.post("labels/" + id + "/unarchive", "{}").body().has("archivedAt")).isFalse();
    assertThat(api.get("labels?search=REFUND").items("id")).containsExactly(id);
    assertThat(api.get("labels?search=money").items("id")).containsExactly(id);
  }

  @Test
  void errorsAreReportedWithTheirPointers() {
    var empty = api.post("labels", "{}");
    assertThat(empty.status()).isEqualTo(422);
    assertThat(empty.at("/errors/0/pointer")).isEqualTo("/name");
    assertThat(empty.at("/errors/0/code")).isEqualTo("missing");
    var many = api.post("labels", "{'name': ' ', 'colour': 'rgb(1,2,3)'}");
    assertThat(many.at("/errors/0/code")).isEqualTo("text-length");
    assertThat(many.at("/errors/1/pointer")).isEqualTo("/colour");
    assertThat(api.post("labels", "{'name': 7").status()).isEqualTo(400);
    assertThat(api.get("labels/none").status()).isEqualTo(404);
    assertThat(api.get("labels?limit=0").status()).isEqualTo(400);
    assertThat(api.get("labels?archived=maybe").status()).isEqualTo(400);
    assertThat(api.get("labels?cursor=nonsense").status()).isEqualTo(400);
    assertThat(
            api.send("PATCH", "labels/" + made("labels", "{'name': 'Kept'}"), "{'name': ''}")
                .status())
        .isEqualTo(422);
  }

  @Test
  void oneNameIsGivenOnceWhateverItsCaseAlsoWhenArchived() {
    var id = made("personas", "{'name': 'Night Shift', 'tone': 'calm'}");
    var taken = api.post("personas", "{'name': 'night shift'}");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.at("/code")).isEqualTo("name-taken");
    api.post("personas/" + id + "/archive", "{}");
    assertThat(api.post("personas", "{'name': 'Night Shift'}").status()).isEqualTo(409);
  }

  @Test
  void aListIsReadInPagesWithoutGapsOrRepeats() {
    for (int i = 0; i < 7; i++) {
      made("users", "{'name': 'Paged " + (char) ('a' + i) + "'}");
    }
    var names = new ArrayList<String>();
    var path = "users?search=paged&limit=3";
    for (var page = api.get(path); ; page = api.get(path + "&cursor=" + page.at("/nextCursor"))) {
      names.addAll(page.items("name"));
      if (page.at("/nextCursor").isEmpty()) {
        break;
      }
    }
    assertThat(names)
        .containsExactly(
            "Paged a", "Paged b", "Paged c", "Paged d", "Paged e", "Paged f", "Paged g");
  }

  @Test
  void aUsersAddressIsCheckedAndCanBeTakenAway() {
    var id = made("users", "{'name': 'Sample User', 'email': 'sample.user@example.com'}");
    assertThat(api.get("users?search=sample.user@").items("id")).containsExactly(id);
    assertThat(api.post("users", "{'name': 'Other', 'email': 'nowhere'}").status()).isEqualTo(422);
    assertThat(api.send("PATCH", "users/" + id, "{'email': ''}").body().has("email")).isFalse();
  }

  @Test
  void aFieldKeepsItsKeyAndType() {
    var id =
        made("fields", "{'key': 'plan', 'name': 'Plan', 'type': 'choice', 'choices': ['a', 'b']}");
    var retyped = api.send("PATCH", "fields/" + id, "{'type': 'text', 'key': 'other'}");
    assertThat(retyped.status()).isEqualTo(422);
    assertThat(retyped.at("/errors/0/pointer")).isEqualTo("/key");
    assertThat(retyped.at("/errors/1/pointer")).isEqualTo("/type");
    assertThat(api.send("PATCH", "fields/" + id, "{'choices': []}").status()).isEqualTo(422);
    var changed = api.send("PATCH", "fields/" + id, "{'choices': ['a', 'b', 'c']}");
    assertThat(changed.body().path("choices").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
    var wrong = api.post("fields", "{'key': 'Plan!', 'name': 'P', 'type': 'nothing'}");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.at("/errors/0/code")).isEqualTo("key-invalid");
    assertThat(wrong.at("/errors/1/code")).isEqualTo("value-unknown");
    assertThat(
            api.post("fields", "{'key': 'size', 'name': 'Size', 'type': 'choice'}")
                .at("/errors/0/pointer"))
        .isEqualTo("/choices");
  }

  @Test
  void theUsesOfALabelIncludeActiveAndNewestGraphs() {
    var used = made("labels", "{'name': 'Used'}");
    var decided = made("labels", "{'name': 'Decided on'}");
    var unused = made("labels", "{'name': 'Unused'}");
    var workflow = made("workflows", "{'name': 'Uses a label'}");
    api.post("workflows/" + workflow + "/publish", graph("conversation.created", "Used"));
    assertThat(uses("labels/" + used)).containsExactly("Uses a label true true add");

    api.post(
        "workflows/" + workflow + "/versions",
        graph("conversation.created", "Unused").replace("'Unused'", "'" + decided + "'"));
    assertThat(uses("labels/" + used)).containsExactly("Uses a label true false add");
    assertThat(uses("labels/" + decided)).containsExactly("Uses a label false true add");
    assertThat(uses("labels/" + unused)).isEmpty();

    api.post("workflows/" + workflow + "/archive", "{}");
    assertThat(uses("labels/" + used)).isEmpty();
    assertThat(api.get("labels/none/used-by").status()).isEqualTo(404);
  }

  @Test
  void aFieldInATemplateIsUsedToo() {
    var field = made("fields", "{'key': 'tier', 'name': 'Tier', 'type': 'text'}");
    var other = made("fields", "{'key': 'tie', 'name': 'Tie', 'type': 'text'}");
    var workflow = made("workflows", "{'name': 'Says the tier'}");
    api.post(
        "workflows/" + workflow + "/versions",
        """
        {'graph': {'schema': 1, 'nodes': [
          {'id': 't', 'kind': 'trigger', 'config': {'event': 'conversation.created'}},
          {'id': 'say', 'kind': 'sendMessage', 'name': 'Say it',
           'config': {'text': 'You are {{ conversation.fields.tier }}'}}],
         'edges': [{'source': 't', 'handle': 'next', 'target': 'say'}]}}\
        """);
    assertThat(uses("fields/" + field)).containsExactly("Says the tier false true say");
    assertThat(uses("fields/" + other)).isEmpty();
  }

  private static String graph(String event, String label) {
    return """
    {'graph': {'schema': 1, 'nodes': [
      {'id': 't', 'kind': 'trigger', 'config': {'event': '%s'}},
      {'id': 'add', 'kind': 'addLabel', 'name': 'Add', 'config': {'labels': ['%s']}}],
     'edges': [{'source': 't', 'handle': 'next', 'target': 'add'}]}}\
    """
        .formatted(event, label);
  }

  private List<String> uses(String path) {
    return api.get(path + "/used-by")
        .body()
        .path("items")
        .valueStream()
        .map(use ->
            use.path("workflowName").asString()
                + " "
                + use.path("active").asBoolean()
                + " "
                + use.path("newest").asBoolean()
                + " "
                + use.at("/nodes/0/id").asString())
        .toList();
  }
}
