package dev.parley.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.google.common.io.BaseEncoding;
import dev.parley.api.RunningApi;
import dev.parley.api.person.Browser;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation that writes leaves its entry, with neither a secret nor a customer's data in it.
 * The operations derive from the annotations: a new one that this test does not carry out fails it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditedOperationsIT {
  /** Planted wherever an operation takes a secret. */
  private static final String SECRET = "planted-secret-Zq7";

  /** Planted wherever an operation takes what may be a customer's. */
  private static final String CUSTOMER = "planted-customer-Zq7";

  /**
   * These ask the worker, which is not there, and leave their entry with its answer; or a mail
   * server ({@code PasswordMailsIT}).
   */
  private static final Set<String> NEED_A_PEER =
      Set.of(
          "resetPassword",
          "createSkillSet",
          "refreshSkillSet",
          "tryModels",
          "createSubscription",
          "pingSubscription",
          "sendDeliveryAgain",
          "sendMessageAgain");

  private static final String GRAPH =
      """
      {'graph': {'schema': 1,
        'nodes': [{'id': 't', 'kind': 'trigger', 'name': 't', 'position': {'x': 0, 'y': 0},
                   'config': {'event': 'conversation.starred'}},
                  {'id': 'm', 'kind': 'sendMessage', 'name': 'm', 'position': {'x': 0, 'y': 9},
                   'config': {'text': 'planted-customer-Zq7'}}],
        'edges': [{'id': 'e', 'source': 't', 'handle': 'next', 'target': 'm'}]}}
      """;

  private final JsonMapper json = JsonMapper.builder().build();
  private final Set<String> carriedOut = new HashSet<>();
  private final SoftAssertions faults = new SoftAssertions();
  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private long entries(String operation) {
    try (var sql = api.sql();
        var count =
            sql.prepareStatement(
                "select count(*) from audit_entry where operation = ? and outcome = 'done'")) {
      count.setString(1, operation);
      try (var row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Carries out an operation and returns the response. */
  private RunningApi.Answer done(String operation, String method, String path, String body) {
    var before = entries(operation);
    var answer = api.send(method, path, body);
    expect(operation, before, answer.status(), answer.body().toString());
    return answer;
  }

  private RunningApi.Answer done(
      Browser person, String operation, String method, String path, String body) {
    var before = entries(operation);
    var answer = person.send(method, path, body);
    expect(operation, before, answer.statusCode(), answer.body());
    return new RunningApi.Answer(
        answer.statusCode(),
        answer.body().isBlank() ? json.nullNode() : json.readTree(answer.body()));
  }

  private void expect(String operation, long before, int status, String body) {
    faults.assertThat(status).as("%s answered %s", operation, body).isBetween(200, 299);
    faults.assertThat(entries(operation)).as("entries of " + operation).isEqualTo(before + 1);
    carriedOut.add(operation);
  }

  @Test
  void everyOperationThatWritesLeavesItsEntry() throws Exception {
    catalogues();
    conversations();
    people();
    keysAndSecrets();
    workflows();
    channelsAndSubscriptions();
    done("updateSetting", "PATCH", "settings", "{'sessionSilenceSeconds': 7200}");
    done(
        "putModels",
        "PUT",
        "models",
        "{'provider': 'openai', 'baseUrl': 'https://models.example.com/v1', 'model': 'm', 'key': '"
            + SECRET
            + "'}");
    assertThat(api.raw("GET", "audit/export", "", "Authorization", "Bearer " + api.key()).body())
        .contains("createLabel");
    assertThat(entries("exportAudit")).isEqualTo(1);
    carriedOut.add("exportAudit");
    done("stopWorkflows", "POST", "operations/stop", "{'reason': 'Sample'}");
    done("resumeWorkflows", "POST", "operations/resume", "");
    done("changeRetention", "PATCH", "settings/retention", "{'testsDays': 8}");
    var contact = api.post("contacts", "{'name': '" + CUSTOMER + "'}").at("/id");
    assertThat(
            api.raw(
                    "POST",
                    "contacts/" + contact + "/export",
                    "",
                    "Authorization",
                    "Bearer " + api.key())
                .statusCode())
        .isEqualTo(200);
    assertThat(entries("exportContact")).isEqualTo(1);
    carriedOut.add("exportContact");
    done("eraseContact", "POST", "contacts/" + contact + "/erasures", "");

    faults.assertAll();
    assertThat(carriedOut).hasSizeGreaterThan(80).containsExactlyInAnyOrderElementsOf(audited());
    assertThat(found(SECRET)).isZero();
    assertThat(found(CUSTOMER)).isZero();
  }

  private Set<String> audited() {
    return Objects.requireNonNull(api.part(DispatcherServlet.class).getHandlerMappings()).stream()
        .filter(RequestMappingHandlerMapping.class::isInstance)
        .map(RequestMappingHandlerMapping.class::cast)
        .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
        .filter(operation -> operation.getBeanType().getName().startsWith("dev.parley."))
        .filter(OperationId::isAudited)
        .map(OperationId::of)
        .filter(operation -> !NEED_A_PEER.contains(operation))
        .collect(Collectors.toSet());
  }

  private long found(String text) throws SQLException {
    try (var sql = api.sql();
        var search =
            sql.prepareStatement(
                "select count(*) from audit_entry as one where strpos(one::text, ?) > 0")) {
      search.setString(1, text);
      try (var row = search.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void catalogues() {
    var label = done("createLabel", "POST", "labels", "{'name': 'Urgent'}").at("/id");
    done("updateLabel", "PATCH", "labels/" + label, "{'name': 'Very urgent'}");
    archived("Label", "labels/" + label);
    var field =
        done("createField", "POST", "fields", "{'key': 'tier', 'name': 'Tier', 'type': 'text'}")
            .at("/id");
    done("updateField", "PATCH", "fields/" + field, "{'name': 'Level'}");
    archived("Field", "fields/" + field);
    var persona = done("createPersona", "POST", "personas", "{'name': 'Ada'}").at("/id");
    done("updatePersona", "PATCH", "personas/" + persona, "{'tone': 'friendly'}");
    archived("Persona", "personas/" + persona);
    var filter =
        "{'match': 'all', 'conditions': [{'field': 'contact.name', 'operator': 'is', 'value': '"
            + CUSTOMER
            + "'}]}";
    var segment =
        done("createSegment", "POST", "segments", segment("Gold " + CUSTOMER, filter)).at("/id");
    done("updateSegment", "PATCH", "segments/" + segment, segment("Silver " + CUSTOMER, filter));
    archived("Segment", "segments/" + segment);
  }

  private static String segment(String name, String filter) {
    return "{'name': '" + name + "', 'description': '" + name + "', 'filter': " + filter + "}";
  }

  private void archived(String noun, String path) {
    done("archive" + noun, "POST", path + "/archive", "{}");
    done("unarchive" + noun, "POST", path + "/unarchive", "{}");
  }

  private void channelsAndSubscriptions() throws SQLException {
    var channel =
        done(
                "createChannel",
                "POST",
                "channels",
                "{'name': 'Second', 'channel': 'webchat', 'connector': 'store'}")
            .at("/id");
    done("updateChannel", "PATCH", "channels/" + channel, "{'name': 'Third'}");
    archived("Channel", "channels/" + channel);
    sql(
        "update channel_account set connector = 'webhook',"
            + " url = 'https://example.com/?token="
            + SECRET
            + "'"
            + " where id = '"
            + channel
            + "'");
    var key =
        done("createChannelSigningSecret", "POST", "channels/" + channel + "/signing-secrets", "");
    api.post("channels/" + channel + "/signing-secrets", "");
    done(
        "endChannelSigningSecret",
        "DELETE",
        "channels/" + channel + "/signing-secrets/" + key.at("/id"),
        "");
    done("updateChannel", "PATCH", "channels/" + channel, "{'name': 'Fourth'}");
    var subscription = "019aaaaa-0000-7000-8000-000000000001";
    sql(
        "insert into subscription (id, name, name_key, url, types) values ('"
            + subscription
            + "', 'Hook', 'hook', 'https://example.com', '{run.failed}')");
    var path = "subscriptions/" + subscription;
    done(
        "updateSubscription",
        "PATCH",
        path,
        "{'header': {'name': 'X-Key', 'value': '" + SECRET + "'}}");
    var secret = done("createSubscriptionSigningSecret", "POST", path + "/signing-secrets", "");
    api.post(path + "/signing-secrets", "");
    done(
        "endSubscriptionSigningSecret",
        "DELETE",
        path + "/signing-secrets/" + secret.at("/id"),
        "");
    archived("Subscription", path);
    var skills = "019aaaaa-0000-7000-8000-000000000002";
    sql(
        "insert into skill_set (id, name, name_key, url) values ('"
            + skills
            + "', 'Tools', 'tools', 'https://example.com/mcp')");
    done("updateSkillSet", "PATCH", "skill-sets/" + skills, "{'description': 'Ours'}");
    archived("SkillSet", "skill-sets/" + skills);
  }

  private void people() throws Exception {
    var sent = "{'name': 'Grace', 'email': 'grace@example.com', 'role': 'editor'}";
    var user = done("createUser", "POST", "users", sent).at("/id");
    done("updateUser", "PATCH", "users/" + user, "{'role': 'publisher'}");
    archived("User", "users/" + user);
    var link = done("invite", "POST", "users/" + user + "/invitation", "").at("/url");
    var token = link.replaceFirst(".*token=", "");
    var person = new Browser(api);
    done(
        person,
        "choosePassword",
        "POST",
        "session/password",
        "{'token': '" + token + "', 'password': '" + SECRET + "'}");
    assertThat(found(token)).isZero();
    done(
        person,
        "signIn",
        "POST",
        "session",
        "{'email': 'grace@example.com', 'password': '" + SECRET + "', 'code': ''}");
    var secret = json.readTree(person.send("POST", "account/second-factor", "{}").body());
    var key = secret.path("secret").asString();
    var code = code(key);
    done(
        person,
        "setSecondFactor",
        "PUT",
        "account/second-factor",
        "{'secret': '%s', 'code': '%s', 'password': '%s'}".formatted(key, code, SECRET));
    done(
        person,
        "removeSecondFactor",
        "POST",
        "account/second-factor/remove",
        "{'password': '" + SECRET + "'}");
    assertThat(found(key)).isZero();
    done(
        person,
        "changePassword",
        "PUT",
        "account/password",
        "{'current': '%s', 'password': '%s'}".formatted(SECRET, SECRET + "-2"));
    var other = new Browser(api);
    other.signIn("grace@example.com", SECRET + "-2", "");
    var sessions = json.readTree(person.send("GET", "account/sessions", "").body()).path("items");
    var foreign =
        sessions
            .valueStream()
            .filter(one -> !one.path("current").asBoolean())
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
    done(person, "endSession", "DELETE", "account/sessions/" + foreign, "");
    done(person, "endOtherSessions", "DELETE", "account/sessions", "");
    done(person, "signOut", "DELETE", "session", "");
    done("removeUserSecondFactor", "DELETE", "users/" + user + "/second-factor", "");
    done("endUserSessions", "DELETE", "users/" + user + "/sessions", "");
    var url = done("makeSignInLink", "POST", "session/link", "").at("/url");
    assertThat(found(url.replaceFirst(".*token=", ""))).isZero();
  }

  private static String code(String secret) throws Exception {
    var generator = new TimeBasedOneTimePasswordGenerator();
    var key = new SecretKeySpec(BaseEncoding.base32().decode(secret), generator.getAlgorithm());
    return generator.generateOneTimePasswordString(key, Instant.now());
  }

  private void keysAndSecrets() throws SQLException {
    var key = done("createApiKey", "POST", "api-keys", "{'name': 'Shop', 'scopes': ['read']}");
    var rotated = done("rotateApiKey", "POST", "api-keys/" + key.at("/id") + "/rotate", "{}");
    done("revokeApiKey", "DELETE", "api-keys/" + key.at("/id"), "");
    assertThat(found(key.at("/key"))).isZero();
    assertThat(found(rotated.at("/key"))).isZero();
    done("createSecret", "POST", "secrets", "{'name': 'crm', 'value': '" + SECRET + "'}");
    done("replaceSecret", "PUT", "secrets/crm", "{'value': '" + SECRET + "-2'}");
    done("deleteSecret", "DELETE", "secrets/crm", "");
  }

  private void workflows() throws SQLException {
    var id = done("createWorkflow", "POST", "workflows", "{'name': 'Welcome'}").at("/id");
    var path = "workflows/" + id;
    done("updateWorkflow", "PATCH", path, "{'name': 'Warm welcome'}");
    done("saveVersion", "POST", path + "/versions", GRAPH);
    done("publishWorkflow", "POST", path + "/publish", GRAPH);
    api.send("PUT", path + "/working-copy", GRAPH);
    done("clearWorkingCopy", "DELETE", path + "/working-copy", "");
    done("pauseWorkflow", "POST", path + "/pause", "{}");
    done("resumeWorkflow", "POST", path + "/resume", "{}");
    var copy = done("duplicateWorkflow", "POST", path + "/duplicate", "{}").at("/id");
    done("deleteWorkflow", "DELETE", "workflows/" + copy, "");
    var file = api.get(path + "/export").body().toString().replace('"', '\'');
    done("importWorkflow", "POST", "workflows/import", file);
    api.post("conversations", "{'id': 'for-runs', 'channel': 'webchat', 'contactName': 'Erika'}");
    var run =
        done("runWorkflow", "POST", path + "/executions", "{'conversationId': 'for-runs'}")
            .at("/executionId");
    done("cancelExecution", "POST", "executions/" + run + "/cancel", "{}");
    sql("update execution set status = 'failed', cancel_pending = false where id = '" + run + "'");
    done("retryExecution", "POST", "executions/" + run + "/retry", "{}");
    done("cancelExecutions", "POST", "executions/cancel", "{'workflowId': '" + id + "'}");
    done(
        "testWorkflow",
        "POST",
        path + "/test",
        GRAPH.strip().replaceFirst("}\\s*$", ", 'sample': " + sample(id) + "}"));
    done("archiveWorkflow", "POST", path + "/archive", "{}");
    done("unarchiveWorkflow", "POST", path + "/unarchive", "{}");
    rejected();
  }

  private String sample(String workflow) {
    return api.get("workflows/" + workflow + "/sample").body().toString().replace('"', '\'');
  }

  private void rejected() throws SQLException {
    var bad =
        "{'specversion': '1.0', 'id': 'e-1', 'source': '/shop', 'type': 'message.received',"
            + " 'data': {'conversation': {'id': '"
            + CUSTOMER
            + "', 'channel': 'fax'}}}";
    api.post("events", bad);
    var rejected = api.get("events?result=rejected").at("/items/0/rejectedId");
    var good =
        "{'specversion': '1.0', 'id': 'e-1', 'source': '/shop', 'type': 'message.received',"
            + " 'data': {'conversation': {'id': '"
            + CUSTOMER
            + "', 'channel': 'webchat',"
            + " 'status': 'open', 'contact': {'id': 'k', 'name': '"
            + CUSTOMER
            + "'}},"
            + " 'message': {'id': 'm-1', 'text': '"
            + CUSTOMER
            + "'}}}";
    done("repostEvent", "POST", "rejected-events/" + rejected + "/repost", good);
    api.post("events", bad.replace("e-1", "e-2"));
    var second = api.get("events?result=rejected").at("/items/0/rejectedId");
    done("deleteRejectedEvent", "DELETE", "rejected-events/" + second, "");
  }

  private void conversations() {
    var id = CUSTOMER + "-c";
    var contact = CUSTOMER + "-k";
    done(
        "createContact",
        "POST",
        "contacts",
        "{'id': '%s', 'name': '%s', 'phone': '%s'}".formatted(contact, CUSTOMER, CUSTOMER));
    done("updateContact", "PATCH", "contacts/" + contact, "{'name': '" + CUSTOMER + "'}");
    archived("Contact", "contacts/" + contact);
    done(
        "createConversation",
        "POST",
        "conversations",
        "{'id': '%s', 'channel': 'webchat', 'contactName': '%s'}".formatted(id, CUSTOMER));
    var path = "conversations/" + id;
    done("updateConversation", "PATCH", path, "{'starred': true}");
    var user = api.post("users", "{'name': 'Assigned'}").at("/id");
    done("assignConversation", "PUT", path + "/assignee", "{'type': 'user', 'id': '" + user + "'}");
    done("unassignConversation", "DELETE", path + "/assignee", "");
    var label = api.post("labels", "{'name': 'Refund'}").at("/id");
    done("addLabel", "PUT", path + "/labels/" + label, "");
    done("removeLabel", "DELETE", path + "/labels/" + label, "");
    done("sendMessage", "POST", path + "/messages", "{'text': '" + CUSTOMER + "'}");
  }

  private void sql(String statement) throws SQLException {
    try (var sql = api.sql();
        var run = sql.createStatement()) {
      run.execute(statement);
    }
  }
}
