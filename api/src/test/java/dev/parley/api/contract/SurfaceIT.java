package dev.parley.api.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The responses of every path to all kinds of input. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurfaceIT {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final String PROBLEM = "application/problem+json";

  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private record Operation(String method, String path, JsonNode document) {
    boolean answersNothing() {
      return document.path("responses").has("204");
    }
  }

  private List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    api.get("openapi.json")
        .body()
        .path("paths")
        .properties()
        .forEach(path -> {
          for (var operation : path.getValue().properties()) {
            if (METHODS.contains(operation.getKey())) {
              var address =
                  path.getKey().replaceFirst("^/api/v1/", "").replaceAll("\\{[^}]+}", "no-such-id");
              operations.add(
                  new Operation(
                      operation.getKey().toUpperCase(Locale.ROOT), address, operation.getValue()));
            }
          }
        });
    return operations;
  }

  /** Counts the rows of all tables, except sessions of tests and last uses of keys. */
  private Map<String, String> rows() throws SQLException {
    var rows = new TreeMap<String, String>();
    try (var sql = api.sql();
        var ask = sql.createStatement();
        var more = sql.createStatement()) {
      var tables =
          ask.executeQuery(
              "select quote_ident(relname) from pg_class where relkind = 'r' and not relispartition"
                  + " and relnamespace = 'public'::regnamespace"
                  + " union all select quote_ident(relname) from pg_class where relkind = 'p'");
      while (tables.next()) {
        var table = tables.getString(1);
        try (var found =
            more.executeQuery(
                "select count(*) || ' ' || coalesce(md5(string_agg(r::text, ',' order by r::text)),"
                    + " '') from "
                    + table
                    + " r")) {
          found.next();
          rows.put(table, found.getString(1));
        }
      }
    }
    rows.keySet().removeAll(Set.of("lease", "rate_limit"));
    return rows;
  }

  private HttpResponse<String> ask(String method, String path, String body, String accept) {
    return api.raw(method, path, body, "Authorization", "Bearer " + api.key(), "Accept", accept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "text/html;level=1, image/*;q=0.3", "application/json;q=0"})
  void noOperationDoesWhatItRefusesForItsAccept(String accept) throws SQLException {
    var operations = operations();
    assertThat(operations).hasSizeGreaterThan(100);
    var before = rows();
    for (var operation : operations) {
      // A key is refused what is about a person's account, whatever it accepts.
      if (!operation.answersNothing() && !operation.path().startsWith("account/")) {
        var answer = ask(operation.method(), operation.path(), "{}", accept);
        assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(406);
        assertThat(answer.headers().firstValue("Content-Type")).contains(PROBLEM);
      }
    }
    assertThat(rows()).isEqualTo(before);
    for (var operation : operations) {
      if (operation.answersNothing()) {
        var answer = ask(operation.method(), operation.path(), "{}", accept);
        assertThat(answer.statusCode()).as(operation.toString()).isNotEqualTo(406);
      }
    }
  }

  /** These would be carried out if their sender accepted the response. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workflows | {'name': 'Accepted late'}",
        "labels | {'name': 'Accepted late'}",
        "contacts | {'id': 'late', 'name': 'Accepted Late'}",
        "conversations | {'channel': 'webchat', 'contact': {'id': 'c', 'name': 'N'}}",
        "api-keys | {'name': 'late', 'scopes': ['read']}",
        "segments/count | {'filter': {'match': 'all', 'conditions': []}}"
      })
  void aRefusedRequestIsCarriedOutOnceAcceptIsRight(String path, String body) throws SQLException {
    var before = rows();
    var once = "once-" + path.replace('/', '-');
    var refused =
        api.raw(
            "POST",
            path,
            body,
            "Authorization",
            "Bearer " + api.key(),
            "Accept",
            "text/calendar",
            "Idempotency-Key",
            once);
    assertThat(refused.statusCode()).isEqualTo(406);
    assertThat(rows()).isEqualTo(before);
    var taken =
        api.raw(
            "POST",
            path,
            body,
            "Authorization",
            "Bearer " + api.key(),
            "Accept",
            "*/*",
            "Idempotency-Key",
            once);
    assertThat(taken.statusCode()).as(taken.body()).isNotEqualTo(406);
    assertThat(taken.headers().firstValue("Content-Type").orElse("")).contains("json");
  }

  @Test
  void anEventIsNotTakenWhereItsAnswerIsNot() throws SQLException {
    var event =
        "{'specversion': '1.0', 'id': 'unheard', 'source': '/shop', 'type': 'message.received',"
            + " 'data': {'conversation': {'id': 'unheard', 'channel': 'webchat',"
            + " 'contact': {'id': 'u', 'name': 'U'}}, 'message': {'id': 'u', 'text': 'Hi'}}}";
    var before = rows();
    assertThat(ask("POST", "events", event, "application/pdf").statusCode()).isEqualTo(406);
    assertThat(rows()).isEqualTo(before);
    var taken = ask("POST", "events", event, "text/html, application/json;q=0.4");
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    assertThat(taken.headers().firstValue("Content-Type")).contains("application/json");
  }

  /** A client that prefers problems over results gets results, labeled as such. */
  @Test
  void anAnswerIsNotNamedAProblem() {
    var answer = ask("GET", "labels", "", "application/problem+json, application/json;q=0.9");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/labels/../health HTTP/1.1",
        "GET /api/v1/events/../.. HTTP/1.1",
        "GET /api/v1/labels/%2e%2e/health HTTP/1.1",
        "GET /api/v1/labels/%252e%252e/health HTTP/1.1",
        "GET /api/v1/labels;x=1 HTTP/1.1",
        "GET /api/v1/labels\\x HTTP/1.1",
        "GET /api/v1/labels?search=%00 HTTP/1.1",
        "GET /api/v1/contacts?search=a%00b HTTP/1.1",
        "GET /api/v1/conversations?search=%00 HTTP/1.1",
        "GET /api/v1/conversations/%00 HTTP/1.1",
        "GET /api/v1/nothing HTTP/1.1",
        "GET /api HTTP/1.1",
        "GET /api//v1/labels HTTP/1.1",
        "GET /assets/nothing.js HTTP/1.1",
        "GET /WEB-INF/web.xml HTTP/1.1",
        "GET /error HTTP/1.1",
        "POST /error HTTP/1.1",
        "TRACE /api/v1/labels HTTP/1.1",
        "BREW /api/v1/labels HTTP/1.1",
        "DELETE /api/v1/labels HTTP/1.1",
        "GET /api/v1/labels?a=<b> HTTP/1.1",
        "GET /api/v1/labels?a=%zz HTTP/1.1",
        "GET /%zz HTTP/1.1",
        "GET /../../etc HTTP/1.1",
        "POST / HTTP/1.1"
      })
  void everyRefusalIsAProblem(String line) throws IOException {
    for (var key : List.of("", "Authorization: Bearer " + api.key() + "\r\n")) {
      var answer = spoken(line + "\r\n" + key + "Host: localhost\r\nConnection: close\r\n\r\n");
      assertProblem(answer);
      assertThat(answer).doesNotStartWith("HTTP/1.1 5");
    }
  }

  private static void assertProblem(String answer) {
    var head = answer.split("\r\n\r\n", 2)[0].toLowerCase(Locale.ROOT);
    assertThat(head).as(answer).matches("(?s)http/1\\.1 [45]\\d\\d.*");
    assertThat(head).contains("content-type: application/problem+json");
    assertThat(head).contains("cache-control: no-store");
    assertThat(head).contains("x-content-type-options: nosniff");
    assertThat(answer).contains("\"code\":");
  }

  @Test
  void aBodyThatBreaksOffIsAProblem() throws IOException {
    for (var once : List.of("", "Idempotency-Key: cut\r\n")) {
      assertProblem(
          spoken(
              "POST /api/v1/labels HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  + once
                  + "Authorization: Bearer "
                  + api.key()
                  + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + "zz\r\n{\"name\"\r\n0\r\n\r\n"));
    }
  }

  @Test
  void aCompressedBodyIsRefusedForWhatItIs() {
    var answer =
        api.raw(
            "POST",
            "labels",
            "{'name': 'Zipped'}",
            "Authorization",
            "Bearer " + api.key(),
            "Content-Encoding",
            "gzip");
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Accept-Encoding")).contains("identity");
    var plain =
        api.raw(
            "POST",
            "labels",
            "{'name': 'Unzipped'}",
            "Authorization",
            "Bearer " + api.key(),
            "Content-Encoding",
            "identity");
    assertThat(plain.statusCode()).as(plain.body()).isEqualTo(201);
  }

  @Test
  void aRepetitionOfWhatIsStillBeingDoneSaysWhenToAskAgain() throws SQLException {
    var first = repeated();
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    try (var sql = api.sql();
        var unanswered = sql.createStatement()) {
      assertThat(
              unanswered.executeUpdate(
                  "update idempotency_key set status = null, body = null, location = null,"
                      + " etag = null where key = 'unanswered'"))
          .isEqualTo(1);
    }
    var second = repeated();
    assertThat(second.statusCode()).as(second.body()).isEqualTo(409);
    assertThat(second.body()).contains("\"idempotency-key-busy\"");
    assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
  }

  private HttpResponse<String> repeated() {
    return api.raw(
        "POST",
        "labels",
        "{'name': 'Unanswered'}",
        "Authorization",
        "Bearer " + api.key(),
        "Idempotency-Key",
        "unanswered");
  }

  @Test
  void noAnswerOfTheApiIsStored() {
    for (var path : List.of("labels", "health", "openapi.json", "session", "api-keys", "nothing")) {
      var answer = ask("GET", path, "", "*/*");
      assertThat(answer.headers().allValues("Cache-Control")).as(path).containsExactly("no-store");
    }
  }

  /** Tomcat logs the first malformed request and cookie, with what may be a secret. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.coyote.http11.Http11Processor",
        "org.apache.tomcat.util.http.Parameters",
        "org.apache.tomcat.util.http.parser.Cookie"
      })
  void whatAClientSentIsNotLogged(String logger) {
    assertThat(LoggerFactory.getLogger(logger).isWarnEnabled()).isTrue();
    assertThat(LoggerFactory.getLogger(logger).isInfoEnabled()).isFalse();
  }

  /** Sends these bytes and reads until the server closes the connection. */
  private String spoken(String bytes) throws IOException {
    try (var socket = new Socket(api.at("").getHost(), api.at("").getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
