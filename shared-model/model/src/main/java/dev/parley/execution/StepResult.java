package dev.parley.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a step's activity. Contains no customer data. Its JSON form is part of every
 * history: components are only ever added.
 *
 * @param handle the handle taken; null while the step waits or has a message to deliver
 * @param note a few words for the reader of a history, for example "condition 1 of 2 held"
 * @param resumeAt end of the wait, in milliseconds since 1970; null if there is no wait
 * @param toDeliver true if a message waits for its outside channel; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepResult(
    @Nullable String handle, String note, @Nullable Long resumeAt, @Nullable Boolean toDeliver) {

  /** Returns the result of a finished step. */
  public static StepResult left(String handle, String note) {
    return new StepResult(handle, note, null, null);
  }

  /** Returns the result of a step that has begun to wait. */
  public static StepResult waiting(long resumeAt, String note) {
    return new StepResult(null, note, resumeAt, null);
  }

  /** Returns the result of a step whose stored message {@link Contract#DELIVER} sends next. */
  public static StepResult toDeliver(String note) {
    return new StepResult(null, note, null, true);
  }
}
