package dev.parley.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How a step's activity ended. No customer data. Its JSON form is part of every history: components
 * are only ever added.
 *
 * @param handle by which the node was left; null while it waits or is to be delivered
 * @param note a few words for the reader of a history, for example "condition 1 of 2 held"
 * @param resumeAt until when to wait, in milliseconds since 1970; null when there is no wait
 * @param toDeliver a message waits for its channel outside; null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepResult(
    @Nullable String handle, String note, @Nullable Long resumeAt, @Nullable Boolean toDeliver) {

  /** A step that is done. */
  public static StepResult left(String handle, String note) {
    return new StepResult(handle, note, null, null);
  }

  /** A wait that has begun. */
  public static StepResult waiting(long resumeAt, String note) {
    return new StepResult(null, note, resumeAt, null);
  }

  /** A message is in the store and {@link Contract#DELIVER} goes on with it. */
  public static StepResult toDeliver(String note) {
    return new StepResult(null, note, null, true);
  }
}
