package dev.parley.worker.skill;

import static dev.parley.worker.skill.ScriptedMcp.events;
import static dev.parley.worker.skill.ScriptedMcp.json;
import static dev.parley.worker.skill.ScriptedMcp.said;
import static dev.parley.worker.skill.ScriptedMcp.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.trace.TracedWork;
import dev.parley.worker.outbound.GuardedHttp;
import dev.parley.worker.skill.ScriptedMcp.Received;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Skills of servers that use the freedoms of streamable HTTP, and of servers that misbehave. */
@Timeout(60)
class OkHttpTransportTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final CountDownLatch disconnected = new CountDownLatch(1);
  private @Nullable ScriptedMcp server;

  /** The first call of a process takes longer than the patience of some tests. */
  @BeforeAll
  static void callOnce() throws IOException {
    try (var warm = new ScriptedMcp(null, sent -> json(said(sent, "warm")))) {
      assertThat(run(warm)).isNotNull();
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private ScriptedMcp serve(@Nullable String session, Function<JsonNode, MockResponse> script)
      throws IOException {
    server = new ScriptedMcp(session, script);
    return server;
  }

  private static SkillServer skills(ScriptedMcp server, Duration patience) {
    return new SkillServer(
        new GuardedHttp("127.0.0.1, localhost").streaming(),
        GuardedHttp::refusal,
        server.url(),
        new SkillServer.Header("X-Key", "sample-key"),
        patience);
  }

  private static Object run(ScriptedMcp server) {
    return skills(server, LONG).run("echo", Map.of(), false);
  }

  private static StepFailure failure(ScriptedMcp server, Duration patience, boolean repeatable) {
    return catchThrowableOfType(
        StepFailure.class, () -> skills(server, patience).run("echo", Map.of(), repeatable));
  }

  private interface Stream {
    void writeTo(BufferedSink sink) throws IOException, InterruptedException;
  }

  private static MockResponse streamed(Stream stream) {
    return events()
        .body(
            new MockResponseBody() {
              @Override
              public long getContentLength() {
                return -1;
              }

              @Override
              public void writeTo(BufferedSink sink) throws IOException {
                try {
                  stream.writeTo(sink);
                } catch (InterruptedException e) {
                  throw new InterruptedIOException(e.getMessage());
                }
              }
            })
        .build();
  }

  /** Sends lines that are no answer until the client disconnects. */
  private MockResponse endless(String line) {
    return streamed(sink -> {
      try {
        while (true) {
          sink.writeUtf8(line).flush();
          Thread.sleep(5);
        }
      } finally {
        disconnected.countDown();
      }
    });
  }

  @Test
  void everyRequestBelongsToTheTraceOfTheStep() throws IOException {
    var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    var served = serve("one", sent -> json(said(sent, "found")));
    try (var _ = TracedWork.begin("step", SpanKind.CONSUMER, trace)) {
      run(served);
    }
    assertThat(served.received())
        .extracting(one -> one.header("traceparent"))
        .hasSizeGreaterThan(2)
        .containsOnly(trace);
  }

  @Test
  void anAnswerMayComeInAStreamOfEvents() throws IOException {
    var served =
        serve(
            null,
            sent -> {
              var answer = said(sent, "found");
              var half = answer.indexOf(',') + 1;
              return events()
                  .body(
                      """
                      : no event
                      id: 1
                      data:

                      event: heartbeat
                      data: not even JSON

                      data: {"jsonrpc":"2.0","method":"notifications/message",\
                      "params":{"level":"info","data":"working"}}

                      event: message
                      """
                          + ("data: " + answer.substring(0, half))
                          + ("\r\ndata: " + answer.substring(half) + "\r\n\r\n"))
                  .build();
            });
    assertThat(run(served)).isEqualTo("found");
  }

  @Test
  void aRequestOfTheServerIsAnsweredMeanwhile() throws Exception {
    var replies = new LinkedBlockingQueue<JsonNode>();
    var served =
        serve(
            "s-1",
            sent -> {
              if (!sent.has("method")) {
                replies.add(sent);
                return status(202);
              }
              return streamed(sink -> {
                sink.writeUtf8("data: {\"jsonrpc\":\"2.0\",\"id\":\"p-1\",\"method\":\"ping\"}\n\n")
                    .flush();
                var reply = replies.take();
                sink.writeUtf8("data: " + said(sent, reply.path("id").asString()) + "\n\n");
              });
            });
    assertThat(run(served)).isEqualTo("p-1");
  }

  @Test
  void everyRequestOfASessionNamesItAndTheLastEndsIt() throws Exception {
    var served = serve("s-1", sent -> json(said(sent, "found")));
    assertThat(run(served)).isEqualTo("found");
    while (served.received().size() < 4) {
      Thread.sleep(10);
    }
    assertThat(served.received())
        .extracting(
            Received::name,
            sent -> sent.header("Mcp-Session-Id"),
            sent -> sent.header("MCP-Protocol-Version"))
        .containsExactly(
            tuple("initialize", null, "2025-11-25"),
            tuple("notifications/initialized", "s-1", "2025-03-26"),
            tuple("tools/call", "s-1", "2025-03-26"),
            tuple("DELETE", "s-1", "2025-03-26"));
    assertThat(served.received())
        .allSatisfy(sent -> {
          assertThat(sent.header("X-Key")).isEqualTo("sample-key");
          assertThat(sent.header("User-Agent")).isEqualTo("Parley");
        });
  }

  /** The next attempt opens another session, so that even a skill that acts may be repeated. */
  @Test
  void anExpiredSessionIsTriedAgain() throws IOException {
    var expired = failure(serve("s-1", _ -> status(404)), LONG, false);
    assertThat(expired.type()).isEqualTo(FailureType.PEER_UNAVAILABLE);
    assertThat(expired.summary()).isEqualTo("the skill set ended the session");
  }

  @ParameterizedTest
  @CsvSource({
    "400, false, PEER_REFUSED",
    "401, false, PEER_REFUSED",
    "404, true, PEER_REFUSED",
    "408, true, PEER_UNAVAILABLE",
    "408, false, OUTCOME_UNKNOWN",
    "429, true, PEER_UNAVAILABLE",
    "429, false, PEER_UNAVAILABLE",
    "503, true, PEER_UNAVAILABLE",
    "503, false, OUTCOME_UNKNOWN",
  })
  void aStatusDecidesWhatBecomesOfTheStep(int status, boolean repeatable, FailureType type)
      throws IOException {
    var failed = failure(serve(null, _ -> status(status)), LONG, repeatable);
    assertThat(failed.type()).isEqualTo(type);
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (var other = new ScriptedMcp(null, sent -> json(said(sent, "elsewhere")))) {
      var elsewhere =
          new MockResponse.Builder().code(307).addHeader("Location", other.url()).build();
      var failed = failure(serve(null, _ -> elsewhere), LONG, true);
      assertThat(failed.type()).isEqualTo(FailureType.PEER_UNAVAILABLE);
      assertThat(other.received()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStreamWithoutAnAnswerIsGivenUpAndClosed(boolean repeatable) throws Exception {
    var failed = failure(serve("s-1", _ -> endless(": still here\n\n")), SHORT, repeatable);
    assertThat(failed.type())
        .isEqualTo(repeatable ? FailureType.PEER_UNAVAILABLE : FailureType.OUTCOME_UNKNOWN);
    assertThat(disconnected.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aStreamThatEndsWithoutAnAnswerIsNotWaitedFor() throws IOException {
    var failed = failure(serve(null, _ -> events().body("data:\n\n").build()), LONG, true);
    assertThat(failed.type()).isEqualTo(FailureType.PEER_UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "no JSON", "{\"jsonrpc\":\"2.0\",\"id\":\"other\",\"result\":{}}"})
  void aBodyWithoutAnAnswerIsNotWaitedFor(String body) throws IOException {
    var failed = failure(serve(null, _ -> json(body)), LONG, true);
    assertThat(failed.type()).isEqualTo(FailureType.PEER_UNAVAILABLE);
  }

  @Test
  void aStreamIsReadOnlyUpToTheLimit() throws Exception {
    var padding = ": " + "x".repeat(64 * 1024) + "\n";
    var failed = failure(serve(null, _ -> endless(padding)), LONG, true);
    assertThat(failed.type()).isEqualTo(FailureType.PEER_UNAVAILABLE);
    assertThat(disconnected.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aDocumentIsReadOnlyUpToTheLimit() throws IOException {
    var failed =
        failure(serve(null, sent -> json(said(sent, "x".repeat(2 * 1024 * 1024)))), LONG, true);
    assertThat(failed.type()).isEqualTo(FailureType.PEER_UNAVAILABLE);
  }

  @Test
  void aCancelledCallEndsItsRequest() throws Exception {
    var calling = new CountDownLatch(1);
    var served =
        serve(
            null,
            _ -> {
              calling.countDown();
              return endless(": still here\n\n");
            });
    var caller = Thread.ofVirtual().start(() -> failure(served, LONG, false));
    assertThat(calling.await(30, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    assertThat(disconnected.await(30, TimeUnit.SECONDS)).isTrue();
    caller.join();
  }
}
