package dev.parley.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Causation;
import dev.parley.api.Transactions;
import dev.parley.api.dispatch.Dispatch;
import dev.parley.api.json.ExactJson;
import dev.parley.api.problem.Refusal;
import dev.parley.api.problem.Refusal.FieldError;
import dev.parley.api.security.Caller;
import dev.parley.conversation.Loops.Cause;
import dev.parley.secret.CausationTokens;
import dev.parley.store.Events.NotStarted;
import dev.parley.store.Events.Recorded;
import dev.parley.store.Events.Started;
import dev.parley.store.sql.StoreFailure;
import dev.parley.trace.TracedWork;
import dev.parley.trace.Traceparent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Accepts events: each in a transaction of its own, followed by the dispatch of its executions. */
@Component
class Intake {
  private static final int ATTEMPTS = 5;

  /**
   * No attempt begins later: a sender that waits too long posts again, which makes matters worse.
   */
  private static final Duration TRIES_FOR = Duration.ofSeconds(1);

  private static final FieldError FORGED =
      FieldError.at(
          "/" + CausationTokens.EXTENSION,
          "causation-invalid",
          "This is not a token of this installation. Return it unchanged, or omit it.");

  private static final FieldError SOURCE_OF_ANOTHER =
      FieldError.at(
          "/source",
          "source-not-yours",
          "This API key is restricted to other sources (see its settings).");

  private final Transactions transactions;
  private final Dispatch dispatch;
  private final Causation causation;
  private final MeterRegistry metrics;
  private final AttemptStore attempts;
  private final Clock clock = Clock.systemUTC();

  Intake(
      Transactions transactions,
      Dispatch dispatch,
      Causation causation,
      MeterRegistry metrics,
      AttemptStore attempts) {
    this.transactions = transactions;
    this.dispatch = dispatch;
    this.causation = causation;
    this.metrics = metrics;
    this.attempts = attempts;
    List.of("accepted", "duplicate", "rejected").forEach(this::counter);
  }

  private Counter counter(String result) {
    return Counter.builder("parley.events")
        .description("Events by their result")
        .tag("result", result)
        .register(metrics);
  }

