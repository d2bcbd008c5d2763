package dev.parley.worker.outbound;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.parley.execution.StepFailure;
import dev.parley.node.Call;
import dev.parley.secret.Masker;
import dev.parley.secret.Sealer;
import dev.parley.store.webhook.SigningSecrets;
import dev.parley.store.webhook.SigningSecrets.Credentials;
import dev.parley.worker.outbound.GuardedHttp.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON to addresses that users entered, signed by <a
 * href="https://www.standardwebhooks.com">Standard Webhooks</a> with each active secret.
 */
public final class SignedPosts {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final GuardedHttp http;
  private final Sealer sealer;
  private final Clock clock;

  /** Posts through this client, with secrets sealed by this sealer. */
  public SignedPosts(GuardedHttp http, Sealer sealer, Clock clock) {
    this.http = http;
    this.sealer = sealer;
    this.clock = clock;
  }

  /**
   * A request to make.
   *
   * @param type of its content
   * @param key the same for every attempt, so that the receiver recognizes a repetition
   */
  public record Post(String url, String type, String body, String key, Credentials credentials) {}

  /** Makes one attempt. */
  public Attempt send(Post post) {
    var secrets = secrets(post.credentials());
    var headers = new ArrayList<Call.Header>();
    headers.add(new Call.Header("Content-Type", post.type()));
    var hidden = new ArrayList<>(secrets);
    var header = post.credentials().header();
    if (header != null) {
      var value = sealer.open(header.value(), SigningSecrets.ofHeader(post.credentials().owner()));
      headers.add(new Call.Header(header.name(), value));
      hidden.add(value);
    }
    headers.addAll(signature(post, secrets));
    var call =
        new Call.Http(
            Call.Method.POST,
            post.url(),
            headers,
            post.body(),
            TIMEOUT,
            Call.IfUnanswered.RETRY,
            false,
            true);
    var outcome = http.send(call, post.key());
    var status = outcome instanceof Outcome.Answered answered ? answered.status() : null;
    try {
      var answer = OutboundCalls.read(call, outcome, new Masker(hidden));
      return new Attempt.Accepted(status, name(answer.reply().content().get("body")));
    } catch (StepFailure failure) {
      return new Attempt.Failed(status, failure);
    }
  }

  private static @Nullable String name(@Nullable Object body) {
    return body instanceof Map<?, ?> said && said.get("id") instanceof String id ? id : null;
  }

  private List<String> secrets(Credentials credentials) {
    var owner = credentials.owner();
    return credentials.secrets().stream()
        .map(secret -> sealer.open(secret.value(), SigningSecrets.associated(owner, secret.id())))
        .toList();
  }

  /** The timestamp is the attempt's: receivers refuse old ones, so that none can be replayed. */
  private List<Call.Header> signature(Post post, List<String> secrets) {
    if (secrets.isEmpty()) {
      return List.of();
    }
    var id = "msg_" + post.key();
    var timestamp = clock.instant().getEpochSecond();
    return List.of(
        new Call.Header("webhook-id", id),
        new Call.Header("webhook-timestamp", Long.toString(timestamp)),
        new Call.Header(
            "webhook-signature",
            secrets.stream()
                .map(secret -> signed(secret, id, timestamp, post.body()))
                .collect(Collectors.joining(" "))));
  }

  private static String signed(String secret, String id, long timestamp, String body) {
    try {
      return new Webhook(secret).sign(id, timestamp, body);
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }
}
