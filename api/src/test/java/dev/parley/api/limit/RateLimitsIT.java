package dev.parley.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import dev.parley.store.ScratchDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Limits of requests, on PostgreSQL. Refills are accounted for, whatever time the test takes. */
class RateLimitsIT {
  private static final int LIMIT = 400;

  private static LimitConfig config(int perKey) {
    return new LimitConfig(perKey, 0, 0, 0, Duration.ofSeconds(30));
  }

  private static long refilled(long since) {
    return Duration.ofNanos(System.nanoTime() - since).toMillis() * LIMIT / 60_000 + 1;
  }

  @Test
  void manyClientsOfSeveralInstancesShareALimit() throws Exception {
    try (var postgres = ScratchDatabase.migrated();
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var instances =
          List.of(
              new RateLimits(postgres.dataSource(), config(LIMIT)),
              new RateLimits(postgres.dataSource(), config(LIMIT)));
      var begun = System.nanoTime();
      var tries = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 4 * LIMIT; i++) {
        var instance = instances.get(i % 2);
        tries.add(() -> instance.ofKey("shared").orElseThrow().granted());
      }
      long granted = 0;
      for (var one : clients.invokeAll(tries)) {
        granted += one.get() ? 1 : 0;
      }

      long unreported = instances.size() * (LIMIT / 20L);
      assertThat(granted).isBetween((long) LIMIT, LIMIT + unreported + refilled(begun));
      assertThat(instances.getFirst().ofKey("another").orElseThrow().granted()).isTrue();
    }
  }

  @Test
  void aLimitWhoseRowHasExpiredBeginsAgainForManyClients() throws Exception {
    try (var postgres = ScratchDatabase.migrated();
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var limits = new RateLimits(postgres.dataSource(), config(LIMIT));
      for (int round = 0; round < 10; round++) {
        try (var connection = postgres.dataSource().getConnection();
            var statement = connection.createStatement()) {
          statement.execute("delete from rate_limit");
        }
        var tries = Collections.nCopies(LIMIT, (Callable<Boolean>) () -> isLimited(limits));
        for (var one : clients.invokeAll(tries)) {
          assertThat(one.get()).as("round %s", round).isTrue();
        }
      }
    }
  }

  private static boolean isLimited(RateLimits limits) {
    return limits.ofKey("idle").isPresent();
  }

  @Test
  void withoutTheTableNothingIsLimited() throws SQLException {
    try (var postgres = ScratchDatabase.migrated()) {
      try (var connection = postgres.dataSource().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("drop table rate_limit");
      }
      var limits = new RateLimits(postgres.dataSource(), config(1));
      assertThat(Stream.generate(() -> limits.ofKey("one")).limit(20)).allMatch(it -> it.isEmpty());
    }
  }

  private static List<HttpResponse<String>> answers(
      int times, IntFunction<HttpResponse<String>> request) {
    return IntStream.range(0, times).mapToObj(request).toList();
  }

  private static HttpResponse<String> labels(RunningApi api, String key) {
    return api.raw("GET", "labels", "", "Authorization", "Bearer " + key);
  }

  @Test
  void aKeyAboveItsLimitIsRefusedAndLearnsWhenToComeBack() {
    try (var api = new RunningApi("--parley.limits.per-key=20")) {
      var other = api.post("api-keys", "{'name': 'Other', 'scopes': ['read']}").at("/key");
      var all = answers(60, _ -> labels(api, api.key()));
      var refused = all.stream().filter(one -> one.statusCode() == 429).toList();

      assertThat(all.getFirst().statusCode()).isEqualTo(200);
      assertThat(all.getFirst().headers().firstValue("RateLimit-Policy"))
          .hasValue("\"key\";q=20;w=60");
      assertThat(all.getFirst().headers().firstValue("RateLimit").orElseThrow())
          .matches("\"key\";r=\\d+;t=\\d+");
      assertThat(refused).isNotEmpty();
      assertThat(refused.getFirst().body()).contains("\"code\":\"rate-limited\"");
      assertThat(refused.getFirst().headers().firstValue("Retry-After").orElseThrow())
          .matches("[1-9]");
      assertThat(labels(api, other).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void wrongCredentialsFromAnAddressAreLimitedAndARightOneIsNot() {
    try (var api = new RunningApi("--parley.limits.per-address=10")) {
      var keys = answers(40, i -> labels(api, "wrong-" + i));
      var links = answers(5, i -> api.raw("POST", "session", "{'token': 'w" + i + "'}", "A", "b"));

      assertThat(keys.getFirst().statusCode()).isEqualTo(401);
      assertThat(keys.getLast().statusCode()).isEqualTo(429);
      assertThat(keys.getLast().headers().firstValue("Retry-After")).isPresent();
      assertThat(links).extracting(HttpResponse::statusCode).contains(429);
      assertThat(labels(api, api.key()).statusCode()).isEqualTo(200);
      assertThat(labels(api, api.key()).headers().firstValue("RateLimit").orElseThrow())
          .startsWith("\"key\"");
    }
  }

  @Test
  void zeroMeansNoLimit() {
    try (var api = new RunningApi("--parley.limits.per-key=0")) {
      var all = answers(30, _ -> labels(api, api.key()));
      assertThat(all).extracting(HttpResponse::statusCode).containsOnly(200);
      assertThat(all.getFirst().headers().firstValue("RateLimit")).isEmpty();
    }
  }

  @Test
  void aBodyThatTricklesIsCutOff() throws IOException {
    try (var api = new RunningApi("--parley.limits.body-time=PT0.5S");
        var socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      var head =
          "POST /api/v1/labels HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n"
                  .formatted(api.port(), api.key())
              + "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      var trickle =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    socket.getOutputStream().write(' ');
                    Thread.sleep(50);
                  }
                } catch (IOException | InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      var status = new byte[12];
      assertThat(socket.getInputStream().readNBytes(status, 0, 12)).isEqualTo(12);
      assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
      trickle.interrupt();
    }
  }
}