  /**
   * The outcome of one event.
   *
   * @param stale the parts of its snapshot that were left out because something newer was known,
   *     such as {@code status}, {@code labels/VIP} or {@code contact/name}
   */
  @Schema(name = "EventResult")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      String id,
      @Schema(allowableValues = {"accepted", "duplicate", "rejected"}) String result,
      List<StartedExecution> executions,
      List<HeldBack> notStarted,
      List<String> stale,
      @Nullable Boolean sameBody,
      @Nullable List<FieldError> errors) {

    /** Adds workflows that do not start; a duplicate has none. */
    Result and(List<HeldBack> more) {
      var all = Stream.concat(notStarted.stream(), more.stream()).toList();
      return result.equals("duplicate")
          ? this
          : new Result(id, result, executions, all, stale, sameBody, errors);
    }

    static Result rejected(String id, List<FieldError> faults) {
      return new Result(id, "rejected", List.of(), List.of(), List.of(), null, faults);
    }
  }

  /** An execution that an event started. */
  @Schema(name = "StartedExecution")
  record StartedExecution(String executionId, String workflowId) {
    static StartedExecution of(Started started) {
      return new StartedExecution(
          started.executionId().toString(), started.workflowId().toString());
    }
  }

  /** A workflow that the event did not start. */
  @Schema(name = "HeldBack")
  record HeldBack(String workflowId, String reason) {
    static HeldBack of(NotStarted held) {
      return new HeldBack(held.workflowId().toString(), held.reason().wire());
    }
  }

  /**
   * Accepts one event; the caller handles an unavailable database.
   *
   * @param chain the causes of the request; the event's own token may add more
   * @param sender the key or session that posted it
   */
  Result accept(ExactJson.Read sent, List<Cause> chain, Caller sender) {
    var result = again(sent, chain, sender);
    attempts.remember(sent.json(), result, sender.name());
    return result;
  }

  /** Accepts an event that was rejected before. */
  Result again(ExactJson.Read sent, List<Cause> chain, Caller sender) {
    var own = sent.json().path(Traceparent.NAME).asString("");
    try (var work =
        own.isEmpty()
            ? TracedWork.begin("accept event", SpanKind.SERVER)
            : TracedWork.begin("accept event", SpanKind.SERVER, own)) {
      var result = counted(read(sent, chain, sender::maySend, this::take));
      work.with("parley.result", result.result()).with("parley.runs", result.executions().size());
      return result;
    }
  }

  private Result counted(Result result) {
    counter(result.result()).increment();
    return result;
  }

  /** Returns the outcome that an event would have, without storing anything. */
  Result dryRun(ExactJson.Read sent, List<Cause> chain, Caller sender) {
    return read(sent, chain, sender::maySend, this::wouldTake);
  }

  private Result read(
      ExactJson.Read sent,
      List<Cause> chain,
      Predicate<String> maySend,
      BiFunction<CloudEvent, List<Cause>, Result> taking) {
    return switch (CloudEventReader.read(sent, clock)) {
      case CloudEventReader.Reading.Wrong wrong -> Result.rejected(wrong.id(), wrong.faults());
      case CloudEventReader.Reading.Read read when !maySend.test(read.event().source()) ->
          Result.rejected(read.event().id(), List.of(SOURCE_OF_ANOTHER));
      case CloudEventReader.Reading.Read read ->
          own(sent.json())
              .map(own -> attempted(read.event(), Causation.together(own, chain), taking))
              .orElseGet(() -> Result.rejected(read.event().id(), List.of(FORGED)));
    };
  }

  /** Returns the chain in the event's own token; empty if the token is not ours. */
  private Optional<List<Cause>> own(JsonNode json) {
    var token = json.path(CausationTokens.EXTENSION);
    if (token.isMissingNode() || token.isNull()) {
      return Optional.of(List.of());
    }
    return token.isString() ? causation.of(token.stringValue()) : Optional.empty();
  }

  private static Result attempted(
      CloudEvent event, List<Cause> chain, BiFunction<CloudEvent, List<Cause>, Result> taking) {
    var until = System.nanoTime() + TRIES_FOR.toNanos();
    for (int attempt = 1; ; attempt++) {
      try {
        return taking.apply(event, chain);
      } catch (Refusal refusal) {
        return Result.rejected(event.id(), refusal.faults());
      } catch (RuntimeException e) {
        // A retry after a conflict finds the other transaction's result at once, however long it
        // waited for it.
        var again =
            e instanceof EventStore.ConcurrentlyProcessed
                || (StoreFailure.passes(e) && System.nanoTime() <= until);
        if (attempt == ATTEMPTS || !again) {
          throw e;
        }
        pause(attempt);
      }
    }
  }

  private Result take(CloudEvent event, List<Cause> chain) {
    var taken = transactions.write(tx -> EventStore.take(tx, event, chain));
    dispatch.started(taken.recorded().executions().stream().map(Started::executionId).toList());
    return result(event, taken);
  }

  /** Does everything and rolls it back, so that the answer is what would really happen. */
  private Result wouldTake(CloudEvent event, List<Cause> chain) {
    return transactions.undone(tx ->
        result(event, EventStore.take(tx, event, chain))
            .and(AttemptStore.asleep(tx, event.type())));
  }

  private static Result result(CloudEvent event, EventStore.Taken taken) {
    Recorded recorded = taken.recorded();
    return new Result(
        event.id(),
        taken.isNew() ? "accepted" : "duplicate",
        recorded.executions().stream().map(StartedExecution::of).toList(),
        recorded.notStarted().stream().map(HeldBack::of).toList(),
        recorded.stale(),
        taken.isNew() ? null : taken.sameBody(),
        null);
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(20L << attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
