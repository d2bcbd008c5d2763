package dev.parley.api.run;

import dev.parley.api.Transactions;
import dev.parley.api.input.Parameters;
import dev.parley.api.live.Streams;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.Scope;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** Streams executions as server-sent events: a snapshot first, then changes. */
@RestController
@RequestMapping(path = "/api/v1/executions", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
@Requires(Scope.EXECUTIONS_READ)
class StreamsController {
  private final Streams streams;
  private final Transactions transactions;
  private final ExecutionStore store;
  private final JsonMapper mapper;

  StreamsController(
      Streams streams, Transactions transactions, ExecutionStore store, JsonMapper mapper) {
    this.streams = streams;
    this.transactions = transactions;
    this.store = store;
    this.mapper = mapper;
  }

  /** Streams the newest executions and all later changes, as {@code execution} events. */
  @Operation(
      operationId = "streamExecutions",
      summary = "Runs live: a snapshot, then changes, as server-sent events")
  @GetMapping("/stream")
  ResponseEntity<SseEmitter> all(
      @RequestParam(required = false) @Nullable String workflowId,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      HttpServletRequest request) {
    var workflow = Parameters.id(workflowId, "workflowId");
    return streams.open(
        request, new ListFeed(transactions, store, workflow, lastEventId, texts(request)));
  }

  /** Streams one execution, as an {@code execution} event, and its steps as {@code step} events. */
  @Operation(
      operationId = "streamExecution",
      summary = "One run and its steps live, as server-sent events")
  @GetMapping("/{id}/stream")
  ResponseEntity<SseEmitter> one(
      @PathVariable String id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      HttpServletRequest request) {
    var key =
        Ids.read(id)
            .filter(known -> transactions.read(tx -> ExecutionStore.exists(tx, known)))
            .orElseThrow(() -> Refusal.notFound("execution", id));
    return streams.open(
        request, new ExecutionFeed(transactions, store, mapper, key, lastEventId, texts(request)));
  }

  private static boolean texts(HttpServletRequest request) {
    return Caller.of(request).may(Scope.TEXTS_READ);
  }
}
