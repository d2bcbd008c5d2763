package dev.parley.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Causation;
import dev.parley.api.Dispatch;
import dev.parley.api.Transactions;
import dev.parley.api.problem.Refusal;
import dev.parley.api.problem.Refusal.Fault;
import dev.parley.conversation.Loops.Cause;
import dev.parley.secret.CausationTokens;
import dev.parley.store.Events.NotStarted;
import dev.parley.store.Events.Recorded;
import dev.parley.store.Events.Started;
import dev.parley.store.StoreFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes events in: each in a transaction of its own, then its executions are dispatched. */
@Component
class Intake {
  private static final int ATTEMPTS = 5;

  /** No attempt begins later: a sender that waits long posts again, which makes it worse. */
  private static final Duration TRIES_FOR = Duration.ofSeconds(1);

  private static final Fault FORGED =
      Fault.at(
          "/" + CausationTokens.EXTENSION,
          "causation-invalid",
          "This is not a token of this installation. Hand it back as it came, or leave it out.");

  private final Transactions transactions;
  private final Dispatch dispatch;
  private final Causation causation;
  private final MeterRegistry metrics;
  private final Clock clock = Clock.systemUTC();

  Intake(Transactions transactions, Dispatch dispatch, Causation causation, MeterRegistry metrics) {
    this.transactions = transactions;
    this.dispatch = dispatch;
    this.causation = causation;
    this.metrics = metrics;
  }

  /**
   * What became of one event (design section 13).
   *
   * @param stale what of its snapshot something newer had told before, and so was left out, as
   *     {@code status}, {@code labels/VIP} or {@code contact/name}
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
      @Nullable List<Fault> errors) {

    static Result rejected(String id, List<Fault> faults) {
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

  /** A workflow that an event would have started. */
  @Schema(name = "HeldBack")
  record HeldBack(String workflowId, String reason) {
    static HeldBack of(NotStarted held) {
      return new HeldBack(held.workflowId().toString(), held.reason().wire());
    }
  }

  /**
   * Takes one event in; a database that is gone is the caller's to report.
   *
   * @param chain what caused the request; the event's own token may tell of more
   */
  Result accept(JsonNode json, List<Cause> chain) {
    var result =
        switch (CloudEventReader.read(json, clock)) {
          case CloudEventReader.Reading.Wrong wrong -> Result.rejected(wrong.id(), wrong.faults());
          case CloudEventReader.Reading.Read read ->
              own(json)
                  .map(own -> accept(read.event(), Causation.together(own, chain)))
                  .orElseGet(() -> Result.rejected(read.event().id(), List.of(FORGED)));
        };
    metrics.counter("parley.events", "result", result.result()).increment();
    return result;
  }

  /** The chain that the event's own token tells; absent when it is not a token of ours. */
  private Optional<List<Cause>> own(JsonNode json) {
    var token = json.path(CausationTokens.EXTENSION);
    if (token.isMissingNode() || token.isNull()) {
      return Optional.of(List.of());
    }
    return token.isString() ? causation.of(token.stringValue()) : Optional.empty();
  }

  private Result accept(CloudEvent event, List<Cause> chain) {
    var until = System.nanoTime() + TRIES_FOR.toNanos();
    for (int attempt = 1; ; attempt++) {
      try {
        var taken = transactions.write(tx -> EventStore.take(tx, event, chain));
        dispatch.started(taken.recorded().executions().stream().map(Started::executionId).toList());
        return result(event, taken);
      } catch (Refusal refusal) {
        return Result.rejected(event.id(), refusal.faults());
      } catch (RuntimeException e) {
        // Whoever was overtaken finds at once what overtook it, however long it waited for that.
        var again =
            e instanceof EventStore.Overtaken
                || (StoreFailure.passes(e) && System.nanoTime() <= until);
        if (attempt == ATTEMPTS || !again) {
          throw e;
        }
        pause(attempt);
      }
    }
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
