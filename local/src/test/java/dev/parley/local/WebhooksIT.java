package dev.parley.local;

import static dev.parley.local.Product.chain;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Messages and events reach other systems signed, in order, and more than once if a person asks.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksIT {
  private Product product;

  @TempDir Path folder;

  @BeforeAll
  void start() {
    product = new Product(Map.of());
  }

  @AfterAll
  void stop() {
    product.close();
  }

  @AfterEach
  void allRuns() {
    product.stack.start();
    product
        .get("workflows?limit=200&status=active")
        .path("items")
        .forEach(workflow ->
            product
                .post("workflows/" + workflow.path("id").asString() + "/archive", "{}")
                .orThrow());
  }

  private JsonNode post(String path, String json) {
    return product.post(path, json.replace('\'', '"')).orThrow();
  }

  private static String id(JsonNode made) {
    return made.path("id").asString();
  }

  private JsonNode channel(String path, String more) {
    return post(
        "channels",
        "{'name': 'Sample %s', 'channel': 'facebook', 'connector': 'webhook', 'url': '%s'%s}"
            .formatted(UUID.randomUUID(), product.peer.url(path), more));
  }

  /** Begins a conversation on that account, to which active workflows reply. */
  private String conversation(JsonNode channel) {
    return id(
        post(
            "conversations",
            "{'id': '%s', 'channel': 'facebook', 'accountId': '%s'}"
                .formatted("conv-" + UUID.randomUUID(), id(channel))));
  }

  private void saysHello() {
    product.publish(
        "Hello " + UUID.randomUUID(),
        chain("conversation.created", "hi sendMessage {\"text\": \"Grüße 👋\"}"));
  }

  private List<Peer.Asked> asked(String path, int count) {
    return Eventually.the(() -> product.peer.asked(path), all -> all.size() >= count);
  }

  /** Returns what Python's library says of a delivery and of variants of it. */
  private List<String> python(Peer.Asked delivery, String... secrets) {
    try {
      var file = folder.resolve(UUID.randomUUID() + ".json");
      Files.writeString(
          file,
          Product.JSON.writeValueAsString(
              Map.of(
                  "secrets", List.of(secrets),
                  "body", delivery.body(),
                  "headers", delivery.headers())));
      return Tools.run(
              folder,
              Map.of(),
              Tools.python().resolve("python").toString(),
              Tools.given("webhook.py").toString(),
              file.toString())
          .orThrow()
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void pythonVerifiesAMessageAndRefusesWhatIsTamperedWithOrOld() {
    saysHello();
    var channel = channel("/signed", ", 'header': {'name': 'X-Token', 'value': 'sample-token'}");
    var secret = channel.path("signingSecret").asString();
    assertThat(secret).startsWith("whsec_");
    assertThat(channel.path("header").asString()).isEqualTo("X-Token");
    assertThat(product.get("channels/" + id(channel)).has("signingSecret")).isFalse();
    conversation(channel);
    var delivery = asked("/signed", 1).getFirst();
    assertThat(delivery.headers()).containsEntry("x-token", "sample-token");
    assertThat(delivery.body()).contains("Grüße 👋");
    assertThat(python(delivery, secret))
        .containsExactly(
            "as sent: verified",
            "tampered: refused: No matching signature found",
            "other id: refused: No matching signature found",
            "other time: refused: No matching signature found",
            "old: refused: Message timestamp too old");
  }

  @Test
  void aNewSecretSignsTogetherWithTheOldOneUntilThatIsEnded() {
    saysHello();
    var channel = channel("/rotated", "");
    var secrets = "channels/" + id(channel) + "/signing-secrets";
    var old = channel.path("signingSecret").asString();
    var first = product.get(secrets).path("items").path(0);
    assertThat(product.raw("DELETE", secrets + "/" + id(first), "application/json", "").body())
        .contains("secret-last");
    var young = post(secrets, "{}").path("secret").asString();
    assertThat(product.post(secrets, "{}").status()).isEqualTo(409);
    conversation(channel);
    assertThat(python(asked("/rotated", 1).getFirst(), old, young))
        .startsWith("as sent: verified", "as sent: verified");
    assertThat(
            product.raw("DELETE", secrets + "/" + id(first), "application/json", "").statusCode())
        .isEqualTo(204);
    conversation(channel);
    assertThat(python(asked("/rotated", 2).getLast(), young, old))
        .startsWith("as sent: verified", "as sent: refused: No matching signature found");
  }

  @Test
  void noSecretIsInTheDatabaseInClear() {
    var channel = channel("/sealed", ", 'header': {'name': 'X-Token', 'value': 'sample-token'}");
    var secret = channel.path("signingSecret").asString();
    assertThat(
            product.sql(
                "select encode(sealed, 'escape') from signing_secret union all"
                    + " select encode(header_sealed, 'escape') from channel_account"
                    + " where header_sealed is not null union all"
                    + " select body::text from idempotency_key where body is not null"))
        .isNotEmpty()
        .noneMatch(text -> text.contains(secret) || text.contains("sample-token"));
  }

  @Test
  void anAddressThatMustNotBeReachedIsRefusedAtCreationAndChange() {
    for (var url :
        List.of(
            "http://10.0.0.1/hook",
            "http://127.0.0.1:1/hook",
            "http://[::1]:9000/hook",
            "http://localhost:25/hook",
            "http://user:password@example.com/hook",
            "http://169.254.169.254/latest")) {
      var answer =
          product.post(
              "channels",
              "{\"name\": \"Refused\", \"channel\": \"facebook\", \"connector\": \"webhook\","
                  + " \"url\": \""
                  + url
                  + "\"}");
      assertThat(answer.status()).as(url).isEqualTo(422);
      assertThat(answer.body().at("/errors/0/pointer").asString()).as(url).isEqualTo("/url");
    }
    var channel = channel("/checked", "");
    var changed =
        product.raw(
            "PATCH",
            "channels/" + id(channel),
            "application/json",
            "{\"url\": \"http://192.168.1.1/hook\"}");
    assertThat(changed.statusCode()).isEqualTo(422);
    assertThat(changed.body()).contains("address-refused");
    assertThat(product.sql("select count(*) from address_check")).containsExactly("0");
  }

  @Test
  void messagesOfAConversationKeepTheirOrderWhileTheReceiverIsAwayAndTheWorkerIsKilled() {
    product.peer.answers("/away", 503);
    var channel = channel("/away", "");
    product.publish(
        "First " + UUID.randomUUID(),
        chain("conversation.created", "hi sendMessage {\"text\": \"First\"}"));
    var conversation = conversation(channel);
    asked("/away", 1);
    product.publish(
        "Second " + UUID.randomUUID(),
        chain("conversation.starred", "hi sendMessage {\"text\": \"Second\"}"));
    product.raw(
        "PATCH", "conversations/" + conversation, "application/json", "{\"starred\": true}");
    Eventually.the(
        () ->
            product.sql("select text from message where delivery = 'pending' and text = 'Second'"),
        found -> !found.isEmpty());
    product.stack.kill(Part.WORKER);
    product.peer.answers("/away", 200);
    product.stack.start();
    var all =
        Eventually.within(
            Duration.ofMinutes(3),
            () -> product.peer.asked("/away"),
            seen -> seen.stream().filter(one -> one.status() == 200).count() >= 2);
    assertThat(all.stream().filter(one -> one.status() == 200).map(WebhooksIT::text))
        .containsExactly("First", "Second");
    assertThat(all.stream().filter(one -> one.status() != 200).map(WebhooksIT::text))
        .containsOnly("First");
    var messages = "conversations/" + conversation + "/messages";
    // Newest first.
    var first = id(product.get(messages).path("items").path(1));
    var attempts =
        Eventually.the(
            () -> product.get(messages + "/" + first + "/attempts").path("items"),
            seen -> seen.path(seen.size() - 1).path("result").asString().equals("accepted"));
    assertThat(attempts.path(0).path("result").asString()).isEqualTo("failed");
    assertThat(attempts.path(0).path("status").asInt()).isEqualTo(503);
    assertThat(attempts.path(0).path("durationMs").isInt()).isTrue();
  }

  private static String text(Peer.Asked asked) {
    return Product.JSON.readTree(asked.body()).at("/message/text").asString();
  }

  @Test
  void aPersonSendsARefusedMessageAgain() {
    saysHello();
    product.peer.answers("/refuses", 422);
    var channel = channel("/refuses", "");
    var conversation = conversation(channel);
    var messages = "conversations/" + conversation + "/messages";
    var message =
        Eventually.the(
                () -> product.get(messages).path("items").path(0),
                one -> one.path("delivery").asString("").equals("failed"))
            .path("id")
            .asString();
    var one = messages + "/" + message;
    var again = post(one + "/send-again", "{}");
    assertThat(again.path("result").asString()).isEqualTo("failed");
    assertThat(again.path("status").asInt()).isEqualTo(422);
    product.peer.answers("/refuses", 200);
    assertThat(post(one + "/send-again", "{}").path("result").asString()).isEqualTo("accepted");
    assertThat(product.get(messages).at("/items/0/delivery").asString()).isEqualTo("delivered");
    var asked = product.peer.asked("/refuses");
    assertThat(asked).hasSize(3);
    assertThat(asked.stream().map(it -> it.headers().get("webhook-id")).distinct()).hasSize(1);
    var attempts = product.get("channels/" + id(channel) + "/attempts").path("items");
    assertThat(attempts.valueStream().map(it -> it.path("status").asInt()))
        .containsExactly(200, 422, 422);
    assertThat(attempts.path(0).has("sentBy")).isTrue();
    assertThat(attempts.path(2).has("sentBy")).isFalse();
  }

  private JsonNode subscription(String path, String types, String more) {
    return post(
        "subscriptions",
        "{'name': 'Sample %s', 'url': '%s', 'types': [%s]%s}"
            .formatted(UUID.randomUUID(), product.peer.url(path), types, more));
  }

  private static List<String> types(List<Peer.Asked> asked) {
    return asked.stream()
        .map(one -> Product.JSON.readTree(one.body()).path("type").asString())
        .toList();
  }

  private String internalConversation() {
    return id(
        post(
            "conversations",
            "{'id': 'conv-%s', 'channel': 'webchat', 'message': 'A secret of the customer',"
                    .formatted(UUID.randomUUID())
                + " 'contact': {'id': 'c-%s', 'name': 'Nele Sample'}}"
                    .formatted(UUID.randomUUID())));
  }

  @Test
  void aSubscriptionReceivesItsEventsInOrderSignedAndWithoutCustomerData() {
    var made =
        subscription("/events", "'run.completed', 'message.sent', 'conversation.starred'", "");
    product.publish(
        "Greets " + UUID.randomUUID(),
        chain(
            "conversation.created",
            "hi sendMessage {\"text\": \"Hello {{ contact.name }}\"}",
            "star starConversation"));
    var conversation = internalConversation();
    var asked = asked("/events", 3);
    assertThat(types(asked))
        .containsExactly("message.sent", "conversation.starred", "run.completed");
    for (var one : asked) {
      assertThat(python(one, made.path("signingSecret").asString()))
          .startsWith("as sent: verified");
      assertThat(one.headers()).containsEntry("content-type", "application/cloudevents+json");
      var event = Product.JSON.readTree(one.body());
      assertThat(event.path("specversion").asString()).isEqualTo("1.0");
      assertThat(event.at("/data/conversation/id").asString()).isEqualTo(conversation);
      assertThat(one.body()).doesNotContain("Nele").doesNotContain("A secret of the customer");
    }
    post("subscriptions/" + id(made) + "/archive", "{}");
  }

  @Test
  void customerDataIsSentIfAsked() {
    var made =
        subscription("/told", "'message.sent', 'conversation.created'", ", 'customerData': true");
    saysHello();
    internalConversation();
    var bodies = asked("/told", 2).stream().map(Peer.Asked::body).toList();
    assertThat(bodies.getFirst()).contains("Nele Sample");
    assertThat(bodies.getLast()).contains("Grüße 👋");
    post("subscriptions/" + id(made) + "/archive", "{}");
  }

  @Test
  void eventsOfOtherSystemsAndTestsAreNotSentBack() {
    var made =
        subscription("/own", "'conversation.created', 'conversation.starred', 'run.completed'", "");
    var theirs = "theirs-" + UUID.randomUUID();
    product.event("conversation.created", theirs, "webchat", "Hello");
    product.event("conversation.starred", theirs, "webchat", "Hello");
    product.raw("PATCH", "conversations/" + theirs, "application/json", "{\"starred\": false}");
    product.raw("PATCH", "conversations/" + theirs, "application/json", "{\"starred\": true}");
    assertThat(types(asked("/own", 1))).containsExactly("conversation.starred");
    assertThat(product.get("subscriptions/" + id(made) + "/deliveries").path("items").size())
        .isEqualTo(1);
    post("subscriptions/" + id(made) + "/archive", "{}");
  }

  @Test
  void anEventIsRetriedAcrossARestartAndALaterOneOfTheConversationWaits() {
    product.peer.answers("/later", 500);
    var made = subscription("/later", "'conversation.resolved', 'conversation.opened'", "");
    var conversation = internalConversation();
    for (var status : List.of("resolved", "open", "resolved")) {
      product.raw(
          "PATCH",
          "conversations/" + conversation,
          "application/json",
          "{\"status\": \"" + status + "\"}");
    }
    asked("/later", 1);
    product.stack.kill(Part.WORKER);
    product.peer.answers("/later", 200);
    product.stack.start();
    var all =
        Eventually.within(
            Duration.ofMinutes(4),
            () -> product.peer.asked("/later"),
            seen -> seen.stream().filter(one -> one.status() == 200).count() >= 3);
    assertThat(types(all.stream().filter(one -> one.status() == 200).toList()))
        .containsExactly("conversation.resolved", "conversation.opened", "conversation.resolved");
    assertThat(types(all.stream().filter(one -> one.status() != 200).toList()).stream().distinct())
        .containsExactly("conversation.resolved");
    var deliveries =
        Eventually.the(
            () -> product.get("subscriptions/" + id(made) + "/deliveries").path("items"),
            seen -> seen.path(0).path("status").asString().equals("delivered"));
    var first = deliveries.path(2);
    assertThat(first.path("attempts").asInt()).isGreaterThan(1);
    var attempts =
        product
            .get("subscriptions/" + id(made) + "/deliveries/" + id(first) + "/attempts")
            .path("items");
    assertThat(attempts.path(attempts.size() - 1).path("result").asString()).isEqualTo("accepted");
    post("subscriptions/" + id(made) + "/archive", "{}");
  }

  @Test
  void aPersonTestsASubscriptionAndSendsAnEventAgain() {
    var made = subscription("/tested", "'conversation.starred'", "");
    var one = "subscriptions/" + id(made);
    assertThat(post(one + "/ping", "{}").path("result").asString()).isEqualTo("accepted");
    assertThat(types(product.peer.asked("/tested"))).containsExactly("parley.ping");
    var conversation = internalConversation();
    product.raw(
        "PATCH", "conversations/" + conversation, "application/json", "{\"starred\": true}");
    var delivery =
        Eventually.the(
            () -> product.get(one + "/deliveries?status=delivered").path("items").path(0),
            seen -> seen.path("type").asString("").equals("conversation.starred"));
    product.peer.answers("/tested", 500);
    var again = one + "/deliveries/" + id(delivery) + "/send-again";
    assertThat(post(again, "{}").path("result").asString()).isEqualTo("failed");
    product.peer.answers("/tested", 200);
    assertThat(post(again, "{}").path("result").asString()).isEqualTo("accepted");
    var asked = product.peer.asked("/tested");
    assertThat(asked.stream().skip(1).map(it -> it.headers().get("webhook-id")).distinct())
        .hasSize(1);
    post(one + "/archive", "{}");
  }

  @Test
  void aSubscriptionThatIsGoneIsDisabledUntilAPersonEnablesIt() {
    product.peer.answers("/gone", 410);
    var one = "subscriptions/" + id(subscription("/gone", "'conversation.starred'", ""));
    var conversation = internalConversation();
    product.raw(
        "PATCH", "conversations/" + conversation, "application/json", "{\"starred\": true}");
    var disabled =
        Eventually.the(() -> product.get(one), seen -> !seen.path("enabled").asBoolean(true));
    assertThat(disabled.path("disabledReason").asString()).contains("410");
    var enabled = product.raw("PATCH", one, "application/json", "{\"enabled\": true}").body();
    assertThat(Product.JSON.readTree(enabled).path("enabled").asBoolean()).isTrue();
    assertThat(enabled).doesNotContain("disabledReason");
    post(one + "/archive", "{}");
  }
}
