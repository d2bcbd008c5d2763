package dev.parley.api.event;

import dev.parley.api.Transactions;
import dev.parley.api.problem.Problems;
import dev.parley.api.problem.Refusal;
import dev.parley.api.problem.Refusal.Fault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
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
  private static final int MOST_IN_BATCH = 500;

  private final Intake intake;
  private final Transactions transactions;
  private final JsonMapper mapper;

  EventsController(Intake intake, Transactions transactions, JsonMapper mapper) {
    this.intake = intake;
    this.transactions = transactions;
    this.mapper = mapper;
  }

  /** One event in its own JSON form, or as headers with its data as the body. */
  @PostMapping(consumes = {STRUCTURED, "application/json"})
  ResponseEntity<?> one(@RequestBody byte[] body, @RequestHeader HttpHeaders headers) {
    var json = mapper.readTree(body);
    var binary = headers.containsHeader("ce-specversion") || headers.containsHeader("ce-id");
    var result = intake.accept(binary ? fromHeaders(headers, json) : json, List.of());
    if (result.errors() != null) {
      return Problems.answer(
          400, "event-invalid", "The event cannot be used.", result.errors(), Map.of());
    }
    return ResponseEntity.accepted().body(result);
  }

  /** Many events, each by itself and in their order. */
  @PostMapping(consumes = BATCH)
  ResponseEntity<Map<String, Object>> batch(@RequestBody byte[] body) {
    var json = mapper.readTree(body);
    if (!json.isArray()) {
      throw Refusal.unreadable("batch-not-list", "A batch is a JSON list of events.");
    }
    if (json.size() > MOST_IN_BATCH) {
      throw Refusal.of(413, "batch-too-large", "A batch has at most 500 events.");
    }
    var results = new ArrayList<Intake.Result>();
    for (var event : json) {
      results.add(oneOfMany(event));
    }
    return ResponseEntity.accepted().body(Map.of("results", results));
  }

  private Intake.Result oneOfMany(JsonNode event) {
    try {
      return intake.accept(event, List.of());
    } catch (RuntimeException e) {
      if (!Problems.isOutage(e)) {
        throw e;
      }
      return Intake.Result.rejected(
          event.path("id").asString(""),
          List.of(
              Fault.at(
                  "", "store-unavailable", "The database did not answer. Post this event again.")));
    }
  }

  /** What became of an event; {@code source} and {@code id} as it was posted with. */
  @GetMapping
  Map<String, Object> find(@RequestParam String source, @RequestParam String id) {
    var receipt =
        transactions
            .read(tx -> EventStore.find(tx, source, id))
            .orElseThrow(() -> Refusal.notFound("event", id));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("id", id);
    answer.put("source", source);
    answer.put("result", "accepted");
    answer.put("receivedAt", receipt.receivedAt().toInstant());
    answer.put(
        "executions",
        receipt.recorded().executions().stream().map(Intake.StartedExecution::of).toList());
    answer.put(
        "notStarted", receipt.recorded().notStarted().stream().map(Intake.HeldBack::of).toList());
    return answer;
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
