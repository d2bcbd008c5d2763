package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static dev.parley.local.Product.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.execution.Contract;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A contact is erased: nothing of it is left anywhere, and nothing else is touched. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Product product = new Product(Map.of());

  @AfterAll
  void close() {
    product.close();
  }

  private JsonNode event(
      Planted planted, String contact, String conversation, String id, String text) {
    var event =
        (ObjectNode)
            Product.eventJson(
                id, "conversation.opened", conversation, "webchat", planted.the(text));
    event.put("subject", planted.the("subject"));
    ((ObjectNode) event.at("/data/message")).put("id", planted.the("message" + text));
    var inside = (ObjectNode) event.at("/data/conversation");
    inside.putObject("fields").put("eraseOrder", planted.the("order"));
    inside
        .putObject("contact")
        .put("id", contact)
        .put("name", planted.the("name"))
        .put("phone", planted.the("phone"))
        .put("email", planted.the("email"))
        .putObject("fields")
        .put("erasePassport", planted.the("passport"));
    return event;
  }

  private JsonNode erased(String contact) {
    var begun = product.post("contacts/" + contact + "/erasures", "{}").orThrow();
    return done(begun.path("id").asString());
  }

  private JsonNode done(String erasure) {
    return Eventually.within(
        PATIENCE,
        () -> product.get("erasures/" + erasure),
        seen -> seen.path("phase").asString().equals("done"));
  }

  @Test
  void nothingOfAContactIsLeftAnywhere() {
    var planted = new Planted();
    for (var key : List.of("erasePassport", "eraseOrder")) {
      product
          .post(
              "fields",
              "{\"key\": \"%s\", \"name\": \"%s\", \"type\": \"text\"}".formatted(key, key))
          .orThrow();
    }
    product.peer.says("/reply", "{\"reply\": \"" + planted.the("reply") + "\"}");
    product.peer.says("/refuses", "{\"refusal\": \"" + planted.the("refusal") + "\"}");
    product.peer.answers("/refuses", 400);
    product.peer.says("/down", "{\"outage\": \"" + planted.the("outage") + "\"}");
    product.peer.answers("/down", 503);
    product.peer.says("/held", "{\"reply\": \"" + planted.the("late") + "\"}");
    product.peer.hold("/held");
    var waiting =
        publish("waiting", "hello sendMessage {\"text\": \"" + "Hello {{ contact.name }}\"}", DAY);
    publish(
        "finished", fetch("/reply"), "tell sendMessage {\"text\": \"{{ steps.ask.body.reply }}\"}");
    publish("failed", fetch("/refuses"));
    publish("calling", fetch("/held"));
    publish("retrying", fetch("/down"));
    subscribed(planted);
    var contact = planted.the("contact");
    var first = planted.the("conversation");
    var second = planted.the("another");
    var runs = new ArrayList<String>();
    runs.addAll(posted(event(planted, contact, first, "of-" + planted.the("phone"), "text")));
    // The phone number was another one before.
    planted.rename("phone", "formerPhone");
    runs.addAll(posted(event(planted, contact, second, "repeat-" + planted.run, "more")));
    assertThat(runs).hasSize(10);
    var other = "kept-" + planted.run;
    product.publish("Erasure kept", chain("conversation.starred", DAY));
    var kept = executions(product.event("conversation.starred", other, "webchat", "Unrelated"));
    settled(runs, "wait waiting", "ask running", "ask retrying", "ask failed", "tell completed");
    refusedByItsChannel(planted, contact);
    elsewhere(planted, waiting, contact, first);
    exported(planted, contact);
    var before = product.sql("select count(*) from execution").getFirst();

    var result = erased(contact);

    product.peer.release("/held");
    assertThat(result.path("search").path("left")).as(result.toString()).isEmpty();
    assertThat(result.path("search").path("unreadable")).isEmpty();
    assertThat(result.path("search").path("returned").asBoolean()).isFalse();
    assertThat(result.path("erased").path("conversations").asInt()).isEqualTo(3);
    assertThat(result.path("erased").path("runs").asInt()).isEqualTo(11);
    assertThat(result.path("erased").path("deliveries").asInt()).isGreaterThan(5);
    assertThat(result.path("erased").path("runsEnded").asInt()).isEqualTo(6);
    assertThat(planted.all()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(planted.inTables(product)).as("tables").isEmpty();
    assertThat(planted.inFiles(product)).as("logs and Temporal's database").isEmpty();
    assertThat(planted.inTemporal(product)).as("Temporal").isEmpty();
    assertThat(product.raw("GET", "contacts/" + contact, "application/json", "").statusCode())
        .isEqualTo(404);
    endedTruthfully(runs);
    assertThat(product.sql("select count(*) from execution where mode <> 'test'"))
        .as("that runs happened is kept")
        .containsExactly(String.valueOf(runs.size() + 1 + kept.size()));
    assertThat(before).isEqualTo(String.valueOf(runs.size() + 1 + kept.size() + 1));
    assertThat(product.get("conversations/" + other).path("contact").path("name").asString())
        .isEqualTo("Sample Contact");
    assertThat(kept).allSatisfy(id -> assertThat(product.execution(id).has("erasedAt")).isFalse());
    answeredLate(planted);
    returns(planted, contact, first);
  }

  private static final String DAY = "wait delay {\"amount\": 1, \"unit\": \"days\"}";

  private String fetch(String path) {
    return "ask fetch {\"method\": \"POST\", \"url\": \""
        + product.peer.url(path)
        + "\", \"body\": \"{{ contact.phone }} {{ message.text }}\"}";
  }

  private String publish(String name, String... nodes) {
    return product.publish("Erasure " + name, chain("conversation.opened", nodes));
  }

  private List<String> posted(JsonNode event) {
    return executions(product.post("events", event.toString()).orThrow());
  }

  private void settled(List<String> runs, String... states) {
    for (var state : states) {
      Eventually.the(
          () ->
              runs.stream()
                  .filter(id -> steps(product.execution(id)).toString().contains(state))
                  .count(),
          count -> count == 2);
    }
    Eventually.the(() -> product.sql("select message from step_attempt"), said -> !said.isEmpty());
  }

  /** A system that is away, so that deliveries wait for it. */
  private void subscribed(Planted planted) {
    product.peer.says("/subscribed", "{\"outage\": \"" + planted.the("delivery") + "\"}");
    product.peer.answers("/subscribed", 400);
    product
        .post(
            "subscriptions",
            """
            {"name": "Erasure", "url": "%s", "customerData": true, "types": ["message.sent",
              "message.failed", "run.completed", "run.failed", "run.cancelled", "conversation.label_added",
              "conversation.created", "conversation.starred"]}
            """
                .formatted(product.peer.url("/subscribed")))
        .orThrow();
  }

  /** A message that its channel refuses, quoting it. */
  private void refusedByItsChannel(Planted planted, String contact) {
    product.peer.says("/hook", "{\"error\": \"" + planted.the("hook") + "\"}");
    product.peer.answers("/hook", 422);
    var channel =
        product
            .post(
                "channels",
                """
                {"name": "Erasure", "channel": "facebook", "connector": "webhook", "url": "%s"}
                """
                    .formatted(product.peer.url("/hook")))
            .orThrow()
            .path("id")
            .asString();
    product.publish(
        "Erasure refused",
        chain("conversation.created", "hi sendMessage {\"text\": \"Hi {{ contact.email }}\"}"));
    var conversation = planted.the("hooked");
    product
        .post(
            "conversations",
            """
            {"id": "%s", "channel": "facebook", "accountId": "%s", "contact": {"id": "%s"}}
            """
                .formatted(conversation, channel, contact))
        .orThrow();
    Eventually.the(
        () ->
            product.sql(
                "select count(*) from webhook_attempt where message_id is not null union all"
                    + " select count(*) from webhook_attempt where delivery_id is not null"),
        counts -> !counts.contains("0"));
    Eventually.the(
        () -> product.sql("select type from subscription_delivery"),
        types -> types.contains("run.failed") && types.contains("message.failed"));
  }

  /** Plants copies outside of the contact's conversations. */
  private void elsewhere(Planted planted, String workflow, String contact, String conversation) {
    product
        .post(
            "conversations/" + conversation + "/messages",
            "{\"text\": \"" + planted.the("answer") + "\"}")
        .orThrow();
    var rejected =
        (ObjectNode) event(planted, contact, conversation, "rejected-" + planted.run, "refused");
    ((ObjectNode) rejected.at("/data/conversation")).put("status", "nonsense");
    assertThat(product.post("events", rejected.toString()).status()).isEqualTo(400);
    product
        .post(
            "segments",
            """
            {"name": "Those like %s", "filter": {"match": "all", "conditions": [
              {"field": "contact.email", "operator": "is", "value": "%s"}]}}
            """
                .formatted(planted.the("name"), planted.the("email")))
        .orThrow();
    var sample = product.get("workflows/" + workflow + "/sample").toString();
    var data = (ObjectNode) Product.JSON.readTree(sample);
    ((ObjectNode) data.path("conversation").path("contact"))
        .put("phone", planted.the("phone"))
        .put("name", planted.the("nickname"));
    var body = Api.object().put("skipDelays", false);
    body.set("sample", data);
    var test = product.post("workflows/" + workflow + "/test", body.toString()).orThrow();
    Eventually.the(
        () -> product.execution(test.path("executionId").asString()),
        run -> steps(run).contains("wait waiting"));
    assertThat(
            product.sql(
                "select count(*) from idempotency_key where body::text like '%"
                    + planted.the("answer")
                    + "%'"))
        .containsExactly("1");
  }

  /** The archive has all of it, by kind of data. */
  private void exported(Planted planted, String contact) {
    var files = archive(contact);
    assertThat(files.get("README.txt")).contains("messages.jsonl");
    assertThat(Product.JSON.readTree(files.get("contact.jsonl")).path("phone").asString())
        .isEqualTo(planted.the("phone"));
    assertThat(files.getOrDefault("conversations.jsonl", "").lines()).hasSize(3);
    assertThat(files.get("conversations.jsonl")).contains(planted.the("order"), "\"createdAt\"");
    assertThat(files.get("messages.jsonl"))
        .contains(planted.the("text"), planted.the("more"), planted.the("answer"));
    assertThat(files.get("events.jsonl"))
        .contains(planted.the("subject"), planted.the("formerPhone"));
    assertThat(files.getOrDefault("runs.jsonl", "").lines()).hasSize(11);
    assertThat(files.get("steps.jsonl")).contains(planted.the("reply"));
    assertThat(files.getOrDefault("attempts.jsonl", "").lines()).isNotEmpty();
    assertThat(files.get("rejected-events.jsonl")).contains(planted.the("refused"));
    assertThat(files.get("deliveries.jsonl")).contains("run.failed", planted.the("hooked"));
    assertThat(files.getOrDefault("message-attempts.jsonl", "").lines()).hasSize(1);
    assertThat(files.getOrDefault("delivery-attempts.jsonl", "").lines()).isNotEmpty();
  }

  private Map<String, String> archive(String contact) {
    var request =
        HttpRequest.newBuilder(
                product.stack.api().resolve("/api/v1/contacts/" + contact + "/export"))
            .header("Authorization", "Bearer " + product.stack.adminKey())
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    var files = new HashMap<String, String>();
    try (var client = HttpClient.newHttpClient();
        var zip =
            new ZipInputStream(
                client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body())) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return files;
  }

  private void endedTruthfully(List<String> runs) {
    var cancelled = 0;
    for (var id : runs) {
      var run = product.execution(id);
      assertThat(run.has("erasedAt")).isTrue();
      assertThat(run.path("event").path("data").toString())
          .isEqualTo(
              "{\"conversation\":{\"id\":\"" + run.path("conversationId").asString() + "\"}}");
      assertThat(run.path("conversationId").asString()).startsWith("erased-");
      if (run.path("status").asString().equals("cancelled")) {
        cancelled++;
        assertThat(run.path("error").path("message").asString())
            .isEqualTo("Cancelled: the contact was erased.");
        var described = product.temporal().newUntypedWorkflowStub(id).describe();
        assertThat(described.getStatus())
            .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
        assertThat(described.getTypedSearchAttributes().get(Contract.CONVERSATION))
            .isEqualTo(run.path("conversationId").asString().replaceFirst("erased-", ""));
        assertThat(
                product.history(id).stream()
                    .filter(HistoryEvent::hasWorkflowExecutionCancelRequestedEventAttributes)
                    .map(
                        one -> one.getWorkflowExecutionCancelRequestedEventAttributes().getCause()))
            .containsExactly("contact erased");
        assertThat(product.post("executions/" + id + "/retry", "{}").body().path("code").asString())
            .isEqualTo("execution-erased");
      }
    }
    assertThat(cancelled).as("waiting, calling and retrying runs").isEqualTo(6);
  }

  /** Answers of calls that end after the erasure are recorded nowhere. */
  private void answeredLate(Planted planted) {
    product.peer.says("/subscribed", "{}");
    product.publish("Erasure later", chain("conversation.resolved", fetch("/later")));
    var later = product.event("conversation.resolved", "late-" + planted.run, "webchat", "Bye");
    Eventually.the(
        () -> executions(later).stream().map(product::execution).toList(),
        all -> all.stream().anyMatch(run -> steps(run).contains("ask completed next")));
    assertThat(planted.inTables(product)).as("late answers in tables").isEmpty();
  }

  /** Later data makes a new contact, except for what arrived before. */
  private void returns(Planted planted, String contact, String conversation) {
    var again = event(planted, contact, planted.the("another"), "repeat-" + planted.run, "more");
    assertThat(product.post("events", again.toString()).orThrow().path("result").asString())
        .isEqualTo("duplicate");
    var later = event(planted, contact, conversation, "later-" + planted.run, "hello");
    assertThat(product.post("events", later.toString()).orThrow().path("result").asString())
        .isEqualTo("accepted");
    assertThat(product.get("contacts/" + contact).path("phone").asString())
        .isEqualTo(planted.the("phone"));
    assertThat(product.get("conversations/" + conversation + "/messages").path("items").size())
        .isGreaterThanOrEqualTo(1);
  }

  @Test
  void anErasureContinuesAfterTheApiWasKilled() {
    var planted = new Planted();
    var contact = planted.the("contact");
    var conversation = planted.the("conversation");
    product
        .post(
            "events",
            event(planted, contact, conversation, "first-" + planted.run, "text").toString())
        .orThrow();
    product.sql(
        """
        with more as (
          insert into message (id, conversation_id, author_type, text, delivery)
          select '%s' || n, '%s', 'contact', 'Message ' || n, 'delivered'
          from generate_series(1, 60000) as n returning id)
        select count(*) from more
        """
            .formatted(planted.the("messages"), conversation));
    var id =
        product.post("contacts/" + contact + "/erasures", "{}").orThrow().path("id").asString();
    Eventually.the(
        () -> product.get("erasures/" + id),
        seen -> seen.path("erased").path("messages").asInt() > 0);
    // It arrives in the middle, and is erased, too.
    product
        .post(
            "events",
            event(planted, contact, conversation, "while-" + planted.run, "more").toString())
        .orThrow();
    product.stack.kill(Part.API);
    assertThat(Integer.parseInt(product.sql("select count(*) from message").getFirst()))
        .as("it was in the middle")
        .isGreaterThan(1_000);
    product.stack.start(Part.API);
    assertThat(
            product.post("contacts/" + contact + "/erasures", "{}").orThrow().path("id").asString())
        .as("the same one")
        .isEqualTo(id);
    var result = done(id);
    assertThat(result.path("erased").path("messages").asInt()).isGreaterThanOrEqualTo(60_001);
    assertThat(result.path("search").path("left")).as(result.toString()).isEmpty();
    assertThat(planted.inTables(product)).isEmpty();
  }
}
