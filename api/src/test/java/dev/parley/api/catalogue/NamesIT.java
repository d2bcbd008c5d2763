package dev.parley.api.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import dev.parley.api.RunningApi.Answer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Different spellings of a name mean the same thing everywhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamesIT {
  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private Answer labelled(String type, String conversation, String label, String more) {
    var answer =
        api.post(
            "events",
            ("{'specversion': '1.0', 'id': '%s', 'source': '/names', 'type': 'conversation.%s',"
                    + " 'data': {'conversation': {'id': '%s'%s}, 'label': '%s'}}")
                .formatted(UUID.randomUUID(), type, conversation, more, label));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    return answer;
  }

  private List<String> labels(String conversation) {
    return api.get("conversations/" + conversation)
        .body()
        .path("labels")
        .valueStream()
        .map(label -> label.asString())
        .toList();
  }

  @Test
  void theLabelsOfEventsAreOneInEverySpelling() {
    var id = "names-" + UUID.randomUUID();
    labelled("label_added", id, "Zürich West", "");
    for (var spelling :
        List.of(
            "ZÜRICH WEST",
            " Zürich West\u00a0",
            "Zu\u0308rich West",
            "\u200bzürich\u00a0west",
            "Zürich  West\u3000")) {
      labelled("label_added", id, spelling, "");
      assertThat(labels(id)).as(spelling).containsExactly("Zürich West");
    }
    assertThat(api.get("labels?search=zu\u0308rich".replace("\u0308", "%CC%88")).items("name"))
        .containsExactly("Zürich West");
    labelled("label_removed", id, "zu\u0308rich west", "");
    assertThat(labels(id)).isEmpty();
    labelled("label_added", id, "x", ", 'labels': ['ZU\u0308RICH WEST', ' zürich west', 'X']");
    assertThat(labels(id)).containsExactly("Zürich West", "X");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "labels |",
        "users |",
        "personas |",
        "channels | , 'channel': 'webchat', 'connector': 'store'",
        "segments | , 'filter': {'conditions': [{'field': 'contact.name', 'operator': 'present'}]}"
      })
  void namesAreUniqueAndTrimmed(String path, @Nullable String more) {
    var rest = more == null ? "" : more;
    var made = api.post(path, "{'name': '\u2007Straße Nord\u00a0'%s}".formatted(rest));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    assertThat(made.at("/name")).isEqualTo("Straße Nord");
    for (var spelling : List.of("STRASSE NORD", "straße\u00a0nord", "Straße Nord\u200b")) {
      var again = api.post(path, "{'name': '%s'%s}".formatted(spelling, rest));
      assertThat(again.status()).as(spelling + again.body()).isEqualTo(409);
      assertThat(again.at("/code")).isEqualTo("name-taken");
    }
    var other = api.post(path, "{'name': 'Straße Süd'%s}".formatted(rest)).at("/id");
    var renamed = api.send("PATCH", path + "/" + other, "{'name': ' strasse NORD'}");
    assertThat(renamed.status()).isEqualTo(409);
    var kept = api.send("PATCH", path + "/" + other, "{'name': 'STRASSE SU\u0308D '}");
    assertThat(kept.at("/name")).as("of itself").isEqualTo("STRASSE SÜD");
    assertThat(api.post(path, "{'name': '\u200b\u3000'%s}".formatted(rest)).status())
        .isEqualTo(422);
  }

  @Test
  void aGraphFindsWhatItNamesInAnySpelling() {
    var label = api.post("labels", "{'name': 'Übergabe'}").at("/id");
    var user = api.post("users", "{'name': 'Sample Åsa'}").at("/id");
    var workflow = api.post("workflows", "{'name': '\u00a0Na\u0308he \u200b'}");
    assertThat(workflow.at("/name")).isEqualTo("Nähe");
    var graph =
        """
        {'graph': {'schema': 1, 'nodes': [
          {'id': 't', 'kind': 'trigger', 'name': 'Start', 'position': {'x': 0, 'y': 0},
           'config': {'event': 'conversation.created'}},
          {'id': 'a', 'kind': 'addLabel', 'name': 'Label', 'position': {'x': 0, 'y': 90},
           'config': {'labels': ['U\u0308BERGABE\u00a0']}},
          {'id': 'b', 'kind': 'assignToUser', 'name': 'Assign', 'position': {'x': 0, 'y': 180},
           'config': {'user': 'sample a\u030asa'}}],
          'edges': [{'id': 'e1', 'source': 't', 'handle': 'next', 'target': 'a'},
            {'id': 'e2', 'source': 'a', 'handle': 'next', 'target': 'b'}]}}\
        """;
    var path = "workflows/" + workflow.at("/id");
    assertThat(api.post(path + "/publish", graph).status()).isEqualTo(201);
    var kept = api.get(path + "/versions/1").body().path("graph").toString();
    assertThat(kept).contains(label, user);
    assertThat(api.get("workflows?search=NA%CC%88HE").items("name")).containsExactly("Nähe");
  }

  @Test
  void aLabelOfWhichNothingCanBeReadIsRefused() {
    var refused =
        api.post(
            "events",
            "{'specversion': '1.0', 'id': '%s', 'source': '/names', 'type': 'conversation.label_added', 'data': {'conversation': {'id': 'c', 'labels': ['\u00a0']}, 'label': '\u200b '}}"
                .formatted(UUID.randomUUID()));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("errors").valueStream().map(e -> e.path("pointer").asString()))
        .containsExactlyInAnyOrder("/data/conversation/labels/0", "/data/label");
  }
}
