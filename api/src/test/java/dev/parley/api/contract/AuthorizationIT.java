package dev.parley.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import dev.parley.api.person.Browser;
import dev.parley.api.security.Role;
import dev.parley.api.security.Scope;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * The authorization matrix: every operation of the document with every kind of caller. Who may do
 * what is read from the document, which derives it from the annotations of the operations.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationIT {
  private static final Set<String> REFUSALS = Set.of("scope-missing", "session-needed");

  private RunningApi api;
  private List<Operation> operations;

  private record Operation(
      String method, String path, boolean isOpen, List<String> scopes, List<String> roles) {
    String accept() {
      return path.endsWith("/stream")
          ? "text/event-stream"
          : path.matches("contacts/.*/export") ? "application/zip" : "image/png";
    }

    boolean signsOut() {
      return path.equals("session") && method.equals("DELETE");
    }
  }

  @BeforeAll
  void start() {
    api = new RunningApi();
    operations = new ArrayList<>();
    for (var path : api.get("openapi.json").body().path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        operations.add(
            new Operation(
                // A stream would not end; HEAD opens none.
                path.getKey().endsWith("/stream")
                    ? "HEAD"
                    : operation.getKey().toUpperCase(Locale.ROOT),
                path.getKey().replaceFirst("^/api/v1/", "").replaceAll("\\{[^}]+}", "no-such-id"),
                operation.getValue().path("security").isArray()
                    && operation.getValue().path("security").isEmpty(),
                texts(operation.getValue().path("x-parley-scopes")),
                texts(operation.getValue().path("x-parley-roles"))));
      }
    }
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asString).toList();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void everyOperationHasARow() {
    assertThat(operations).hasSizeGreaterThan(100);
    assertThat(operations)
        .allSatisfy(
            one -> assertThat(one.isOpen() || !one.roles().isEmpty()).as(one.toString()).isTrue());
    assertThat(operations.stream().filter(Operation::isOpen).map(Operation::path))
        .containsExactlyInAnyOrder(
            "health",
            "health/live",
            "session",
            "session/options",
            "session/password",
            "session/password-reset");
  }

  @ParameterizedTest
  @EnumSource
  void aKeyMayDoWhatItsScopeAllows(Scope scope) {
    var bearer = key(scope.wire()).bearer();
    expect(
        scope.wire(),
        operation -> asKey(operation, bearer),
        operation -> operation.scopes().contains(scope.wire()));
  }

  @ParameterizedTest
  @EnumSource
  void aPersonMayDoWhatTheRoleAllows(Role role) {
    var browser = Browser.signedIn(api, "matrix-" + role.wire(), role.wire(), "");
    expect(
        role.wire(),
        operation -> asPerson(operation, browser),
        operation -> operation.roles().contains(role.wire()));
  }

  @Test
  void aViewerWhoReadsTextsReadsConversationsToo() {
    var browser = Browser.signedIn(api, "matrix-reader", "viewer", ", 'readsTexts': true");
    assertThat(browser.status("GET", "conversations", "")).isEqualTo(200);
    assertThat(browser.status("GET", "contacts", "")).isEqualTo(200);
    assertThat(browser.status("POST", "conversations", "{}")).isEqualTo(403);
  }

  @Test
  void withoutACredentialNothingIsDone() {
    expect("nobody", operation -> asked(operation, "Accept", operation.accept()), _ -> false);
  }

  @Test
  void anExpiredKeyMayDoNothing() throws SQLException {
    var key = key("admin");
    try (var sql = api.sql();
        var expire =
            sql.prepareStatement("update api_key set expires_at = now() where id = ?::uuid")) {
      expire.setString(1, key.id());
      assertThat(expire.executeUpdate()).isEqualTo(1);
    }
    expect("expired", operation -> asKey(operation, key.bearer()), _ -> false);
  }

  @Test
  void aRevokedKeyMayDoNothing() {
    var key = key("admin");
    assertThat(api.send("DELETE", "api-keys/" + key.id(), "").status()).isEqualTo(204);
    expect("revoked", operation -> asKey(operation, key.bearer()), _ -> false);
  }

  @Test
  void anArchivedPersonMayDoNothing() {
    var browser = Browser.signedIn(api, "matrix-archived", "publisher", "");
    var user = api.get("users?search=matrix-archived").body().at("/items/0/id").asString();
    assertThat(api.post("users/" + user + "/archive", "").status()).isEqualTo(200);
    expect("archived", operation -> asPerson(operation, browser), _ -> false);
  }

  @Test
  void theSessionsOfAnotherSiteAreNotEnough() {
    var browser = Browser.signedIn(api, "matrix-csrf", "admin", "");
    for (var operation : operations) {
      if (!Set.of("GET", "HEAD").contains(operation.method()) && !operation.isOpen()) {
        var answer =
            browser.send(operation.method(), operation.path(), "{}", "X-XSRF-TOKEN", "another");
        assertThat(Browser.code(answer)).as(operation.toString()).isEqualTo("csrf");
      }
    }
  }

  private record Key(String id, String bearer) {}

  private Key key(String scope) {
    var made = api.post("api-keys", "{'name': 'Matrix', 'scopes': ['%s']}".formatted(scope));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return new Key(made.at("/id"), "Bearer " + made.at("/key"));
  }

  private interface Asking {
    HttpResponse<String> ask(Operation operation);
  }

  private void expect(String caller, Asking asking, Predicate<Operation> allowed) {
    for (var operation : operations) {
      if (operation.isOpen() || operation.signsOut()) {
        continue;
      }
      var answer = asking.ask(operation);
      assertThat(!isRefused(answer))
          .as(
              "%s: %s %s answered %s %s",
              caller, operation.method(), operation.path(), answer.statusCode(), answer.body())
          .isEqualTo(allowed.test(operation));
    }
  }

  private static boolean isRefused(HttpResponse<String> answer) {
    var code = Browser.code(answer);
    return answer.statusCode() == 401
        || (answer.statusCode() == 403 && (code.isEmpty() || REFUSALS.contains(code)));
  }

  /** No operation can answer with an image, so those that answer anything do nothing. */
  private HttpResponse<String> asKey(Operation operation, String bearer) {
    return asked(operation, "Accept", operation.accept(), "Authorization", bearer);
  }

  private HttpResponse<String> asPerson(Operation operation, Browser browser) {
    return browser.send(operation.method(), operation.path(), "{}", "Accept", operation.accept());
  }

  private HttpResponse<String> asked(Operation operation, String... headers) {
    return api.raw(operation.method(), operation.path(), "{}", headers);
  }
}
