package dev.parley.api.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.run.ExecutionView.Failure;
import dev.parley.api.run.ExecutionView.StepView;
import dev.parley.conversation.EventType;
import dev.parley.execution.Mode;
import dev.parley.execution.StepStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** The log of one execution, in chronological order. */
@Schema(name = "RunLog")
record RunLog(List<Line> items) {

  /**
   * One line.
   *
   * @param id stable, for links to the line
   * @param attempt of the step, if relevant
   * @param text a sentence
   * @param until the end of a wait
   * @param executionId another run that the line mentions
   */
  @Schema(name = "RunLogLine")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(
      String id,
      OffsetDateTime time,
      @Schema(
              allowableValues = {
                "accepted",
                "started",
                "stepStarted",
                "attemptFailed",
                "waiting",
                "stepCompleted",
                "stepSkipped",
                "stepReused",
                "stepFailed",
                "stepCancelled",
                "completed",
                "failed",
                "cancelled",
                "retried"
              })
          String kind,
      @Nullable String nodeId,
      @Nullable String nodeName,
      @Nullable Integer attempt,
      String text,
      @Nullable OffsetDateTime until,
      @Nullable Failure error,
      @Nullable String executionId) {}

  /** A failed attempt of a step. */
  record Attempt(
      long seq,
      String nodeId,
      int attempt,
      OffsetDateTime failedAt,
      String code,
      String message,
      boolean retried) {}

  /** The run that retries this one. */
  record Retry(UUID id, OffsetDateTime createdAt) {}

  /**
   * Writes the log of a run. Its steps follow one another, so their order is chronological.
   *
   * @param names of an assignee, by type and id
   */
  static RunLog of(
      ExecutionView run,
      List<Attempt> attempts,
      Optional<Retry> retry,
      BinaryOperator<String> names) {
    return new Telling(run, attempts, new StepWords(Mode.of(run.mode()), names)).all(retry);
  }

  private static final class Telling {
    private final ExecutionView run;
    private final List<Attempt> attempts;
    private final StepWords words;
    private final List<Line> lines = new ArrayList<>();

    Telling(ExecutionView run, List<Attempt> attempts, StepWords words) {
      this.run = run;
      this.attempts = attempts;
      this.words = words;
    }

    RunLog all(Optional<Retry> retry) {
      add("accepted", run.createdAt(), "accepted", began(), null, run.retriedFrom());
      var steps =
          Objects.requireNonNullElse(run.steps(), List.<StepView>of()).stream()
              .filter(step -> !step.kind().equals("trigger"))
              .toList();
      // Steps completed before this run began come first.
      steps.stream().filter(Telling::isReused).forEach(this::reused);
      var started = run.startedAt();
      if (started != null) {
        add("started", started, "started", "The run started.", null, null);
      }
      steps.stream().filter(step -> !isReused(step)).forEach(this::step);
      end();
      retry.ifPresent(next ->
          add(
              "retried",
              next.createdAt(),
              "retried",
              "Retried as another run.",
              null,
              next.id().toString()));
      return new RunLog(List.copyOf(lines));
    }

    private static boolean isReused(StepView step) {
      return step.status().equals(StepStatus.REUSED.wire());
    }

    private String began() {
      var trigger = EventType.of(run.trigger()).map(EventType::title).orElse(run.trigger());
      var how =
          switch (Mode.of(run.mode())) {
            case PRODUCTION -> "Accepted: " + trigger + ".";
            case MANUAL -> "Started manually.";
            case TEST -> "Started as a test, with sample data for " + trigger + ".";
          };
      return run.retriedFrom() == null ? how : how + " Resumes an earlier run.";
    }

    private void reused(StepView step) {
      add(step, "reused", run.createdAt(), "stepReused", "Completed by the earlier run; reused.");
    }

    private void step(StepView step) {
      var failed =
          attempts.stream().filter(attempt -> attempt.nodeId().equals(step.nodeId())).toList();
      var isWait = step.resumeAt() != null;
      if (isWait) {
        lines.add(
            line(step, "wait", step.startedAt(), "waiting", "Waits.", step.resumeAt(), null, null));
      } else if (!failed.isEmpty() || !step.startedAt().equals(step.completedAt())) {
        // A step completed within a single transaction has only one time.
        add(step, "started", later(step.startedAt()), "stepStarted", "Began.");
      }
      failed.forEach(attempt -> {
        // The last attempt of a failed step is reported as its end.
        if (attempt.retried() || !isLast(attempt, failed) || !isFailed(step)) {
          attempt(step, attempt);
        }
      });
      ended(step);
    }

    private static boolean isFailed(StepView step) {
      return step.status().equals(StepStatus.FAILED.wire());
    }

    private static boolean isLast(Attempt attempt, List<Attempt> all) {
      return attempt.equals(all.getLast());
    }

    private void attempt(StepView step, Attempt attempt) {
      lines.add(
          line(
              step,
              "attempt." + attempt.seq(),
              attempt.failedAt(),
              "attemptFailed",
              "Attempt " + attempt.attempt() + " failed: " + attempt.message(),
              null,
              attempt.attempt(),
              new Failure(attempt.code(), attempt.message(), null)));
    }

    private void ended(StepView step) {
      var at = step.completedAt();
      if (at == null) {
        return;
      }
      switch (StepStatus.of(step.status())) {
        case COMPLETED ->
            add(
                step,
                "end",
                at,
                words.isSkipped(step) ? "stepSkipped" : "stepCompleted",
                words.did(step));
        case FAILED -> failed(step, at);
        case CANCELLED ->
            add(step, "end", at, "stepCancelled", "Stopped: the run ended before it was done.");
        case REUSED, RUNNING, WAITING, RETRYING -> {}
      }
    }

    private void failed(StepView step, OffsetDateTime at) {
      var error = step.error();
      var message = error == null || error.message() == null ? "unknown reason" : error.message();
      var text =
          step.attempt() > 1
              ? "Gave up after " + step.attempt() + " attempts: " + message
              : "Failed: " + message;
      lines.add(line(step, "end", at, "stepFailed", text, null, step.attempt(), error));
    }

    private void end() {
      var at = run.completedAt();
      if (at == null) {
        return;
      }
      var error = run.error();
      var why = error == null || error.message() == null ? "" : " " + error.message();
      switch (run.status()) {
        case "completed" -> add("end", at, "completed", "The run completed.", null, null);
        case "failed" -> add("end", at, "failed", "The run failed." + why, error, null);
        case "cancelled" ->
            add("end", at, "cancelled", "The run was cancelled." + why, error, null);
        default -> {}
      }
    }

    /** A step that the earlier run had begun is begun again by this one. */
    private OffsetDateTime later(OffsetDateTime began) {
      var started = Objects.requireNonNullElse(run.startedAt(), run.createdAt());
      return began.isBefore(started) ? started : began;
    }

    private void add(
        String id,
        OffsetDateTime time,
        String kind,
        String text,
        @Nullable Failure error,
        @Nullable String other) {
      lines.add(new Line(id, time, kind, null, null, null, text, null, error, other));
    }

    private void add(StepView step, String id, OffsetDateTime time, String kind, String text) {
      lines.add(line(step, id, time, kind, text, null, null, null));
    }

    private static Line line(
        StepView step,
        String id,
        OffsetDateTime time,
        String kind,
        String text,
        @Nullable OffsetDateTime until,
        @Nullable Integer attempt,
        @Nullable Failure error) {
      return new Line(
          step.nodeId() + "." + id,
          time,
          kind,
          step.nodeId(),
          step.name(),
          attempt,
          text,
          until,
          error,
          null);
    }
  }
}
