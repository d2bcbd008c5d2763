package dev.parley.api.event;

import dev.parley.api.Causation;
import dev.parley.api.Transactions;
import dev.parley.api.problem.Refusal;
import dev.parley.api.problem.Refusal.Fault;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Loops.Cause;
import dev.parley.store.StoreFailure;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code /events}: one CloudEvent, structured or binary, or a batch. */
@RestController
@RequestMapping("/api/v1/events")
class EventsController {
  static final String BATCH = "application/cloudevents-batch+json";
  static final String STRUCTURED = "application/cloudevents+json";
  private static final Logger LOG = LoggerFactory.getLogger(EventsController.class);
  private static final Fault AWAY =
      Fault.at("", "store-unavailable", "The database did not answer. Post this event again.");
  private static final int MOST_IN_BATCH = 500;

  private final Intake intake;
  private final Causation causation;
  private final Transactions transactions;
  private final JsonMapper mapper;

  EventsController(
      Intake intake, Causation causation, Transactions transactions, JsonMapper mapper) {
    this.intake = intake;
    this.causation = causation;
    this.transactions = transactions;
    this.mapper = mapper;
  }

  /** One event in its own JSON form, or as headers with its data as the body. */
  @Operation(operationId = "postEvent", summary = "Post one CloudEvent")
  @PostMapping(consumes = {STRUCTURED, "application/json"})
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<Intake.Result> one(@RequestBody byte[] body, @RequestHeader HttpHeaders headers) {
    var json = mapper.readTree(body);
    var binary = headers.containsHeader("ce-specversion") || headers.containsHeader("ce-id");
    var result = intake.accept(binary ? fromHeaders(headers, json) : json, causation.ofRequest());
    if (result.errors() != null) {
      throw Refusal.unreadable("event-invalid", "The event cannot be used.", result.errors());
    }
    return ResponseEntity.accepted().body(result);
  }

  /** What became of many events, in their order. */
  @Schema(name = "BatchResult")
  record Results(List<Intake.Result> results) {}

  /** Many events, each by itself and in their order. */
  @Operation(operationId = "postEvents", summary = "Post a batch of CloudEvents")
  @PostMapping(consumes = BATCH)
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<Results> batch(@RequestBody byte[] body) {
    var json = mapper.readTree(body);
    if (!json.isArray()) {
      throw Refusal.unreadable("batch-not-list", "A batch is a JSON list of events.");
    }
    if (json.size() > MOST_IN_BATCH) {
      throw Refusal.of(413, "batch-too-large", "A batch has at most 500 events.");
    }
    var chain = causation.ofRequest();
    var results = new ArrayList<Intake.Result>();
    for (var event : json) {
      var away = !results.isEmpty() && List.of(AWAY).equals(results.getLast().errors());
      // Each would wait for the database anew, and the client has given up by then.
      results.add(
          away
              ? Intake.Result.rejected(event.path("id").asString(""), List.of(AWAY))
              : oneOfMany(event, chain));
    }
    return ResponseEntity.accepted().body(new Results(results));
  }

  private Intake.Result oneOfMany(JsonNode event, List<Cause> chain) {
    try {
      return intake.accept(event, chain);
    } catch (RuntimeException e) {
      return Intake.Result.rejected(event.path("id").asString(""), List.of(fault(e)));
    }
  }

  /** What one of many met is told of it alone: those before it are kept, those after it come. */
  private static Fault fault(RuntimeException e) {
    var failure = StoreFailure.of(e).orElse(StoreFailure.FAULT);
    if (failure == StoreFailure.VALUE_UNUSABLE) {
      return Fault.at("", "value-unusable", "A value of this event cannot be kept here.");
    }
    if (failure != StoreFailure.FAULT) {
      return AWAY;
    }
    LOG.error("An event of a batch met a fault of ours", e);
    return Fault.at("", "fault", "Something went wrong in Parley. The log of the api has more.");
  }

  /**
   * What became of an event.
   *
   * @param executions what it started
   * @param notStarted what it would have started
   * @param stale what of its snapshot something newer had told before, and so was left out
   */
  @Schema(name = "EventReceipt")
  record Fate(
      String source,
      String id,
      @Schema(implementation = EventType.class) String type,
      String conversationId,
      @Schema(allowableValues = "accepted") String result,
      OffsetDateTime receivedAt,
      List<Intake.StartedExecution> executions,
      List<Intake.HeldBack> notStarted,
      List<String> stale) {}

  /** What became of an event; source and id as it was posted with, percent-encoded. */
  @Operation(operationId = "getEvent", summary = "What became of an event")
  @GetMapping("/{source}/{id}")
  Fate find(@PathVariable String source, @PathVariable String id) {
    return transactions
        .read(tx -> ReceiptStore.find(tx, source, id))
        .map(receipt ->
            new Fate(
                source,
                id,
                receipt.type(),
                receipt.conversationId(),
                "accepted",
                receipt.receivedAt(),
                receipt.recorded().executions().stream().map(Intake.StartedExecution::of).toList(),
                receipt.recorded().notStarted().stream().map(Intake.HeldBack::of).toList(),
                receipt.recorded().stale()))
        .orElseThrow(() -> Refusal.notFound("event", id));
  }

  /** HTTP Protocol Binding 1.0.2, section 3.1: attributes as percent-encoded headers. */
  private ObjectNode fromHeaders(HttpHeaders headers, JsonNode data) {
    var event = mapper.createObjectNode();
    headers.forEach((name, values) -> {
      if (name.toLowerCase(Locale.ROOT).startsWith("ce-")) {
        event.put(name.substring(3).toLowerCase(Locale.ROOT), decoded(values));
      }
    });
    event.set("data", data);
    return event;
  }

  private static String decoded(List<String> values) {
    var text = values.isEmpty() ? "" : values.getFirst();
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
