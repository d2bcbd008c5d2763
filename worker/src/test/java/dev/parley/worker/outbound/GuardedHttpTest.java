package dev.parley.worker.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.Call;
import dev.parley.worker.outbound.GuardedHttp.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Dns;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHttpTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private GuardedHttp client(String allowed) {
    return new GuardedHttp(allowed, Dns.SYSTEM, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Otherwise an attempt would overlap with its successor. */
  @Test
  void aNameIsNotWaitedForLongerThanAnAttemptHas() {
    Dns stuck =
        host -> {
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        };
    var begun = System.nanoTime();
    var outcome =
        new GuardedHttp("", stuck, Clock.systemUTC()).send(get("http://slow.example.com/"), "key");
    assertThat(outcome)
        .isEqualTo(new Outcome.Unanswered("the host's name could not be resolved", false));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(12));
  }

  private static Call.Http get(String url) {
    return call(Call.Method.GET, url, List.of(), null);
  }

  private static Call.Http call(
      Call.Method method, String url, List<Call.Header> headers, @Nullable String body) {
    return new Call.Http(
        method, url, headers, body, Duration.ofSeconds(2), Call.IfUnanswered.RETRY, false, true);
  }

  private static String text(RecordedRequest request) {
    var body = request.getBody();
    return body == null ? "" : body.utf8();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getPort() + path;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://127.1:%d/",
        "http://2130706433:%d/",
        "http://0x7f000001:%d/",
        "http://0:%d/",
        "http://0.0.0.0:%d/",
        "http://localhost:%d/",
        "http://[::1]:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://[::ffff:7f00:1]:%d/",
        "http://[64:ff9b::7f00:1]:%d/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://224.0.0.1/",
        "http://[fc00::1]/",
        "http://[fe80::1]/",
        "http://[2002:7f00:1::]/",
        "http://user:password@127.0.0.1:%d/"
      })
  void addressesInsideAreNotReached(String pattern) {
    var url = pattern.contains("%d") ? pattern.formatted(server.getPort()) : pattern;
    var outcome = client("").send(get(url), "key");
    assertThat(outcome).isNotInstanceOf(Outcome.Answered.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aNameWithOneBadAddressIsRefusedWithoutRevealingTheAddress() throws IOException {
    Dns mixed =
        _ -> List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.1.2.3"));
    var outcome =
        new GuardedHttp("", mixed, Clock.systemUTC()).send(get("http://inside.example/"), "key");
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(outcome.toString()).contains("inside.example").doesNotContain("10.1.2.3");
  }

  @Test
  void anAllowedHostIsReachedAndOnlyUnderItsName() throws IOException {
    server.enqueue(new MockResponse.Builder().body("hello").build());
    Dns inside = _ -> List.of(InetAddress.getLoopbackAddress());
    var client = new GuardedHttp("crm.internal", inside, Clock.systemUTC());
    var port = server.getPort();
    assertThat(client.send(get("http://crm.internal:" + port + "/"), "key"))
        .isInstanceOf(Outcome.Answered.class);
    assertThat(client.send(get("http://other.internal:" + port + "/"), "key"))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void requestsCarryTheKeyAndTheAuthorsSettings() throws Exception {
    server.enqueue(
        new MockResponse.Builder().code(201).addHeader("X-Answer", "1").body("{}").build());
    var outcome =
        client("127.0.0.1")
            .send(
                call(
                    Call.Method.POST,
                    url("/hook?a=b"),
                    List.of(new Call.Header("X-Api-Key", "k")),
                    "{\"a\":1}"),
                "the-key");
    var request = server.takeRequest();
    assertThat(request.getHeaders().get("Idempotency-Key")).isEqualTo("the-key");
    assertThat(request.getHeaders().get("X-Api-Key")).isEqualTo("k");
    assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
    assertThat(text(request)).isEqualTo("{\"a\":1}");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> {
              assertThat(answered.status()).isEqualTo(201);
              assertThat(answered.headers()).containsEntry("x-answer", "1");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/",
        "http://169.254.169.254/",
        "http://2130706434/",
        "http://[::1]:1/",
        "http://localhost:1/"
      })
  void aRedirectInwardsIsRefused(String target) {
    server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", target).build());
    assertThat(client("127.0.0.1:" + server.getPort()).send(get(url("/")), "key"))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aRedirectToAnotherOriginCarriesNothingOfTheUsers() throws Exception {
    try (var other = new MockWebServer()) {
      other.start(InetAddress.getLoopbackAddress(), 0);
      other.enqueue(new MockResponse.Builder().build());
      server.enqueue(
          new MockResponse.Builder()
              .code(307)
              .addHeader("Location", "http://127.0.0.1:" + other.getPort() + "/there")
              .build());
      var outcome =
          client("127.0.0.1")
              .send(
                  call(
                      Call.Method.POST,
                      url("/"),
                      List.of(
                          new Call.Header("Authorization", "Bearer hush"),
                          new Call.Header("X-Api-Key", "hush")),
                      "hush"),
                  "key");
      assertThat(outcome).isInstanceOf(Outcome.Answered.class);
      var request = other.takeRequest();
      assertThat(request.getHeaders().toString()).doesNotContain("hush").doesNotContain("key");
      assertThat(text(request)).isEmpty();
    }
  }

  @Test
  void aRedirectAfterAPostBecomesAGetUnlessItMustNot() throws Exception {
    server.enqueue(new MockResponse.Builder().code(303).addHeader("Location", "/done").build());
    server.enqueue(new MockResponse.Builder().build());
    server.enqueue(new MockResponse.Builder().code(308).addHeader("Location", "/moved").build());
    server.enqueue(new MockResponse.Builder().build());
    var client = client("127.0.0.1");
    client.send(call(Call.Method.POST, url("/a"), List.of(), "x"), "key");
    client.send(call(Call.Method.POST, url("/b"), List.of(), "x"), "key");
    server.takeRequest();
    assertThat(server.takeRequest().getMethod()).isEqualTo("GET");
    server.takeRequest();
    var moved = server.takeRequest();
    assertThat(moved.getMethod()).isEqualTo("POST");
    assertThat(text(moved)).isEqualTo("x");
  }

  @Test
  void atMostThreeRedirectsAreFollowed() {
    for (int i = 0; i < 5; i++) {
      server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", "/" + i).build());
    }
    assertThat(client("127.0.0.1").send(get(url("/")), "key"))
        .isInstanceOfSatisfying(
            Outcome.Answered.class, answered -> assertThat(answered.status()).isEqualTo(302));
    assertThat(server.getRequestCount()).isEqualTo(4);
  }

  @Test
  void noMoreThan256KiBAreKept() {
    server.enqueue(new MockResponse.Builder().body("x".repeat(GuardedHttp.MOST_BYTES + 5)).build());
    assertThat(client("127.0.0.1").send(get(url("/")), "key"))
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> {
              assertThat(answered.body()).hasSize(GuardedHttp.MOST_BYTES);
              assertThat(answered.truncated()).isTrue();
            });
  }

  @Test
  void aSmallAnswerThatUnpacksToAHugeOneIsCutOff() throws IOException {
    var packed = new Buffer();
    try (var gzip = Okio.buffer(new GzipSink(packed))) {
      var zeros = new byte[1_000_000];
      for (int i = 0; i < 50; i++) {
        gzip.write(zeros);
      }
    }
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(packed).build());
    assertThat(client("127.0.0.1").send(get(url("/")), "key"))
        .isInstanceOfSatisfying(
            Outcome.Answered.class, answered -> assertThat(answered.truncated()).isTrue());
  }

  @Test
  void aServerThatSaysNothingMayHaveGotTheRequest() {
    server.enqueue(new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).build());
    assertThat(client("127.0.0.1").send(get(url("/")), "key"))
        .isEqualTo(new Outcome.Unanswered("no answer within the time limit", true));
  }

  @Test
  void aConnectionThatBreaksMayHaveCarriedTheRequest() {
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    assertThat(client("127.0.0.1").send(get(url("/")), "key"))
        .isInstanceOfSatisfying(
            Outcome.Unanswered.class,
            unanswered -> assertThat(unanswered.mayHaveArrived()).isTrue());
  }

  @Test
  void aClosedPortHasSurelyNotGotTheRequest() {
    var port = server.getPort();
    server.close();
    assertThat(client("127.0.0.1").send(get("http://127.0.0.1:" + port + "/"), "key"))
        .isInstanceOfSatisfying(
            Outcome.Unanswered.class,
            unanswered -> assertThat(unanswered.mayHaveArrived()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"120", "Tue, 24 Nov 2026 09:02:00 GMT"})
  void aPeerMayAskForPatience(String retryAfter) {
    server.enqueue(
        new MockResponse.Builder().code(503).addHeader("Retry-After", retryAfter).build());
    assertThat(client("127.0.0.1").send(get(url("/")), "key"))
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> assertThat(answered.retryAfter()).contains(Duration.ofMinutes(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "Idempotency-Key"})
  void headersThatAreOursAreRefused(String name) {
    assertThat(
            client("127.0.0.1")
                .send(
                    call(Call.Method.GET, url("/"), List.of(new Call.Header(name, "x")), null),
                    "key"))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aHeaderCannotCarryALineBreak() {
    assertThat(
            client("127.0.0.1")
                .send(
                    call(
                        Call.Method.GET,
                        url("/"),
                        List.of(new Call.Header("X-A", "a\r\nX-B: b")),
                        null),
                    "key"))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void theSystemProxyIsNotUsed() {
    System.setProperty("http.proxyHost", "127.0.0.1");
    System.setProperty("http.proxyPort", String.valueOf(server.getPort()));
    try {
      assertThat(client("").send(get("http://10.0.0.1/"), "key"))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(server.getRequestCount()).isZero();
    } finally {
      System.clearProperty("http.proxyHost");
      System.clearProperty("http.proxyPort");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/33", "[::1", "a b", "host:0", "host:99999", "10.0.0/8", "host:x", "/8"})
  void anAllowListThatCannotBeReadNamesTheEntry(String entry) {
    assertThatThrownBy(() -> new GuardedHttp("good.example, " + entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(entry);
  }

  @Test
  void portsOfOtherServicesAreRefused() {
    Dns outside = _ -> List.of(InetAddress.getByName("93.184.216.34"));
    assertThat(
            new GuardedHttp("", outside, Clock.systemUTC())
                .send(get("http://mail.example:25/"), "key"))
        .isInstanceOf(Outcome.Refused.class);
  }
}
