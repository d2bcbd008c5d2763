package dev.parley.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Causation;
import dev.parley.api.Rfc3339;
import dev.parley.api.Transactions;
import dev.parley.api.json.ExactJson;
import dev.parley.api.page.Cursor;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.api.problem.Refusal.FieldError;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.conversation.EventType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /events} and {@code /rejected-events}: the outcomes of posted events. */
@RestController
@RequestMapping("/api/v1")
@Requires(Scope.EVENTS_READ)
@RequiresToWrite(Scope.REJECTED_EVENTS_WRITE)
class ReceiptsController {
  private final Intake intake;
  private final Causation causation;
  private final Transactions transactions;

  ReceiptsController(Intake intake, Causation causation, Transactions transactions) {
    this.intake = intake;
    this.causation = causation;
    this.transactions = transactions;
  }

  /**
   * The outcome of an event.
   *
   * @param executions the runs it started
   * @param notStarted the runs it would have started
   * @param stale the parts of its snapshot that were left out because something newer was known
   */
  @Schema(name = "EventReceipt")
  record EventReceipt(
      String source,
      String id,
      @Schema(implementation = EventType.class) String type,
      String conversationId,
      @Schema(allowableValues = "accepted") String result,
      OffsetDateTime receivedAt,
      List<Intake.StartedExecution> executions,
      List<Intake.HeldBack> notStarted,
      List<String> stale) {}

  /** Returns the outcome of an event; source and id as posted, percent-encoded. */
  @Operation(operationId = "getEvent", summary = "What became of an event")
  @Requires({Scope.EVENTS_WRITE, Scope.EVENTS_READ})
  @GetMapping("/events/{source}/{id}")
  EventReceipt find(
      @PathVariable String source, @PathVariable String id, HttpServletRequest request) {
    if (!Caller.of(request).maySend(source)) {
      throw Refusal.notFound("event", id);
    }
    return transactions
        .read(tx -> ReceiptStore.find(tx, source, id))
        .map(receipt ->
            new EventReceipt(
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

  @Operation(operationId = "listEvents", summary = "List the outcomes of events, newest first")
  @Requires({Scope.EVENTS_WRITE, Scope.EVENTS_READ})
  @GetMapping("/events")
  Page<ReceiptList.Entry> list(
      @RequestParam(required = false) ReceiptList.@Nullable Result result,
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit,
      HttpServletRequest request) {
    var filter =
        new ReceiptList.Filter(
            result, source(source, Caller.of(request)), time("from", from), time("to", to));
    var after =
        Cursor.read(
            cursor,
            keys -> new ReceiptList.Place(OffsetDateTime.parse(keys.first()), keys.second()));
    var page =
        Page.of(
            transactions.read(
                tx -> ReceiptList.list(tx, filter, after.orElse(null), Page.limit(limit) + 1)),
            limit,
            last -> new Cursor(last.entry().receivedAt().toString(), last.key()).text());
    return page.map(ReceiptList.Placed::entry);
  }

  /** A key that is restricted to sources lists the events of one of them. */
  private static @Nullable String source(@Nullable String wanted, Caller caller) {
    if (caller.sources().isEmpty()) {
      return wanted;
    }
    var source = wanted == null ? caller.sources().getFirst() : wanted;
    if (!caller.maySend(source) || (wanted == null && caller.sources().size() > 1)) {
      throw Refusal.unreadable(
          "source-not-yours", "source", "Name one of the sources of this API key.");
    }
    return source;
  }

  private static @Nullable OffsetDateTime time(String name, @Nullable String text) {
    return text == null
        ? null
        : Rfc3339.read(text)
            .orElseThrow(() ->
                Refusal.unreadable(
                    "parameter-invalid",
                    name,
                    "The parameter \"" + name + "\" must be an RFC 3339 time."))
            .atOffset(ZoneOffset.UTC);
  }

  /**
   * A rejected event.
   *
   * @param sender the key or session that posted it
   * @param event in its JSON form; null if it was too large to store
   * @param repostedAt when it was reposted and accepted
   */
  @Schema(name = "RejectedEvent")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RejectedView(
      UUID id,
      OffsetDateTime receivedAt,
      String sender,
      @Nullable Object event,
      List<FieldError> errors,
      @Nullable OffsetDateTime repostedAt) {}

  @Operation(operationId = "getRejectedEvent", summary = "Get a rejected event with the reasons")
  @GetMapping("/rejected-events/{id}")
  RejectedView rejected(@PathVariable UUID id, HttpServletRequest request) {
    var found = found(id, Caller.of(request));
    return new RejectedView(
        found.id(),
        found.receivedAt(),
        found.sender(),
        found.event(),
        found.faults(),
        found.repostedAt());
  }

  /** A key that is restricted to sources finds only events that name one of them. */
  private RejectedStore.Rejected found(UUID id, Caller caller) {
    return transactions
        .read(tx -> RejectedStore.find(tx, id))
        .filter(one -> caller.sources().isEmpty() || caller.maySend(sourceOf(one)))
        .orElseThrow(() -> Refusal.notFound("rejected event", id));
  }

  private static String sourceOf(RejectedStore.Rejected rejected) {
    var event = rejected.event();
    return event == null ? "" : event.path("source").asString("");
  }

  /** Reposts a corrected event; one that is rejected again is not stored a second time. */
  @Operation(operationId = "repostEvent", summary = "Repost a rejected event, corrected")
  @PostMapping(
      path = "/rejected-events/{id}/repost",
      consumes = {EventsController.STRUCTURED, "application/json"})
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<Intake.Result> repost(
      @PathVariable UUID id, @RequestBody byte[] body, HttpServletRequest request) {
    var sent = ExactJson.read(body);
    var caller = Caller.of(request);
    if (found(id, caller).repostedAt() != null) {
      throw Refusal.conflict("already-reposted", "This event was already reposted and accepted.");
    }
    var result = intake.again(sent, causation.ofRequest(), caller);
    if (result.errors() != null) {
      throw Refusal.unreadable("event-invalid", "The event is invalid.", result.errors());
    }
    transactions.write(tx -> {
      RejectedStore.reposted(tx, id);
      return id;
    });
    return ResponseEntity.accepted().body(result);
  }

  @Operation(operationId = "deleteRejectedEvent", summary = "Delete a rejected event")
  @DeleteMapping("/rejected-events/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void forget(@PathVariable UUID id, HttpServletRequest request) {
    found(id, Caller.of(request));
    if (!transactions.write(tx -> RejectedStore.remove(tx, id))) {
      throw Refusal.notFound("rejected event", id);
    }
  }
}
