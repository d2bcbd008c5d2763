package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static dev.parley.local.Product.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.execution.Contract;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Temporal shows where a run stands, and never contains customer data. */
class SreViewIT {
  private final Product product = Product.shared();

  private String fetch(String id, String path, String more) {
    return id
        + " fetch {\"method\": \"POST\", \"url\": \""
        + product.peer.url(path)
        + "\""
        + more
        + "}";
  }

  @Test
  void aWaitingRunIsFoundAndReadInTemporalAlone() {
    product.peer.answers("/sre", 200);
    var name = "Sre view " + UUID.randomUUID();
    var slug = name.toLowerCase(Locale.ROOT).replace(' ', '-');
    var workflow =
        product.publish(
            name,
            chain(
                "conversation.opened",
                "hello sendMessage {\"text\": \"Hello\"}",
                fetch("ask", "/sre", ""),
                "wait delay {\"amount\": 1, \"unit\": \"days\"}"));
    var conversation = "conv-" + UUID.randomUUID();
    var id =
        executions(product.event("conversation.opened", conversation, "webchat", "Hi")).getFirst();
    Eventually.the(() -> product.execution(id), seen -> steps(seen).contains("wait waiting"));
    var stub = product.temporal().newUntypedWorkflowStub(id);
    var run =
        Eventually.the(
            stub::describe, seen -> seen.getTypedSearchAttributes().containsKey(Contract.NODE));
    assertThat(run.getWorkflowType()).isEqualTo("GraphExecution");
    assertThat(run.getStaticSummary()).isEqualTo(name + " · v1 · Conversation Opened");
    var attributes = run.getTypedSearchAttributes();
    assertThat(attributes.get(Contract.WORKFLOW)).isEqualTo(slug);
    assertThat(attributes.get(Contract.VERSION)).isEqualTo(1);
    assertThat(attributes.get(Contract.TRIGGER)).isEqualTo("conversation.opened");
    assertThat(attributes.get(Contract.MODE)).isEqualTo("production");
    // The sender's id is often a phone number: Temporal has an id of our own.
    var uid = product.get("conversations/" + conversation).path("uid").asString();
    assertThat(attributes.get(Contract.CONVERSATION)).isEqualTo(uid);
    assertThat(attributes.get(Contract.NODE)).isEqualTo("wait");
    Eventually.the(
        () -> found("ParleyConversation = '" + uid + "' AND ParleyNode = 'wait'"),
        ids -> ids.equals(List.of(id)));

    var history = product.history(id);
    assertThat(
            history.stream()
                .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                .map(HistoryEvent::getActivityTaskScheduledEventAttributes)
                .map(task ->
                    task.getActivityType().getName() + " on " + task.getTaskQueue().getName()))
        .containsExactly("Fetch on integration");
    assertThat(
            history.stream()
                .filter(HistoryEvent::hasUpsertWorkflowSearchAttributesEventAttributes)
                .count())
        .as("only the wait")
        .isOne();
    assertThat(Product.summaries(history))
        .anySatisfy(summary -> assertThat(summary).isEqualTo("\"hello\""))
        .anySatisfy(summary -> assertThat(summary).isEqualTo("\"ask\""))
        .anySatisfy(summary -> assertThat(summary).startsWith("\"wait 1 day, until "));

    var details = stub.query("__temporal_workflow_metadata", WorkflowMetadata.class);
    assertThat(details.getCurrentDetails())
        .startsWith("⏳ **wait**: wait 1 day, until")
        .contains("](" + product.stack.api())
        .contains("/runs/" + id)
        .contains("✔ hello", "✔ ask");

    stub.terminate("maintenance of the canary");
    var ended = product.ended(id);
    assertThat(ended.path("status").asString()).isEqualTo("cancelled");
    assertThat(steps(ended)).contains("wait cancelled");
    product.post("workflows/" + workflow + "/archive", "{}").orThrow();
  }

  private List<String> found(String query) {
    try (var runs = product.temporal().listExecutions(query)) {
      return runs.map(run -> run.getExecution().getWorkflowId()).toList();
    }
  }

  /**
   * Text from customers, users, configuration and replies is in PostgreSQL, but neither in a
   * history nor anywhere else in Temporal. Payloads are compared in clear.
   */
  @Test
  void noWordOfPeopleIsInTemporal() {
    var word = "canary" + UUID.randomUUID().toString().replace("-", "");
    var secret = "s" + word;
    product
        .post("secrets", "{\"name\": \"%s\", \"value\": \"%s-secret\"}".formatted(secret, word))
        .orThrow();
    product.peer.says("/canary", "{\"reply\": \"" + word + "\"}");
    product.peer.says("/refuses", "{\"refusal\": \"" + word + "\"}");
    product.peer.answers("/refuses", 400);
    var header =
        ", \"headers\": [{\"name\": \"X-Key\", \"value\": \"{{ secrets." + secret + " }}\"}]";
    var says =
        "hello sendMessage {\"text\": \"%s {{ contact.name }}, {{ message.text }}\"}"
            .formatted(word);
    var condition =
        "{\"field\": \"messageText\", \"operator\": \"contains\", \"value\": \"%s\"}"
            .formatted(word);
    var workflow =
        product.publish(
            "No words " + UUID.randomUUID(),
            chain(
                "conversation.opened",
                says,
                "decide decision {\"conditions\": [" + condition + "]}"));
    var graph =
        chain(
            "conversation.opened",
            says,
            fetch("ask", "/canary", header + ", \"body\": \"" + word + " {{ message.text }}\""),
            "tell sendMessage {\"text\": \"{{ steps.ask.body.reply }}\"}",
            fetch("refused", "/refuses", header));
    var second = product.publish("No words at all " + UUID.randomUUID(), graph);
    var event =
        Product.eventJson(
            UUID.randomUUID().toString(), "conversation.opened", word, "webchat", word);
    ((ObjectNode) event.at("/data/conversation/contact"))
        .put("id", word)
        .put("name", word)
        .put("phone", word)
        .put("email", word + "@example.com");
    var started = executions(product.post("events", event.toString()).orThrow());
    assertThat(started).hasSize(2);
    var said = new ArrayList<String>();
    for (var id : started) {
      said.add(product.ended(id).toString());
      var told =
          product.history(id).toString()
              + product.temporal().newUntypedWorkflowStub(id).describe().getRawDescription();
      assertThat(told)
          .contains("GraphExecution", "\\\"execution\\\":\\\"" + id)
          .doesNotContain(word);
    }
    assertThat(said.toString())
        .as("the ledger has them")
        .contains(word)
        .doesNotContain(word + "-secret");
    assertThat(product.sql("select count(*) from message where text like '%" + word + "%'"))
        .doesNotContain("0");
    product.post("workflows/" + workflow + "/archive", "{}").orThrow();
    product.post("workflows/" + second + "/archive", "{}").orThrow();
  }
}
