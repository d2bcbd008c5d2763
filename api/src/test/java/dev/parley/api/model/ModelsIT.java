package dev.parley.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The model's settings and skill sets, as far as they involve only the api. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelsIT {
  private static final String OPENAI =
      "{'provider': 'openai', 'baseUrl': 'https://models.example.com/v1', 'model': 'sample'";

  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void aModelIsSetChangedAndTakenAway() throws SQLException {
    assertThat(api.send("PUT", "models", "{'provider': 'none'}").status()).isEqualTo(200);
    var none = api.get("models").body();
    assertThat(none.path("provider").asString()).isEqualTo("none");
    assertThat(none.path("keySet").asBoolean()).isFalse();
    assertThat(none.path("timeoutSeconds").asInt()).isEqualTo(20);
    assertThat(none.path("today").path("calls").asInt()).isZero();
    assertThat(none.path("tuning")).isEqualTo(none.path("tuningDefaults"));

    var set =
        api.send(
            "PUT",
            "models",
            OPENAI
                + ", 'key': 'sample-model-key', 'dailyTokens': 1000, 'inputPrice': 0.5,"
                + " 'outputPrice': 1.5, 'dailyCost': 2, 'tuning': {'region': 'CH'}}");
    assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
    assertThat(set.body().path("keySet").asBoolean()).isTrue();
    assertThat(set.body().path("dailyTokens").asLong()).isEqualTo(1_000);
    assertThat(set.body().path("today").path("cost").asDouble()).isZero();
    assertThat(set.body().path("tuning").path("region").asString()).isEqualTo("CH");
    assertThat(set.body().path("tuning").path("labelScore").asDouble()).isEqualTo(0.2);
    assertThat(set.body().toString()).doesNotContain("sample-model-key");
    try (var sql = api.sql();
        var rows =
            sql.createStatement().executeQuery("select model_setting::text from model_setting")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).doesNotContain("sample-model-key");
    }

    var kept = api.send("PUT", "models", OPENAI + "}");
    assertThat(kept.body().path("keySet").asBoolean()).isTrue();
    assertThat(kept.body().has("dailyTokens")).isFalse();
    var moved = OPENAI.replace("models.example.com", "other.example.com");
    var refused = api.send("PUT", "models", moved + "}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/errors/0/code")).isEqualTo("key-again");
    assertThat(api.get("models").at("/baseUrl")).isEqualTo("https://models.example.com/v1");
    var without = api.send("PUT", "models", moved + ", 'key': ''}");
    assertThat(without.body().path("keySet").asBoolean()).isFalse();

    assertThat(api.send("PUT", "models", "{'provider': 'none'}").body().has("model")).isFalse();
  }

  @Test
  void errorsInModelSettingsAreReportedWithTheirPointers() {
    for (var wrong :
        List.of(
            "{} /provider missing",
            "{'provider':'other'} /provider value-unknown",
            "{'provider':'openai','model':'m'} /baseUrl missing",
            "{'provider':'openai','baseUrl':'https://m.example.com/v1'} /model missing",
            "{'provider':'openai','model':'m','baseUrl':'file:///x'} /baseUrl url-invalid",
            "{'provider':'openai','model':'m','baseUrl':'https://m/v1','key':'a\\nb'} /key key-value",
            "{'provider':'none','timeoutSeconds':600} /timeoutSeconds number-range",
            "{'provider':'none','maxOutputTokens':1} /maxOutputTokens number-range",
            "{'provider':'none','dailyTokens':0} /dailyTokens number-range",
            "{'provider':'none','inputPrice':-1} /inputPrice number-range",
            "{'provider':'none','dailyCost':1} /dailyCost price-missing",
            "{'provider':'none','tuning':{'labelScore':1.5}} /tuning/labelScore number-range",
            "{'provider':'none','tuning':{'region':'Nowhere'}} /tuning/region region-unknown",
            "{'provider':'none','tuning':{'timeZone':'Mars/Base'}} /tuning/timeZone time-zone-unknown")) {
      var parts = wrong.split(" ", 3);
      var answer = api.send("PUT", "models", parts[0]);
      assertThat(answer.status()).as(wrong).isEqualTo(422);
      assertThat(answer.at("/errors/0/pointer")).as(wrong).isEqualTo(parts[1]);
      assertThat(answer.at("/errors/0/code")).as(wrong).isEqualTo(parts[2]);
    }
    assertThat(api.send("PUT", "models", "{'provider':'none','speed':1}").status()).isEqualTo(400);
    assertThat(api.post("models/try", "{'message': ' '}").status()).isEqualTo(422);
  }

  @Test
  void errorsInSkillSetsAreReportedWithTheirPointers() {
    for (var wrong :
        List.of(
            "{'url':'https://s.example.com/mcp'} /name missing",
            "{'name':'S'} /url missing",
            "{'name':'S','url':'parley:built-in'} /url url-invalid",
            "{'name':'S','url':'https://u:p@s.example.com/mcp'} /url url-invalid",
            "{'name':'S','url':'https://s.example.com','header':{'name':'Host','value':'x'}} /header/name header-name",
            "{'name':'S','url':'https://s.example.com','header':{'name':'X-Key','value':'a\\nb'}} /header/value header-value")) {
      var parts = wrong.split(" ", 3);
      var answer = api.post("skill-sets", parts[0]);
      assertThat(answer.status()).as(wrong).isEqualTo(422);
      assertThat(answer.at("/errors/0/pointer")).as(wrong).isEqualTo(parts[1]);
      assertThat(answer.at("/errors/0/code")).as(wrong).isEqualTo(parts[2]);
    }
    var builtIn = api.get("skill-sets?search=Parley").items("id").getFirst();
    var moved = api.send("PATCH", "skill-sets/" + builtIn, "{'url': 'https://s.example.com'}");
    assertThat(moved.at("/errors/0/code")).isEqualTo("skill-set-built-in");
    assertThat(api.get("skill-sets/none").status()).isEqualTo(404);
    assertThat(api.get("skill-sets/" + builtIn + "/health").at("/status")).isEqualTo("unknown");
  }

  @Test
  void withoutAWorkerNothingOutsideIsLookedAtAndNothingIsKept() {
    var set = api.post("skill-sets", "{'name': 'Away', 'url': 'https://s.example.com/mcp'}");
    assertThat(set.status()).isEqualTo(503);
    assertThat(set.at("/code")).isEqualTo("worker-unavailable");
    assertThat(api.get("skill-sets?search=Away&archived=all").items("id")).isEmpty();
    assertThat(api.post("models/try", "{'message': 'Where is my order?'}").status()).isEqualTo(503);
  }
}
