package dev.parley.worker.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.parley.execution.FailureType;
import dev.parley.secret.Sealer;
import dev.parley.store.Ids;
import dev.parley.store.SkillSets.SealedHeader;
import dev.parley.store.webhook.SigningSecrets;
import dev.parley.store.webhook.SigningSecrets.Credentials;
import dev.parley.worker.outbound.SignedPosts.Post;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedPostsTest {
  private static final String BODY = "{\"message\":{\"text\":\"Grüße 👋\"}}";
  private static final UUID OWNER = Ids.next();
  private static final String OLD = secret("an old secret of 24 byte");
  private static final String NEW = secret("a new secret of 24 bytes");

  private final MockWebServer server = new MockWebServer();

  @TempDir Path home;

  private static String secret(String bytes) {
    return "whsec_" + Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Attempt send(int status, String answer, @Nullable String header, String... secrets) {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .body(answer)
            .addHeader("Content-Type", "application/json")
            .build());
    var sealer = Sealer.load(home.resolve("secrets-key.json"));
    var sealed =
        Stream.of(secrets)
            .map(secret -> {
              var id = Ids.next();
              return new SigningSecrets.Sealed(
                  id, sealer.seal(secret, SigningSecrets.associated(OWNER, id)));
            })
            .toList();
    var sent =
        header == null
            ? null
            : new SealedHeader("X-Token", sealer.seal(header, SigningSecrets.ofHeader(OWNER)));
    var posts = new SignedPosts(new GuardedHttp("127.0.0.1"), sealer, Clock.systemUTC());
    return posts.send(
        new Post(
            server.url("/hook").toString(),
            "application/json",
            BODY,
            "key-1",
            new Credentials(OWNER, sealed, sent)));
  }

  private RecordedRequest received() throws InterruptedException {
    return server.takeRequest();
  }

  private static String body(RecordedRequest request) {
    return Objects.requireNonNull(request.getBody()).utf8();
  }

  private static Map<String, List<String>> headers(RecordedRequest request) {
    return new TreeMap<>(request.getHeaders().toMultimap());
  }

  @Test
  void theReceiverVerifiesWhatWasSentAndRefusesWhatWasChanged() throws Exception {
    assertThat(send(200, "{\"id\": \"given\"}", null, NEW))
        .isEqualTo(new Attempt.Accepted(200, "given"));
    var request = received();
    assertThat(body(request)).isEqualTo(BODY);
    assertThat(request.getHeaders().get("webhook-id")).isEqualTo("msg_key-1");
    assertThat(request.getHeaders().get("Idempotency-Key")).isEqualTo("key-1");
    new Webhook(NEW).verify(body(request), headers(request));
    assertThatThrownBy(() -> new Webhook(NEW).verify(body(request) + " ", headers(request)))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> new Webhook(OLD).verify(body(request), headers(request)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void twoSecretsSignTogether() throws Exception {
    send(200, "{}", null, NEW, OLD);
    var request = received();
    new Webhook(NEW).verify(body(request), headers(request));
    new Webhook(OLD).verify(body(request), headers(request));
    assertThat(request.getHeaders().get("webhook-signature")).matches("v1,\\S+ v1,\\S+");
  }

  @Test
  void withoutASecretNothingIsSigned() throws Exception {
    send(200, "{}", null);
    var request = received();
    assertThat(request.getHeaders().names())
        .doesNotContain("webhook-id", "webhook-timestamp", "webhook-signature");
  }

  @Test
  void theSecretHeaderIsSentAndHiddenInWhatTheReceiverEchoes() throws Exception {
    var failed = (Attempt.Failed) send(422, "no: Bearer sample-token", "Bearer sample-token", NEW);
    assertThat(received().getHeaders().get("X-Token")).isEqualTo("Bearer sample-token");
    assertThat(failed.status()).isEqualTo(422);
    assertThat(failed.failure().type()).isEqualTo(FailureType.PEER_REFUSED);
    assertThat(failed.failure().detail()).contains("•••").doesNotContain("sample-token");
  }

  @Test
  void anAddressThatMustNotBeReachedIsNotAsked() {
    var sealer = Sealer.load(home.resolve("secrets-key.json"));
    var posts = new SignedPosts(new GuardedHttp(""), sealer, Clock.systemUTC());
    var attempt =
        posts.send(
            new Post(
                server.url("/hook").toString(),
                "application/json",
                BODY,
                "key-1",
                new Credentials(OWNER, List.of(), null)));
    assertThat(((Attempt.Failed) attempt).failure().type()).isEqualTo(FailureType.STEP_REFUSED);
    assertThat(server.getRequestCount()).isZero();
  }
}
