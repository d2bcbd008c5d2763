package dev.parley.worker.outbound;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.node.Call;
import dev.parley.secret.Masker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Posts messages as JSON to the account's address, with the same guard as every outgoing call. */
public final class WebhookConnector implements ChannelConnector {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final OutboundCalls outbound;

  /** A connector that posts messages through these outbound calls. */
  public WebhookConnector(OutboundCalls outbound) {
    this.outbound = outbound;
  }

  @Override
  public @Nullable String carry(Delivery delivery) {
    var url = delivery.account().url();
    if (url == null) {
      throw new StepFailure(
          FailureType.NOT_CONFIGURED,
          "the channel account has no address",
          "The channel account \"" + delivery.account().name() + "\" has no address.");
    }
    var request =
        new Call.Http(
            Call.Method.POST,
            url,
            List.of(new Call.Header("Content-Type", "application/json")),
            JSON.writeValueAsString(body(delivery)),
            TIMEOUT,
            Call.IfUnanswered.RETRY,
            false,
            true);
    var body = outbound.fetch(request, delivery.key(), Masker.NONE).reply().content().get("body");
    return body instanceof Map<?, ?> said && said.get("id") instanceof String id ? id : null;
  }

  private static Map<String, Object> body(Delivery delivery) {
    var conversation = delivery.conversation();
    var body = new LinkedHashMap<String, Object>();
    body.put("account", Map.of("id", delivery.account().id(), "name", delivery.account().name()));
    body.put(
        "conversation", Map.of("id", conversation.id(), "channel", conversation.channel().wire()));
    body.put("contact", delivery.contact());
    body.put("message", Map.of("id", delivery.message(), "text", delivery.text()));
    return body;
  }
}
