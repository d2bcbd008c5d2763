package dev.parley.worker.outbound;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.worker.outbound.SignedPosts.Post;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Posts messages as signed JSON to the account's address. */
public final class WebhookConnector implements ChannelConnector {
  private static final JsonMapper JSON = new JsonMapper();

  private final SignedPosts posts;

  /** Creates a connector that posts messages in this way. */
  public WebhookConnector(SignedPosts posts) {
    this.posts = posts;
  }

  @Override
  public Attempt carry(Delivery delivery) {
    var url = delivery.account().url();
    if (url == null) {
      return new Attempt.Failed(
          null,
          new StepFailure(
              FailureType.NOT_CONFIGURED,
              "the channel account has no address",
              "The channel account \"" + delivery.account().name() + "\" has no address."));
    }
    return posts.send(
        new Post(
            url,
            "application/json",
            JSON.writeValueAsString(body(delivery)),
            delivery.key(),
            delivery.credentials()));
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
