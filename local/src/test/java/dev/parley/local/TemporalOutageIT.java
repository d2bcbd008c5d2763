package dev.parley.local;

import static dev.parley.local.Product.chain;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** After a long outage of Temporal, the worker soon resumes, and reports the outage. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemporalOutageIT {
  private static final Duration OUTAGE = Duration.ofSeconds(45);

  /**
   * Five pollers of three queues retry every two seconds, which makes some 300. With pauses that
   * double up to a minute, it would be a few per queue.
   */
  private static final double FEWEST_TRIES = 60;

  private static final Pattern TRIES =
      Pattern.compile(
          "(?m)^temporal_long_request_failure_total\\{[^}]*operation=\"Poll[^}]*\\} ([0-9.E+]+)$");

  private final HttpClient http = HttpClient.newHttpClient();
  private Product product;

  @BeforeAll
  void start() {
    product = new Product(Map.of());
  }

  @AfterAll
  void stop() {
    product.close();
    http.close();
  }

  @Test
  void theWorkerPollsSoonAndIsNotHealthyBefore() throws InterruptedException {
    product.publish("after outage", chain("conversation.opened", "star starConversation"));
    Eventually.the(() -> worker("/health"), body -> body.contains("\"polling\":\"up\""));

    product.stack.stop(Part.TEMPORAL);
    Eventually.the(() -> worker("/health"), body -> body.contains("\"polling\":\"down\""));
    var run =
        Product.executions(product.event("conversation.opened", "after-outage", "webchat", "Hi"))
            .getFirst();
    var before = tries();
    Thread.sleep(OUTAGE);
    assertThat(tries() - before).isGreaterThan(FEWEST_TRIES);
    assertThat(worker("/metrics"))
        .contains("parley_worker_polling{kind=\"workflow\",queue=\"conversation\"} 0.0");

    var back = Instant.now();
    product.stack.start(Part.TEMPORAL);
    Eventually.the(() -> worker("/health"), body -> body.contains("\"status\":\"up\""));
    assertThat(pollers("conversation", TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW))
        .as("whoever says that it polls has polled")
        .anySatisfy(poller -> assertThat(lastAccess(poller)).isAfter(back));
    assertThat(product.ended(run).path("status").asString()).isEqualTo("completed");
  }

  private double tries() {
    return TRIES
        .matcher(worker("/metrics"))
        .results()
        .map((MatchResult found) -> found.group(1))
        .mapToDouble(Double::parseDouble)
        .sum();
  }

  private List<PollerInfo> pollers(String queue, TaskQueueType type) {
    return product
        .temporal()
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeTaskQueue(
            DescribeTaskQueueRequest.newBuilder()
                .setNamespace(product.stack.temporalNamespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                .setTaskQueueType(type)
                .build())
        .getPollersList();
  }

  private static Instant lastAccess(PollerInfo poller) {
    var time = poller.getLastAccessTime();
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  private String worker(String path) {
    try {
      var request = HttpRequest.newBuilder(product.stack.worker().resolve(path)).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
