package dev.parley.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People sign in through an OpenID provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String START = "/oidc/sign-in";

  private SampleProvider provider;
  private RunningApi api;

  @BeforeAll
  void start() {
    provider = new SampleProvider();
    api = withProvider(provider.issuer());
    api.post("users", "{'name': 'First', 'email': 'first@example.com', 'role': 'admin'}");
  }

  private static RunningApi withProvider(String issuer, String... more) {
    var arguments =
        List.of(
            "--parley.oidc.issuer=" + issuer,
            "--parley.oidc.client-id=" + SampleProvider.CLIENT,
            "--parley.oidc.client-secret=" + SampleProvider.SECRET,
            "--parley.oidc.name=Example Login",
            "--parley.oidc.role-claim=groups",
            "--parley.oidc.roles=Support=agent; Editors=editor; Chiefs=admin");
    return new RunningApi(
        java.util.stream.Stream.concat(arguments.stream(), java.util.Arrays.stream(more))
            .toArray(String[]::new));
  }

  @AfterAll
  void stop() {
    api.close();
    provider.close();
  }

  private static Map<String, Object> claims(String subject, String... groups) {
    return Map.of("sub", subject, "name", "Name of " + subject, "groups", List.of(groups));
  }

  private static Map<String, Object> with(Map<String, Object> claims, Object... more) {
    var all = new java.util.HashMap<>(claims);
    for (int i = 0; i < more.length; i += 2) {
      all.put((String) more[i], more[i + 1]);
    }
    return all;
  }

  private static JsonNode me(Browser browser) {
    var answer = browser.send("GET", "session", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void aPersonIsCreatedAndTheRoleFollowsTheClaim() {
    var browser = new Browser(api);
    assertThat(provider.signIn(browser, START, claims("ada", "Support", "Editors")))
        .isEqualTo("/workflows");
    var first = me(browser);
    assertThat(first.path("name").asString()).isEqualTo("Name of ada");
    assertThat(first.path("role").asString()).isEqualTo("editor");
    assertThat(first.path("usesProvider").asBoolean()).isTrue();
    assertThat(first.path("hasPassword").asBoolean()).isFalse();
    assertThat(browser.status("POST", "labels", "{'name': 'From a provider'}")).isEqualTo(201);

    var again = new Browser(api);
    assertThat(provider.signIn(again, START + "?to=/runs/1", claims("ada", "Support")))
        .isEqualTo("/runs/1");
    assertThat(me(again).path("userId")).isEqualTo(first.path("userId"));
    assertThat(me(again).path("role").asString()).isEqualTo("agent");
    assertThat(browser.status("POST", "labels", "{'name': 'Another'}")).isEqualTo(403);
  }

  private JsonNode entries(String query) {
    var answer = api.get("audit?limit=100&" + query);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body().path("items");
  }

  /** Returns the operations of the entries about a user that changed something, oldest first. */
  private List<String> doneTo(String user) {
    return entries("outcome=done&objectId=" + user)
        .valueStream()
        .map(entry -> entry.path("operation").asString())
        .toList()
        .reversed();
  }

  @Test
  void whatTheProviderChangesIsAudited() {
    var browser = new Browser(api);
    provider.signIn(browser, START, claims("audited", "Support"));
    var id = me(browser).path("userId").asString();
    assertThat(doneTo(id)).containsExactly("createUserFromProvider", "signInWithProvider");
    var created = entries("operation=createUserFromProvider&objectId=" + id).path(0);
    assertThat(created.at("/actor/kind").asString()).isEqualTo("system");
    assertThat(created.at("/actor/name").asString()).isEqualTo("OpenID provider");
    assertThat(created.at("/object/name").asString()).isEqualTo("Name of audited");
    assertThat(created.at("/change/sent/role").asString()).isEqualTo("agent");
    var signedIn = entries("operation=signInWithProvider&objectId=" + id).path(0);
    assertThat(signedIn.at("/actor/id").asString()).isEqualTo(id);
    assertThat(signedIn.at("/actor/role").asString()).isEqualTo("agent");
    assertThat(signedIn.path("address").asString()).isNotEmpty();

    provider.signIn(new Browser(api), START, claims("audited", "Editors"));
    provider.signIn(new Browser(api), START, claims("audited", "Editors"));
    assertThat(doneTo(id))
        .containsExactly(
            "createUserFromProvider",
            "signInWithProvider",
            "setRoleFromProvider",
            "signInWithProvider",
            "signInWithProvider");
    var change = entries("operation=setRoleFromProvider&objectId=" + id).path(0).path("change");
    assertThat(change.at("/before/role").asString()).isEqualTo("agent");
    assertThat(change.at("/after/role").asString()).isEqualTo("editor");
  }

  @Test
  void linksToAnAccountOfTheProviderAreAudited() {
    var found =
        api.post("users", "{'name': 'Found', 'email': 'found@example.com', 'role': 'viewer'}");
    var sent =
        with(claims("found", "Support"), "email", "found@example.com", "email_verified", true);
    provider.signIn(new Browser(api), START, sent);
    assertThat(doneTo(found.at("/id")))
        .containsExactly(
            "createUser", "linkUserToProvider", "setRoleFromProvider", "signInWithProvider");
    var linked = entries("operation=linkUserToProvider&objectId=" + found.at("/id")).path(0);
    assertThat(linked.at("/change/after/oidcSubject").asString())
        .isEqualTo(provider.issuer() + " found");

    var browser = Browser.signedIn(api, "linking", "viewer", "");
    var id = me(browser).path("userId").asString();
    var url =
        JSON.readTree(
                browser.send("POST", "account/provider", "{'password': 'a good password'}").body())
            .path("url")
            .asString();
    provider.signIn(browser, url, claims("linking", "Support"));
    var connected = entries("operation=connectProvider&objectId=" + id).path(0);
    assertThat(connected.at("/actor/id").asString()).isEqualTo(id);
    assertThat(connected.at("/change/after/oidcSubject").asString())
        .isEqualTo(provider.issuer() + " linking");
    assertThat(doneTo(id)).doesNotContain("signInWithProvider");
  }

  @Test
  void refusalsAreAudited() {
    provider.signIn(new Browser(api), START, claims("stranger", "Other"));
    var refused =
        entries("operation=signInWithProvider&outcome=refused")
            .valueStream()
            .filter(entry -> entry.at("/object/name").asString("").equals("Name of stranger"))
            .toList();
    assertThat(refused).hasSize(1);
    assertThat(refused.getFirst().path("reason").asString()).isEqualTo("no-role");
    assertThat(refused.getFirst().at("/actor/kind").asString()).isEqualTo("anonymous");

    var browser = new Browser(api);
    provider.signIn(browser, START, claims("sacked", "Support"));
    var id = me(browser).path("userId").asString();
    assertThat(api.post("users/" + id + "/archive", "").status()).isEqualTo(200);
    provider.signIn(new Browser(api), START, claims("sacked", "Support"));
    assertThat(entries("outcome=refused&objectId=" + id).path(0).path("reason").asString())
        .isEqualTo("archived");
  }

  @Test
  void attemptsFromAnAddressAreLimitedAndAudited() {
    try (var own = withProvider(provider.issuer(), "--parley.limits.per-address=6")) {
      var browser = new Browser(own);
      assertThat(provider.signIn(browser, START, claims("patient", "Chiefs")))
          .isEqualTo("/workflows");
      var last = "";
      for (int i = 0; i < 20; i++) {
        last = SampleProvider.location(new Browser(own).send("GET", START, ""));
      }
      assertThat(last).isEqualTo("/sign-in?failed=rate-limited");
      assertThat(SampleProvider.back(new Browser(own), "code=any", "any"))
          .isEqualTo("/sign-in?failed=rate-limited");
      // People who are signed in work on.
      assertThat(browser.status("GET", "labels", "")).isEqualTo(200);
      var refused = own.get("audit?operation=signInWithProvider&outcome=refused");
      assertThat(refused.at("/items/0/reason")).isEqualTo("rate-limited");
    }
  }

  @Test
  void theAttemptIsKeptInACookieThatTheProviderLeadsBackWith() {
    var begun = new Browser(api).send("GET", START, "");
    assertThat(begun.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .startsWith("parley_oidc=")
        .contains("SameSite=Lax", "HttpOnly", "Max-Age=600");
    var arrived = new Browser(api);
    provider.signIn(arrived, START, claims("cookies", "Support"));
    assertThat(arrived.cookie("parley_oidc")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"//example.com", "/%5Cexample.com", "https://example.com", "/a%0D%0Ab"})
  void noAttemptLeadsToAnotherSite(String page) {
    assertThat(provider.signIn(new Browser(api), START + "?to=" + page, claims("lured", "Support")))
        .isEqualTo("/workflows");
  }

  @Test
  void aVerifiedAddressLeadsToAPersonWithoutAPassword() {
    var invited =
        api.post("users", "{'name': 'Invited', 'email': 'Invited@example.com', 'role': 'viewer'}");
    var browser = new Browser(api);
    var sent =
        with(claims("invited", "Support"), "email", "invited@example.com", "email_verified", true);
    assertThat(provider.signIn(browser, START, sent)).isEqualTo("/workflows");
    assertThat(me(browser).path("userId").asString()).isEqualTo(invited.at("/id"));
    assertThat(me(browser).path("role").asString()).isEqualTo("agent");
    var reused =
        with(
            claims("successor", "Support"), "email", "invited@example.com", "email_verified", true);
    assertThat(provider.signIn(new Browser(api), START, reused))
        .isEqualTo("/sign-in?failed=other-account");
  }

  @Test
  void anAddressThatIsNotVerifiedLeadsToNobody() {
    api.post("users", "{'name': 'Wanted', 'email': 'wanted@example.com', 'role': 'viewer'}");
    var browser = new Browser(api);
    var sent = with(claims("unverified", "Support"), "email", "wanted@example.com");
    assertThat(provider.signIn(browser, START, sent)).isEqualTo("/workflows");
    assertThat(me(browser).path("name").asString()).isEqualTo("Name of unverified");
    assertThat(me(browser).path("email").isMissingNode()).isTrue();
  }

  @Test
  void whoHasAPasswordConnectsTheAccountWhileSignedIn() {
    var browser = Browser.signedIn(api, "careful", "viewer", "");
    var id = me(browser).path("userId").asString();
    var sent =
        with(claims("careful", "Editors"), "email", "careful@example.com", "email_verified", true);
    assertThat(provider.signIn(new Browser(api), START, sent))
        .isEqualTo("/sign-in?failed=connect-first");
    assertThat(browser.status("POST", "account/provider", "{'password': 'wrong'}")).isEqualTo(422);
    var url =
        JSON.readTree(
                browser.send("POST", "account/provider", "{'password': 'a good password'}").body())
            .path("url")
            .asString();
    // The address alone is not enough without the session that asked for it.
    assertThat(provider.signIn(new Browser(api), url, sent))
        .isEqualTo("/sign-in?failed=connect-first");
    assertThat(provider.signIn(browser, url, sent)).isEqualTo("/account");
    var later = new Browser(api);
    assertThat(provider.signIn(later, START, sent)).isEqualTo("/workflows");
    assertThat(me(later).path("userId").asString()).isEqualTo(id);
    assertThat(me(later).path("role").asString()).isEqualTo("editor");
  }

  @Test
  void whoIsArchivedOrHasNoRoleIsRefused() {
    var browser = new Browser(api);
    provider.signIn(browser, START, claims("leaving", "Support"));
    var id = me(browser).path("userId").asString();
    assertThat(provider.signIn(new Browser(api), START, claims("leaving", "Other")))
        .isEqualTo("/sign-in?failed=no-role");
    assertThat(api.post("users/" + id + "/archive", "").status()).isEqualTo(200);
    var refused = new Browser(api);
    assertThat(provider.signIn(refused, START, claims("leaving", "Support")))
        .isEqualTo("/sign-in?failed=archived");
    assertThat(refused.status("GET", "session", "")).isEqualTo(401);
  }

  @Test
  void anAnswerThatCannotBeTrustedSignsNobodyIn() {
    var good = claims("forged", "Chiefs");
    var untrusted = "/sign-in?failed=untrusted";
    for (var forged :
        List.of(
            with(good, "iss", "https://example.com"),
            with(good, "aud", "another"),
            with(good, "nonce", "another"),
            with(good, "exp", Instant.now().minusSeconds(600)))) {
      assertThat(provider.signIn(new Browser(api), START, forged)).isEqualTo(untrusted);
    }
    var asked = provider.asked(new Browser(api).send("GET", START, ""));
    assertThat(SampleProvider.back(new Browser(api), "code=any", asked.state()))
        .isEqualTo("/sign-in?failed=expired");
    var browser = new Browser(api);
    var denied = provider.asked(browser.send("GET", START, "")).state();
    assertThat(SampleProvider.back(browser, "error=access_denied", "another"))
        .isEqualTo("/sign-in?failed=expired");
    assertThat(SampleProvider.back(browser, "error=access_denied", denied))
        .isEqualTo("/sign-in?failed=denied");
    var reasons =
        entries("operation=signInWithProvider&outcome=refused")
            .valueStream()
            .map(entry -> entry.path("reason").asString())
            .toList();
    assertThat(reasons).contains("untrusted", "expired", "denied");
    var unknown = provider.asked(browser.send("GET", START, "")).state();
    assertThat(SampleProvider.back(browser, "code=unknown", unknown))
        .isEqualTo("/sign-in?failed=failed");
  }

  @Test
  void theOnlyAdministratorStaysOneAndPasswordsCanBeOff() {
    try (var own = withProvider(provider.issuer(), "--parley.oidc.password-sign-in=false")) {
      var browser = new Browser(own);
      provider.signIn(browser, START, claims("chief", "Chiefs"));
      provider.signIn(browser, START, claims("chief", "Support"));
      assertThat(me(browser).path("role").asString()).isEqualTo("admin");
      assertThat(own.get("session/options").at("/provider")).isEqualTo("Example Login");
      assertThat(own.get("session/options").at("/password")).isEqualTo("false");
      var refused = new Browser(own).signIn("chief@example.com", "a good password", "");
      assertThat(Browser.code(refused)).isEqualTo("passwords-off");
      var link = own.post("session/link", "").at("/url").replaceFirst(".*token=", "");
      assertThat(new Browser(own).status("POST", "session", "{'token': '" + link + "'}"))
          .isEqualTo(204);
    }
  }

  @Test
  void aProviderThatIsDownDoesNotKeepTheApiFromStarting() {
    try (var own = withProvider("http://127.0.0.1:1")) {
      var begun = new Browser(own).send("GET", START, "");
      assertThat(SampleProvider.location(begun)).isEqualTo("/sign-in?failed=unreachable");
      assertThat(own.get("session/options").at("/password")).isEqualTo("true");
    }
  }
}
