package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Observability: accurate health, metrics, and machine-readable logs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservedIT {
  private static final String CANARY = "canary-of-a-customer";
  private static final String SENDERS_SPAN = "00f067aa0ba902b7";

  private final HttpClient http = HttpClient.newHttpClient();
  private final SpanReceiver collector = new SpanReceiver();
  private Product product;
  private Stack stack;

  @BeforeAll
  void start() {
    product =
        new Product(
            Map.of(
                "PARLEY_LOG_FORMAT", "json",
                "OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
                "OTEL_BSP_SCHEDULE_DELAY", "200"));
    stack = product.stack;
  }

  @AfterAll
  void stop() {
    product.close();
    http.close();
    collector.close();
  }

  private HttpResponse<String> at(URI uri) {
    try {
      return http.send(
          HttpRequest.newBuilder(uri)
              .header("Authorization", "Bearer " + stack.adminKey())
              .header("Accept", "*/*")
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> api(String path) {
    return at(stack.api().resolve(path));
  }

  private HttpResponse<String> worker(String path) {
    return at(stack.worker().resolve(path));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Product.JSON.readTree(answer.body());
  }

  @Test
  void withoutTemporalEventsAreAcceptedAndHealthSaysDegraded() {
    stack.stop(Part.TEMPORAL);

    var health = api("/api/v1/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(json(health).path("status").asString()).isEqualTo("degraded");
    assertThat(json(health).path("checks").path("temporal").asString()).isEqualTo("down");
    assertThat(worker("/health").statusCode()).isEqualTo(503);
    assertThat(json(worker("/health")).path("checks").path("database").asString()).isEqualTo("up");
    assertThat(worker("/health/live").statusCode()).isEqualTo(200);
    var accepted = product.event("conversation.created", "no-temporal", "webchat", "Hello");
    assertThat(accepted.path("result").asString()).isEqualTo("accepted");

    stack.start(Part.TEMPORAL);
    Eventually.the(
        () -> json(api("/api/v1/health")).path("status").asString(), it -> it.equals("up"));
    Eventually.the(() -> worker("/health").statusCode(), status -> status == 200);
  }

  @Test
  void withoutPostgreSqlHealthIsDownButLivenessIsUp() {
    stack.stop(Part.DATABASE);

    var health = api("/api/v1/health");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(json(health).path("status").asString()).isEqualTo("down");
    assertThat(api("/api/v1/health/live").statusCode()).isEqualTo(200);
    assertThat(worker("/health").statusCode()).isEqualTo(503);

    stack.start(Part.DATABASE);
    Eventually.the(() -> api("/api/v1/health").statusCode(), status -> status == 200);
    assertThat(Stream.of(Part.API, Part.WORKER).flatMap(this::logged))
        .as("stack traces")
        .noneMatch(ObservedIT::hasTrace);
  }

  @Test
  void metricsHaveTheirDocumentedNames() {
    var workflow =
        product.publish(
            "measured",
            chain("conversation.opened", "star starConversation", "call fetch " + refused()));
    var run =
        executions(product.event("conversation.opened", "measured", "webchat", CANARY)).getFirst();
    assertThat(product.ended(run).path("status").asString()).isEqualTo("failed");

    assertThat(api("/actuator/prometheus").body())
        .contains(
            "parley_dispatch_backlog",
            "parley_dispatch_oldest_seconds",
            "parley_dispatch_starts_seconds_count",
            "parley_dispatch_failures_total",
            "parley_events_total{result=\"accepted\"}",
            "parley_reconciler_lost_total",
            "parley_reconciler_failures_total",
            "parley_dispatch_limit",
            "parley_task_queue_pollers{queue=\"conversation\",type=\"workflow\"}",
            "parley_task_queue_pollers{queue=\"integration\",type=\"activity\"}",
            "hikaricp_connections_active",
            "http_server_requests_seconds_count");
    Eventually.the(
        () -> api("/actuator/prometheus").body(), body -> body.contains("temporal_request_total"));
    assertThat(worker("/metrics").body())
        .contains(
            "parley_steps_seconds_count{kind=\"starConversation\"}",
            "parley_step_failures_total{kind=\"fetch\",type=\"PeerRefused\"}",
            "parley_worker_polling{kind=\"activity\",queue=\"integration\"} 1.0",
            "hikaricp_connections_active",
            "jvm_memory_used_bytes");
    Eventually.the(
        () -> worker("/metrics").body(),
        body -> body.contains("temporal_workflow_task_schedule_to_start_latency_seconds_count"));
    Eventually.the(
        () -> logged(Part.WORKER).filter(line -> of(line, run)).toList(),
        lines -> !lines.isEmpty());
    assertThat(logged(Part.WORKER).filter(line -> line.toString().contains(run)))
        .as("an author's mistake is one line")
        .singleElement()
        .satisfies(line -> {
          assertThat(of(line, run)).isTrue();
          assertThat(line.path("level").asString()).isEqualTo("WARN");
          assertThat(line.path("mdc").path("conversation").asString())
              .isEqualTo(product.get("conversations/measured").path("uid").asString());
          assertThat(line.path("formattedMessage").asString())
              .contains("call", "PeerRefused", workflow);
          assertThat(hasTrace(line)).isFalse();
        });
    assertThat(logged(Part.WORKER).map(JsonNode::toString))
        .noneMatch(line -> line.contains("PeerRefused") && line.contains("stepArray"));
    assertThat(Stream.of(Part.API, Part.WORKER).flatMap(this::logged).map(JsonNode::toString))
        .isNotEmpty()
        .noneMatch(line -> line.contains(CANARY));
  }

  /** One trace: from the sender through the event, its start and its steps to the peer. */
  @Test
  void anEventItsRunItsStepsAndItsCallsAreOneTrace() {
    var trace = UUID.randomUUID().toString().replace("-", "");
    var workflow =
        product.publish(
            "traced",
            chain(
                "conversation.resolved",
                "hello sendMessage {\"text\": \"{{ message.text }}\"}",
                "tidy starConversation",
                "call fetch " + refused()));
    var event = Product.eventJson("traced", "conversation.resolved", "traced", "webchat", CANARY);
    var accepted =
        product.raw(
            "POST",
            "events",
            "application/cloudevents+json",
            event.toString(),
            "traceparent",
            "00-" + trace + "-" + SENDERS_SPAN + "-01");
    var run = Product.executionOf(workflow, json(accepted));
    assertThat(product.ended(run).path("traceId").asString()).isEqualTo(trace);

    var spans =
        Eventually.the(
            () -> collector.of(trace),
            seen ->
                seen.stream()
                    .map(span -> span.service() + ": " + span.name())
                    .toList()
                    .containsAll(
                        List.of(
                            "parley-api: accept event",
                            "parley-api: start run",
                            "parley-worker: step sendMessage",
                            "parley-worker: step starConversation",
                            "parley-worker: step fetch",
                            "parley-worker: POST")));
    var ids = spans.stream().map(SpanReceiver.Received::id).collect(Collectors.toSet());
    ids.add(SENDERS_SPAN);
    assertThat(spans).as("connected").allMatch(span -> ids.contains(span.parent()));
    assertThat(named(spans, "accept event").parent()).isEqualTo(SENDERS_SPAN);
    assertThat(named(spans, "POST").parent()).isEqualTo(named(spans, "step fetch").id());
    assertThat(named(spans, "step fetch").attributes().toString()).contains(run, "call");
    assertThat(named(spans, "step fetch").status()).isEqualTo("PeerRefused");
    assertThat(product.peer.asked("/refused"))
        .extracting(asked -> asked.headers().get("traceparent"))
        .contains("00-" + trace + "-" + named(spans, "POST").id() + "-01");
    assertThat(spans.toString()).doesNotContain(CANARY);
    assertThat(product.history(run).toString()).doesNotContain(trace);
    Eventually.the(
        () -> logged(Part.WORKER).filter(line -> of(line, run)).toList(),
        lines ->
            lines.stream()
                .map(line -> line.path("mdc"))
                .anyMatch(mdc ->
                    mdc.path("trace_id").asString("").equals(trace)
                        && mdc.path("span_id")
                            .asString("")
                            .equals(named(spans, "step fetch").id())));
  }

  @Test
  void aTemplateThatCannotBeFilledInIsOneLine() {
    var workflow =
        product.publish(
            "too long",
            chain("conversation.resolved", "long sendMessage {\"text\": \"{{ message.text }}\"}"));
    var answer = product.event("conversation.resolved", "too-long", "webchat", "x".repeat(5_000));
    var run = Product.executionOf(workflow, answer);
    assertThat(product.ended(run).path("status").asString()).isEqualTo("failed");
    Eventually.the(
        () -> logged(Part.WORKER).filter(line -> of(line, run)).toList(),
        lines -> !lines.isEmpty());
    assertThat(logged(Part.WORKER).filter(line -> line.toString().contains(run)))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.path("formattedMessage").asString()).contains("StepRefused", "long");
          assertThat(hasTrace(line)).isFalse();
        });
  }

  private static boolean hasTrace(JsonNode line) {
    return line.path("throwable").isObject();
  }

  private static SpanReceiver.Received named(List<SpanReceiver.Received> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  private String refused() {
    product.peer.answers("/refused", 404);
    return "{\"method\": \"POST\", \"url\": \""
        + product.peer.url("/refused")
        + "\", \"body\": \"{{ message.text }}\"}";
  }

  private static boolean of(JsonNode line, String execution) {
    return line.path("mdc").path("execution").asString("").equals(execution);
  }

  /** Fails unless every line is a JSON object. */
  private Stream<JsonNode> logged(Part part) {
    try {
      return Files.readAllLines(stack.process(part).orElseThrow().log()).stream()
          .filter(line -> !line.isBlank())
          .map(Product.JSON::readTree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
