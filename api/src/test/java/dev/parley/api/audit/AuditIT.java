package dev.parley.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.RunningApi;
import dev.parley.api.Transactions;
import dev.parley.api.person.Browser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;

/** The chain of the audit log, and what is recorded about whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditIT {
  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
    for (int i = 0; i < 6; i++) {
      label("Sample " + i);
    }
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private String label(String name) {
    var made = api.post("labels", "{'name': '" + name + "'}");
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made.at("/id");
  }

  private RunningApi.Answer verified() {
    var answer = api.get("audit/verification");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer;
  }

  @Test
  void theChainVerifies() {
    var result = verified();
    assertThat(result.body().has("fault")).as(result.body().toString()).isFalse();
    assertThat(result.body().path("entries").asInt()).isGreaterThanOrEqualTo(6);
    assertThat(result.at("/hash")).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "changed | 3 | update audit_entry set actor_name = 'Somebody else' where seq = 3",
        "changed | 3 | update audit_entry set at = at - interval '1 hour' where seq = 3",
        "missing | 4 | delete from audit_entry where seq = 4",
        "order | 2 | update audit_entry set seq = 9000000 where seq = 2;"
            + " update audit_entry set seq = 2 where seq = 3;"
            + " update audit_entry set seq = 3 where seq = 9000000",
        "missing | 1 | delete from audit_entry where seq <= 2",
        "beginning | 2 | insert into audit_anchor select seq, hash from audit_entry where seq = 2;"
            + " delete from audit_entry where seq <= 2",
      })
  void whatASuperuserChangesIsDetected(String code, int sequence, String tampering)
      throws SQLException {
    var result = verifiedAfter(List.of(tampering.split(";")));
    assertThat(result.at("/fault/code")).as(result.body().toString()).isEqualTo(code);
    assertThat(result.body().at("/fault/sequence").asInt()).isEqualTo(sequence);
    assertThat(verified().body().has("fault")).isFalse();
  }

  @Test
  void theCommandNamesTheFirstEntryAtFault() throws SQLException {
    var last = verified();
    var noted = List.of("verify", last.at("/last"), last.at("/hash"));
    assertThat(command(noted)).startsWith("0 The audit log is complete and unchanged: ");
    var other = List.of("verify", last.at("/last"), "another");
    assertThat(command(other)).startsWith("1 Entry " + last.at("/last") + ": ");
    assertThat(command(List.of("repair"))).startsWith("2 Usage: ");
    try (var sql = superuser()) {
      execute(sql, "update audit_entry set object_name = object_name || '!' where seq = 5");
      assertThat(command(List.of("verify"))).isEqualTo("1 Entry 5: This entry was changed.");
      execute(sql, "update audit_entry set object_name = rtrim(object_name, '!') where seq = 5");
    }
  }

  private String command(List<String> arguments) {
    var config = api.part(Environment.class);
    var environment =
        Map.of(
            "PARLEY_DB_URL", config.getRequiredProperty("parley.db.url"),
            "PARLEY_DB_USER", config.getRequiredProperty("parley.db.user"),
            "PARLEY_DB_PASSWORD", config.getRequiredProperty("parley.db.password"),
            "PARLEY_HOME", config.getRequiredProperty("parley.home"));
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    var status = new AuditCommand(environment, print).run(arguments);
    return status + " " + out.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void newestEntriesThatASuperuserRemovesAreMissed() throws SQLException {
    var result =
        verifiedAfter(
            List.of("delete from audit_entry where seq >= (select seq - 1 from audit_head)"));
    assertThat(result.at("/fault/code")).isEqualTo("missing");
  }

  @Test
  void aChainThatASuperuserHashesAgainHasNoSeals() throws SQLException {
    var entry =
        api.part(Transactions.class).readOnce(tx -> AuditStore.following(tx, 1, 1)).getFirst();
    var forged = entry.entry().repeated(7).after(1, entry.entry().previous());
    var result =
        verifiedAfter(
            List.of(
                "delete from audit_entry where seq > 2",
                "update audit_entry set change = '%s', hash = '%s' where seq = 2"
                    .formatted(forged.change(), forged.hash()),
                "update audit_head set seq = 2, hash = '" + forged.hash() + "'"));
    assertThat(result.at("/fault/code")).as(result.body().toString()).isEqualTo("seal");
  }

  /** Tampers, verifies, and undoes it. */
  private RunningApi.Answer verifiedAfter(List<String> tampering) throws SQLException {
    try (var sql = superuser()) {
      execute(sql, "create temp table kept as select * from audit_entry");
      execute(sql, "create temp table kept_head as select * from audit_head");
      try {
        for (var statement : tampering) {
          execute(sql, statement);
        }
        return verified();
      } finally {
        execute(sql, "delete from audit_anchor");
        execute(sql, "delete from audit_entry");
        execute(sql, "insert into audit_entry select * from kept");
        execute(sql, "update audit_head set (seq, hash) = (select seq, hash from kept_head)");
      }
    }
  }

  /** Triggers do not fire for it, as for someone who wants to leave no trace. */
  private Connection superuser() throws SQLException {
    var sql = api.sql();
    execute(sql, "set session_replication_role = replica");
    return sql;
  }

  private static void execute(Connection sql, String statement) throws SQLException {
    try (var run = sql.createStatement()) {
      run.execute(statement);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set actor_name = 'x'",
        "delete from audit_entry",
        "truncate audit_entry",
        "delete from audit_anchor"
      })
  void theRoleOfTheApplicationCanOnlyAdd(String statement) throws SQLException {
    try (var sql = api.sql()) {
      assertThatThrownBy(() -> execute(sql, statement))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void theOwnerHasNoPrivilegeToChangeEntries() throws SQLException {
    try (var sql = api.sql();
        var run = sql.createStatement();
        var row =
            run.executeQuery(
                "select string_agg(privilege_type, ' ' order by privilege_type)"
                    + " from pg_class, aclexplode(relacl) where relname = 'audit_entry'"
                    + " and grantee = relowner")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).contains("INSERT", "SELECT");
      assertThat(row.getString(1)).doesNotContain("UPDATE", "DELETE", "TRUNCATE");
    }
  }

  @Test
  void anEntrySaysWhoDidWhatFromWhere() {
    var person = Browser.signedIn(api, "audited", "editor", "");
    var id = label("Before");
    assertThat(person.status("PATCH", "labels/" + id, "{'name': 'After'}")).isEqualTo(200);
    var entry = api.get("audit?objectKind=label&objectId=" + id + "&operation=updateLabel");
    assertThat(entry.body().path("items").size()).isEqualTo(1);
    assertThat(entry.at("/items/0/actor/kind")).isEqualTo("person");
    assertThat(entry.at("/items/0/actor/name")).isEqualTo("audited");
    assertThat(entry.at("/items/0/actor/role")).isEqualTo("editor");
    assertThat(entry.at("/items/0/address")).isEqualTo("127.0.0.1");
    assertThat(entry.at("/items/0/object/name")).isEqualTo("Before");
    assertThat(entry.at("/items/0/outcome")).isEqualTo("done");
    assertThat(entry.at("/items/0/change/before/name")).isEqualTo("Before");
    assertThat(entry.at("/items/0/change/after/name")).isEqualTo("After");
  }

  @Test
  void aWriteThatIsRolledBackLeavesNone() {
    label("Taken");
    var before = operations("createLabel");
    assertThat(api.post("labels", "{'name': 'Taken'}").status()).isEqualTo(409);
    assertThat(api.post("labels", "{'name': ''}").status()).isEqualTo(422);
    assertThat(api.send("DELETE", "secrets/none", "").status()).isEqualTo(404);
    assertThat(operations("createLabel")).isEqualTo(before);
    assertThat(operations("deleteSecret")).isZero();
  }

  private int operations(String operation) {
    return api.get("audit?limit=200&operation=" + operation).body().path("items").size();
  }

  @Test
  void writesAtTheSameTimeMakeOneChain() throws Exception {
    try (var pool = Executors.newFixedThreadPool(16)) {
      var writes =
          IntStream.range(0, 50)
              .<Callable<Integer>>mapToObj(
                  i -> () -> api.post("labels", "{'name': 'At once " + i + "'}").status())
              .toList();
      var statuses = new ArrayList<Integer>();
      for (var answer : pool.invokeAll(writes)) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsOnly(201);
    }
    assertThat(verified().body().has("fault")).isFalse();
  }

  @Test
  void aThousandWrongPasswordsAreRecordedAndDoNotFillTheTable() {
    Browser.signedIn(api, "attacked", "agent", "");
    for (int i = 0; i < 1_000; i++) {
      new Browser(api).signIn("attacked@example.com", "a wrong password " + i, "");
    }
    api.part(Repetitions.class).flush(Instant.MAX);
    var items = api.get("audit?limit=200&operation=signIn&outcome=refused").body().path("items");
    var all = items.valueStream().mapToInt(one -> one.at("/change/repeated").asInt(1)).sum();
    assertThat(all).isEqualTo(1_000);
    assertThat(items.size()).isLessThan(60);
    assertThat(items.valueStream().map(one -> one.path("reason").asString()).distinct())
        .containsExactlyInAnyOrder("sign-in-failed", "sign-in-delayed");
    assertThat(items.toString()).contains("a…@example.com").doesNotContain("attacked@example.com");
  }

  @Test
  void theUseOfARevokedKeyIsRecorded() {
    var key = api.post("api-keys", "{'name': 'Old shop', 'scopes': ['read']}");
    api.send("DELETE", "api-keys/" + key.at("/id"), "");
    for (int i = 0; i < 20; i++) {
      var answer = api.raw("GET", "labels", "", "Authorization", "Bearer " + key.at("/key"));
      assertThat(answer.statusCode()).isEqualTo(401);
    }
    api.part(Repetitions.class).flush(Instant.MAX);
    var entries = api.get("audit?operation=useApiKey&objectKind=api-key&objectId=" + key.at("/id"));
    assertThat(entries.body().path("items").size()).isEqualTo(6);
    assertThat(entries.at("/items/0/reason")).isEqualTo("revoked");
    assertThat(entries.at("/items/0/object/name")).isEqualTo("Old shop");
    assertThat(entries.at("/items/0/change/repeated")).isEqualTo("15");
  }

  @Test
  void whatACallerMayNotDoIsRecorded() {
    var viewer = Browser.signedIn(api, "curious", "viewer", "");
    assertThat(viewer.status("POST", "labels", "{'name': 'Mine'}")).isEqualTo(403);
    var entry = api.get("audit?outcome=refused&actor=curious");
    assertThat(entry.at("/items/0/operation")).isEqualTo("createLabel");
    assertThat(entry.at("/items/0/reason")).isEqualTo("scope-missing");
    assertThat(viewer.status("GET", "audit", "")).isEqualTo(403);
  }

  @Test
  void aContactIsFoundByTheIdThatIsNotInTheTable() throws SQLException {
    var sent = "{'id': 'phone-4915112345', 'name': 'Erika Sample', 'phone': '+49 151 12345'}";
    assertThat(api.post("contacts", sent).status()).isEqualTo(201);
    var found = api.get("audit?objectKind=contact&objectId=phone-4915112345");
    assertThat(found.at("/items/0/operation")).isEqualTo("createContact");
    assertThat(found.at("/items/0/object/id")).matches("[0-9a-f]{64}");
    assertThat(
            api.get("audit?objectKind=contact&objectId=" + found.at("/items/0/object/id"))
                .items("operation"))
        .containsExactly("createContact");
    for (var value : List.of("4915112345", "Erika", "12345")) {
      try (var sql = api.sql();
          var search =
              sql.prepareStatement(
                  "select from audit_entry as one where strpos(one::text, ?) > 0")) {
        search.setString(1, value);
        assertThat(search.executeQuery().next()).as(value).isFalse();
      }
    }
  }

  @Test
  void pagesContinueAndTheExportHasOneEntryOnEachLine() {
    for (int i = 0; i < 5; i++) {
      label("Page " + i);
    }
    var first = api.get("audit?operation=createLabel&limit=3");
    var second = api.get("audit?operation=createLabel&limit=3&cursor=" + first.at("/nextCursor"));
    assertThat(first.items("sequence"))
        .hasSize(3)
        .doesNotContainAnyElementsOf(second.items("sequence"));
    var export =
        api.raw(
            "GET",
            "audit/export?operation=createLabel",
            "",
            "Authorization",
            "Bearer " + api.key());
    assertThat(export.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    assertThat(export.body().lines()).hasSize(operations("createLabel"));
    assertThat(export.body().lines()).allMatch(line -> line.contains("\"createLabel\""));
    assertThat(api.get("audit?objectId=x").items("sequence")).isEmpty();
    assertThat(api.get("audit?outcome=perhaps").status()).isEqualTo(400);
    assertThat(api.get("audit?cursor=x").status()).isEqualTo(400);
  }

  @Test
  void retentionDeletesTheOldestAndTheChainStillVerifies() {
    try (var own = new RunningApi()) {
      for (int i = 0; i < 4; i++) {
        own.post("labels", "{'name': 'Old " + i + "'}");
      }
      var tooShort = own.send("PATCH", "settings/retention", "{'auditDays': 29}");
      assertThat(tooShort.status()).isEqualTo(422);
      assertThat(tooShort.at("/errors/0/pointer")).isEqualTo("/auditDays");
      assertThat(own.send("PATCH", "settings/retention", "{'auditDays': 40}").status())
          .isEqualTo(200);
      var afterAll = OffsetDateTime.now(ZoneOffset.UTC).plusDays(41);
      own.part(AuditRetention.class).tidy(afterAll.minusDays(2));
      assertThat(own.get("audit").items("operation")).hasSize(5);
      own.part(AuditRetention.class).tidy(afterAll);
      own.post("labels", "{'name': 'New'}");
      var left = own.get("audit");
      assertThat(left.items("operation"))
          .containsExactly("createLabel", "retention", "changeRetention");
      assertThat(left.at("/items/1/actor/kind")).isEqualTo("system");
      var verified = own.get("audit/verification").body();
      assertThat(verified.has("fault")).as(verified.toString()).isFalse();
      assertThat(verified.path("entries").asInt()).isEqualTo(3);
    }
  }
}
