package dev.parley.api.execution;

import dev.parley.api.Transactions;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.execution.ExecutionStatus;
import dev.parley.execution.Mode;
import dev.parley.store.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /executions}: what ran, what runs, and stopping it. */
@RestController
@RequestMapping("/api/v1/executions")
class ExecutionsController {
  private static final int MOST = 200;
  private static final int MOST_CANCELLED_AT_ONCE = 1_000;

  private final Transactions transactions;
  private final ExecutionStore store;

  ExecutionsController(Transactions transactions, ExecutionStore store) {
    this.transactions = transactions;
    this.store = store;
  }

  @GetMapping
  Map<String, Object> list(
      @RequestParam(required = false) @Nullable String workflowId,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String mode,
      @RequestParam(required = false) @Nullable String conversationId,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MOST) {
      throw Refusal.unreadable("limit-out-of-range", "limit is 1 to 200.");
    }
    var filter =
        new ExecutionStore.Filter(
            id(workflowId, "workflowId"),
            oneOf(
                status,
                "status",
                Arrays.stream(ExecutionStatus.values()).map(ExecutionStatus::wire).toList()),
            oneOf(mode, "mode", Arrays.stream(Mode.values()).map(Mode::wire).toList()),
            conversationId,
            time(from, "from"),
            time(to, "to"));
    var before = id(cursor, "cursor");
    var items = transactions.read(tx -> store.list(tx, filter, before, limit));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("items", items);
    if (items.size() == limit) {
      answer.put("nextCursor", items.getLast().id());
    }
    return answer;
  }

  @GetMapping("/{id}")
  ExecutionView find(@PathVariable String id) {
    return Ids.read(id)
        .flatMap(key -> transactions.read(tx -> store.find(tx, key)))
        .orElseThrow(() -> Refusal.notFound("execution", id));
  }

  @PostMapping("/{id}/cancel")
  ResponseEntity<Map<String, String>> cancel(@PathVariable String id, HttpServletRequest request) {
    var shown = find(id);
    var cancelled =
        transactions.write(tx ->
            ExecutionStore.cancel(tx, UUID.fromString(shown.id()), Caller.of(request).name()));
    if (!cancelled) {
      throw Refusal.conflict(
          "execution-ended",
          "This run has ended already (" + shown.status() + "), so there is nothing to cancel.");
    }
    return ResponseEntity.accepted().body(Map.of("executionId", shown.id()));
  }

  /** Which runs to cancel: a workflow's, all that are open or only the pending or running ones. */
  record CancelMany(@Nullable String workflowId, @Nullable String status) {}

  @PostMapping("/cancel")
  ResponseEntity<Map<String, Integer>> cancelMany(
      @RequestBody CancelMany which, HttpServletRequest request) {
    var workflow = id(which.workflowId(), "workflowId");
    if (workflow == null) {
      throw Refusal.unsound("/workflowId", "missing", "Say which workflow's runs to cancel.");
    }
    var status = oneOf(which.status(), "status", List.of("pending", "running"));
    int cancelled = 0;
    List<UUID> open;
    do {
      open =
          transactions.read(
              tx -> ExecutionStore.open(tx, workflow, status, MOST_CANCELLED_AT_ONCE));
      for (var id : open) {
        var by = Caller.of(request).name();
        cancelled += transactions.write(tx -> ExecutionStore.cancel(tx, id, by)) ? 1 : 0;
      }
    } while (open.size() == MOST_CANCELLED_AT_ONCE);
    return ResponseEntity.accepted().body(Map.of("cancelled", cancelled));
  }

  private static @Nullable UUID id(@Nullable String text, String parameter) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    return Ids.read(text)
        .orElseThrow(() ->
            Refusal.unreadable(
                "parameter-invalid", "The parameter \"" + parameter + "\" must be an id."));
  }

  private static @Nullable String oneOf(
      @Nullable String text, String parameter, List<String> choices) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!choices.contains(text)) {
      throw Refusal.unreadable(
          "parameter-invalid",
          "The parameter \"" + parameter + "\" is one of: " + String.join(", ", choices) + ".");
    }
    return text;
  }

  private static @Nullable Instant time(@Nullable String text, String parameter) {
    try {
      return text == null || text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Refusal.unreadable(
          "parameter-invalid", "The parameter \"" + parameter + "\" must be an RFC 3339 time.");
    }
  }
}
