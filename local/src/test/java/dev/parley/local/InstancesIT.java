package dev.parley.local;

import static dev.parley.local.Product.chain;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Two apis and two workers: events go to either, and one of each is killed under load. Nothing is
 * lost and nothing happens twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstancesIT {
  private static final int EVENTS = 120;
  private static final int SENDERS = 6;

  private final HttpClient http = HttpClient.newHttpClient();
  private Product product;
  private Stack stack;

  Topology topology() {
    return Topology.TWO;
  }

  @BeforeAll
  void start() {
    product = new Product(topology(), Map.of("PARLEY_SWEEP_INTERVAL", "PT2S"));
    stack = product.stack;
  }

  @AfterAll
  void stop() {
    product.close();
    http.close();
  }

  @Test
  void oneOfEachIsKilledUnderLoadAndNothingIsLostOrDoneTwice() throws InterruptedException {
    var workflow =
        product.publish(
            "pair",
            chain(
                "conversation.created",
                "hello sendMessage {\"text\": \"Hello\"}",
                "call fetch {\"method\": \"POST\", \"url\": \""
                    + product.peer.url("/pair")
                    + "\", \"body\": \"{{ conversation.id }}\"}",
                "star starConversation",
                "bye sendMessage {\"text\": \"Bye\"}"));
    var accepted = new ConcurrentHashMap<String, String>();
    var sent = new AtomicInteger();
    var third = new CountDownLatch(EVENTS / 3);
    var most = new CountDownLatch(2 * EVENTS / 3);
    try (var senders = Executors.newFixedThreadPool(SENDERS)) {
      for (int sender = 0; sender < SENDERS; sender++) {
        senders.execute(() -> {
          for (int i = sent.getAndIncrement(); i < EVENTS; i = sent.getAndIncrement()) {
            accepted.put("pair-" + i, accepted("pair-" + i, i));
            third.countDown();
            most.countDown();
          }
        });
      }
      third.await();
      stack.kill(Part.WORKER);
      stack.kill(Part.API);
      most.await();
      stack.start(Part.API);
      stack.start(Part.WORKER);
      stack.kill(Part.SECOND_WORKER);
    }

    assertThat(accepted).hasSize(EVENTS);
    assertThat(product.sql("select id from execution where workflow_id = '" + workflow + "'"))
        .containsExactlyInAnyOrderElementsOf(accepted.values());
    for (var run : accepted.entrySet()) {
      var ended = product.ended(run.getValue());
      assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("completed");
      assertThat(ended.path("conversationId").asString()).isEqualTo(run.getKey());
    }
    assertThat(
            product.sql(
                "select conversation_id || ' ' || text || ' ' || count(*) from message"
                    + " where execution_id is not null group by conversation_id, text"))
        .hasSize(2 * EVENTS)
        .allMatch(said -> said.endsWith(" 1"));
    assertThat(
            product.sql(
                "select conversation_id from event where type = 'conversation.starred'"
                    + " and conversation_id like 'pair-%' group by conversation_id having count(*) = 1"))
        .hasSize(EVENTS);
    for (int i = 0; i < EVENTS; i++) {
      var conversation = "pair-" + i;
      assertThat(
              product.peer.asked("/pair").stream()
                  .filter(asked -> asked.body().equals(conversation))
                  .map(Peer.Asked::key)
                  .distinct())
          .hasSize(1);
    }
  }

  @Test
  void eventsAcceptedByOneInstanceAreKnownToTheOther() {
    var workflow =
        product.publish("seen by both", chain("conversation.opened", "star starConversation"));
    var body = event("seen-by-both", "conversation.opened");
    var first = post(stack.api(), body);
    var second = post(second(), body);

    assertThat(first.path("result").asString()).isEqualTo("accepted");
    assertThat(second.path("result").asString()).isEqualTo("duplicate");
    assertThat(second.path("executions")).isEqualTo(first.path("executions"));
    var run = Product.executions(first).getFirst();
    assertThat(product.ended(run).path("workflowId").asString()).isEqualTo(workflow);
    assertThat(get(second(), "executions/" + run)).isEqualTo(product.execution(run));
  }

  private URI second() {
    return stack.secondApi().orElseThrow();
  }

  private static String event(String id, String type) {
    return Product.eventJson(id, type, id, "webchat", "Hello").toString();
  }

  /** Posts as a backend does: to one instance and, if it does not respond, to the other. */
  private String accepted(String id, int turn) {
    var body = event(id, "conversation.created");
    for (int i = turn; ; i++) {
      try {
        var answer = send(i % 2 == 0 ? stack.api() : second(), "events", body);
        if (answer.statusCode() == 202) {
          return Product.executions(Product.JSON.readTree(answer.body())).getFirst();
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      } catch (IOException e) {
        // Killed: the other one gets the request.
      }
    }
  }

  private JsonNode post(URI api, String body) {
    try {
      var answer = send(api, "events", body);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      return Product.JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode get(URI api, String path) {
    try (var client = new Api(api, stack.adminKey())) {
      return client.get(path).orThrow();
    }
  }

  private HttpResponse<String> send(URI api, String path, String body) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(api.resolve("/api/v1/" + path))
              .timeout(Duration.ofSeconds(20))
              .header("Authorization", "Bearer " + stack.adminKey())
              .header("Content-Type", "application/cloudevents+json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
