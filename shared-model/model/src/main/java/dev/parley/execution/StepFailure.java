package dev.parley.execution;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The failure of a step. The type says who has to act and whether the step is retried. */
public final class StepFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureType type;
  private final String detail;
  private final @Nullable Duration retryAfter;

  /**
   * Creates a failure.
   *
   * @param summary for Temporal: a few words without customer data
   * @param detail for the ledger: what happened and what to do
   */
  public StepFailure(FailureType type, String summary, String detail) {
    this(type, summary, detail, null);
  }

  /**
   * Creates a failure for which a peer requested a delay.
   *
   * @param retryAfter the delay before the next attempt; null for the default back-off
   */
  public StepFailure(
      FailureType type, String summary, String detail, @Nullable Duration retryAfter) {
    super(summary);
    this.type = type;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }

  /** Creates a failure whose summary, free of customer data, also serves as its detail. */
  public StepFailure(FailureType type, String summary) {
    this(type, summary, summary);
  }

  /** Returns the type, which says who has to act. */
  public FailureType type() {
    return type;
  }

  /** Returns the summary for Temporal, free of customer data. */
  public String summary() {
    return String.valueOf(getMessage());
  }

  /** Returns the delay before the next attempt, if the peer requested one. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Returns the detail for the ledger: what happened and what to do. */
  public String detail() {
    return detail;
  }
}
