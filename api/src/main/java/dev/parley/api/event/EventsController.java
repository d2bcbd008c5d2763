package dev.parley.api.event;

import dev.parley.api.Causation;
import dev.parley.api.audit.NotAudited;
import dev.parley.api.dispatch.BacklogLimit;
import dev.parley.api.json.ExactJson;
import dev.parley.api.problem.Refusal;
import dev.parley.api.problem.Refusal.FieldError;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.Scope;
import dev.parley.store.sql.StoreFailure;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /events}: one CloudEvent, structured or binary, or a batch. */
@RestController
@RequestMapping("/api/v1/events")
@Requires(Scope.EVENTS_WRITE)
class EventsController {
  static final String BATCH = "application/cloudevents-batch+json";
  static final String STRUCTURED = "application/cloudevents+json";
  private static final Logger LOG = LoggerFactory.getLogger(EventsController.class);
  private static final FieldError AWAY =
      FieldError.at(
          "", "store-unavailable", "The database did not respond. Post this event again.");
  private static final int MOST_IN_BATCH = 500;

  private final Intake intake;
  private final Causation causation;
  private final BacklogLimit backlog;

  EventsController(Intake intake, Causation causation, BacklogLimit backlog) {
    this.intake = intake;
    this.causation = causation;
    this.backlog = backlog;
  }

  /**
   * Accepts one event, either in its JSON form or as headers with its data as the body. The content
   * type alone decides (CloudEvents HTTP Protocol Binding 1.0.2, section 3).
   */
  @Operation(operationId = "postEvent", summary = "Post one CloudEvent")
  @NotAudited("Reports what happened elsewhere: no act of a person, and the hot path")
  @PostMapping(consumes = "!" + BATCH)
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<Intake.Result> one(
      @RequestBody byte[] body,
      @RequestHeader HttpHeaders headers,
      @RequestParam(defaultValue = "false") boolean dryRun,
      HttpServletRequest request) {
    var structured = isStructured(headers.getContentType());
    var json = ExactJson.read(body);
    var sent = structured ? json : BinaryMode.event(headers, json);
    var result = intaking(dryRun, request).apply(sent);
    if (result.errors() != null) {
      throw Refusal.unreadable(
          "event-invalid",
          structured || headers.containsHeader("ce-specversion")
              ? "The event is invalid."
              : "The event is invalid. With this content type it is read in binary mode, its"
                  + " attributes from headers; an event in its own JSON form is sent as "
                  + STRUCTURED
                  + ".",
          result.errors());
    }
    return ResponseEntity.accepted().body(result);
  }

  private static boolean isStructured(@Nullable MediaType type) {
    if (type == null) {
      return false;
    }
    var media = type.getType() + "/" + type.getSubtype();
    var structured = media.startsWith("application/cloudevents");
    if (structured
        ? !media.equals(STRUCTURED)
        : !CloudEventReader.JSON_TYPE.matcher(media).matches()) {
      throw Refusal.of(
          415,
          "unsupported-media-type",
          "An event is sent as "
              + STRUCTURED
              + ", many as "
              + BATCH
              + ", and in binary mode its data is JSON.");
    }
    return structured;
  }

  /** The outcomes of several events, in their order. */
  @Schema(name = "BatchResult")
  record Results(List<Intake.Result> results) {}

  /** Accepts several events, each by itself and in their order. */
  @Operation(operationId = "postEvents", summary = "Post a batch of CloudEvents")
  @NotAudited("Reports what happened elsewhere: no act of a person, and the hot path")
  @PostMapping(consumes = BATCH)
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<Results> batch(
      @RequestBody byte[] body,
      @RequestParam(defaultValue = "false") boolean dryRun,
      HttpServletRequest request) {
    var sent = ExactJson.read(body);
    if (!sent.json().isArray()) {
      throw Refusal.unreadable("batch-not-list", "A batch must be a JSON list of events.");
    }
    if (sent.json().size() > MOST_IN_BATCH) {
      throw Refusal.of(413, "batch-too-large", "A batch can have at most 500 events.");
    }
    var taking = intaking(dryRun, request);
    var results = new ArrayList<Intake.Result>();
    for (var event : sent.items()) {
      var away = !results.isEmpty() && List.of(AWAY).equals(results.getLast().errors());
      // Each further event would wait for the database again, and the client would have given up by
      // then.
      results.add(
          away
              ? Intake.Result.rejected(event.json().path("id").asString(""), List.of(AWAY))
              : oneOfMany(event, taking));
    }
    return ResponseEntity.accepted().body(new Results(results));
  }

  private Function<ExactJson.Read, Intake.Result> intaking(
      boolean dryRun, HttpServletRequest request) {
    if (!dryRun) {
      backlog.check();
    }
    var chain = causation.ofRequest();
    var sender = Caller.of(request);
    return sent -> dryRun ? intake.dryRun(sent, chain, sender) : intake.accept(sent, chain, sender);
  }

  private static Intake.Result oneOfMany(
      ExactJson.Read event, Function<ExactJson.Read, Intake.Result> taking) {
    try {
      return taking.apply(event);
    } catch (RuntimeException e) {
      return Intake.Result.rejected(event.json().path("id").asString(""), List.of(fault(e)));
    }
  }

  /**
   * Reports the failure for this event only; earlier events stay accepted and later ones are still
   * processed.
   */
  private static FieldError fault(RuntimeException e) {
    var failure = StoreFailure.of(e).orElse(StoreFailure.DEFECT);
    if (failure == StoreFailure.VALUE_UNUSABLE) {
      return FieldError.at("", "value-unusable", "A value of this event cannot be stored.");
    }
    if (failure != StoreFailure.DEFECT) {
      return AWAY;
    }
    LOG.error("An event of a batch failed because of a defect", e);
    return FieldError.at("", "fault", "Something went wrong in Parley. See the log of the api.");
  }
}
