package dev.parley.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.google.common.io.BaseEncoding;
import dev.parley.api.RunningApi;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People are invited, sign in, are delayed after failures, and manage their own account. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void aLinkOfTheAdministratorsKeySignsInAsTheOwner() {
    var first = byLink();
    var second = byLink();
    var me = json(first.send("GET", "session", ""));
    assertThat(me.path("name").asString()).isEqualTo("Owner");
    assertThat(me.path("role").asString()).isEqualTo("admin");
    assertThat(json(second.send("GET", "session", "")).path("userId").asString())
        .isEqualTo(me.path("userId").asString());
  }

  private Browser byLink() {
    var url = api.post("session/link", "").at("/url");
    var browser = new Browser(api);
    var token = url.replaceFirst(".*token=", "");
    var body = "{'token': '" + token + "'}";
    assertThat(browser.status("POST", "session", body)).isEqualTo(204);
    assertThat(new Browser(api).status("POST", "session", body)).isEqualTo(401);
    return browser;
  }

  @Test
  void ofTwentyWhoUseOneInvitationAtOnceOneGetsIt() throws Exception {
    var user = api.post("users", "{'name': 'Once', 'email': 'once@example.com', 'role': 'agent'}");
    var invitation = api.post("users/" + user.at("/id") + "/invitation", "");
    try (var pool = Executors.newFixedThreadPool(20)) {
      Callable<Integer> accept = () -> new Browser(api).accept(invitation).statusCode();
      var statuses = new ArrayList<Integer>();
      for (var answer : pool.invokeAll(java.util.Collections.nCopies(20, accept))) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 401);
    }
  }

  @Test
  void noAnswerRevealsWhetherAnAccountExists() {
    Browser.signedIn(api, "known", "agent", "");
    var known = new Browser(api).signIn("known@example.com", "a wrong password", "");
    var unknown = new Browser(api).signIn("unknown@example.com", "a wrong password", "");
    assertThat(known.statusCode()).isEqualTo(401);
    assertThat(known.body()).isEqualTo(unknown.body());
  }

  @Test
  void afterAThousandWrongPasswordsTheRightPersonStillGetsIn() throws SQLException {
    var own = Browser.signedIn(api, "attacked", "agent", "");
    // Makes this browser known.
    assertThat(own.signIn("attacked@example.com", "a good password", "").statusCode())
        .isEqualTo(204);
    var delayed = 0;
    for (int i = 0; i < 1_000; i++) {
      var answer = new Browser(api).signIn("attacked@example.com", "a wrong password " + i, "");
      if (answer.statusCode() == 429) {
        assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[1-9]\\d?");
        delayed++;
      } else {
        assertThat(answer.statusCode()).isEqualTo(401);
      }
    }
    assertThat(delayed).isGreaterThan(900);
    assertThat(own.signIn("attacked@example.com", "a good password", "").statusCode())
        .isEqualTo(204);
    var elsewhere = new Browser(api);
    try (var sql = api.sql();
        var pass = sql.prepareStatement("update sign_in_failure set blocked_until = now()")) {
      assertThat(pass.executeUpdate()).isPositive();
    }
    assertThat(elsewhere.signIn("attacked@example.com", "a good password", "").statusCode())
        .isEqualTo(204);
  }

  @Test
  void aSecondFactorIsNeededOnceSetAndEachCodeWorksOnce() throws Exception {
    var browser = Browser.signedIn(api, "careful", "agent", "");
    var secret = json(browser.send("POST", "account/second-factor", "{}")).at("/secret").asString();
    assertThat(set(browser, secret, "000000")).isEqualTo(422);
    assertThat(set(browser, secret, code(secret, Instant.now().minusSeconds(30)))).isEqualTo(204);
    var other = new Browser(api);
    var withoutCode = other.signIn("careful@example.com", "a good password", "");
    assertThat(Browser.code(withoutCode)).isEqualTo("code-needed");
    var code = code(secret, Instant.now());
    assertThat(other.signIn("careful@example.com", "a good password", code).statusCode())
        .isEqualTo(204);
    var again = new Browser(api).signIn("careful@example.com", "a good password", code);
    assertThat(Browser.code(again)).isEqualTo("code-wrong");
    var remove = "{'password': 'a good password'}";
    assertThat(browser.status("POST", "account/second-factor/remove", remove)).isEqualTo(204);
    assertThat(new Browser(api).signIn("careful@example.com", "a good password", "").statusCode())
        .isEqualTo(204);
  }

  private static int set(Browser browser, String secret, String code) {
    return browser.status(
        "PUT",
        "account/second-factor",
        "{'secret': '%s', 'code': '%s', 'password': 'a good password'}".formatted(secret, code));
  }

  private static String code(String secret, Instant at) throws Exception {
    var generator = new TimeBasedOneTimePasswordGenerator();
    var key = new SecretKeySpec(BaseEncoding.base32().decode(secret), generator.getAlgorithm());
    return generator.generateOneTimePasswordString(key, at);
  }

  @Test
  void sessionsAreListedAndEnded() {
    var first = Browser.signedIn(api, "busy", "agent", "");
    var second = new Browser(api);
    assertThat(second.signIn("busy@example.com", "a good password", "").statusCode())
        .isEqualTo(204);
    var listed = json(first.send("GET", "account/sessions", "")).path("items");
    assertThat(listed.size()).isEqualTo(2);
    assertThat(listed.valueStream().filter(one -> one.path("current").asBoolean()).count())
        .isEqualTo(1);
    var other =
        listed
            .valueStream()
            .filter(one -> !one.path("current").asBoolean())
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
    assertThat(first.status("DELETE", "account/sessions/" + other, "")).isEqualTo(204);
    assertThat(second.status("GET", "session", "")).isEqualTo(401);
    assertThat(first.status("GET", "session", "")).isEqualTo(200);
    assertThat(first.status("DELETE", "session", "")).isEqualTo(204);
    assertThat(first.status("GET", "session", "")).isEqualTo(401);
  }

  @Test
  void aNewPasswordEndsOtherSessionsAndNeedsThePresentOne() {
    var first = Browser.signedIn(api, "changing", "agent", "");
    var second = new Browser(api);
    assertThat(second.signIn("changing@example.com", "a good password", "").statusCode())
        .isEqualTo(204);
    var wrong = "{'current': 'no', 'password': 'another password'}";
    assertThat(first.status("PUT", "account/password", wrong)).isEqualTo(422);
    var weak = "{'current': 'a good password', 'password': 'short'}";
    assertThat(first.status("PUT", "account/password", weak)).isEqualTo(422);
    var right = "{'current': 'a good password', 'password': 'another password'}";
    assertThat(first.status("PUT", "account/password", right)).isEqualTo(204);
    assertThat(first.status("GET", "session", "")).isEqualTo(200);
    assertThat(second.status("GET", "session", "")).isEqualTo(401);
  }

  @Test
  void aRoleCountsFromTheNextRequestOn() {
    var browser = Browser.signedIn(api, "promoted", "viewer", "");
    var user = json(browser.send("GET", "session", "")).path("userId").asString();
    assertThat(browser.status("POST", "labels", "{'name': 'Promoted'}")).isEqualTo(403);
    assertThat(api.send("PATCH", "users/" + user, "{'role': 'editor'}").status()).isEqualTo(200);
    assertThat(browser.status("POST", "labels", "{'name': 'Promoted'}")).isEqualTo(201);
    assertThat(api.send("PATCH", "users/" + user, "{'maySignIn': false}").status()).isEqualTo(200);
    assertThat(browser.status("GET", "session", "")).isEqualTo(401);
  }

  @Test
  void theDatabaseAloneIsNotEnoughToTakeOverASession() {
    var browser = Browser.signedIn(api, "cautious", "agent", "");
    var id = browser.cookie("parley_session").replaceFirst("[.].*", "");
    var thief = new Browser(api);
    thief.cookie("parley_session", id);
    assertThat(thief.status("GET", "session", "")).isEqualTo(401);
    thief.cookie("parley_session", id + ".guessed");
    assertThat(thief.status("GET", "session", "")).isEqualTo(401);
    assertThat(browser.status("GET", "session", "")).isEqualTo(200);
  }

  @Test
  void aSessionIsOverAfterItsLongestTime() throws SQLException {
    var browser = Browser.signedIn(api, "lasting", "agent", "");
    var id = browser.cookie("parley_session").replaceFirst("[.].*", "");
    try (var sql = api.sql();
        var age =
            sql.prepareStatement(
                "update spring_session set creation_time = creation_time - ?"
                    + " where session_id = ?")) {
      age.setLong(1, 8L * 24 * 60 * 60 * 1_000);
      age.setString(2, id);
      assertThat(age.executeUpdate()).isEqualTo(1);
    }
    assertThat(browser.status("GET", "session", "")).isEqualTo(401);
  }

  @Test
  void aKeyForPeopleCanNeitherMakeAdministratorsNorTakeTheirPlace() {
    var key =
        api.post("api-keys", "{'name': 'People', 'scopes': ['people:write', 'catalogs:read']}")
            .at("/key");
    var admin =
        api.post("users", "{'name': 'Chief', 'email': 'chief@example.com', 'role': 'admin'}")
            .at("/id");
    var mine = api.post("users", "{'name': 'Mine', 'email': 'mine@example.com'}").at("/id");
    assertThat(
            refused(
                key,
                "POST",
                "users",
                "{'name': 'New', 'email': 'new@example.com', 'role': 'admin'}"))
        .isEqualTo("role-not-yours");
    assertThat(refused(key, "PATCH", "users/" + mine, "{'role': 'admin'}"))
        .isEqualTo("role-not-yours");
    assertThat(refused(key, "PATCH", "users/" + admin, "{'email': 'mine2@example.com'}"))
        .isEqualTo("role-not-yours");
    assertThat(refused(key, "POST", "users/" + admin + "/invitation", ""))
        .isEqualTo("role-not-yours");
    assertThat(refused(key, "DELETE", "users/" + admin + "/second-factor", ""))
        .isEqualTo("role-not-yours");
    assertThat(refused(key, "PATCH", "users/" + mine, "{'name': 'Still mine'}")).isEmpty();
  }

  private String refused(String key, String method, String path, String body) {
    return Browser.code(
        api.raw(method, path, body, "Authorization", "Bearer " + key, "Accept", "*/*"));
  }
}
