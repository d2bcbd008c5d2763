package dev.parley.execution;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a step could not be carried out. The type says who must act and whether it is tried again.
 */
public final class StepFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureType type;
  private final String detail;
  private final @Nullable Duration retryAfter;

  /**
   * A failure.
   *
   * @param summary for Temporal: a few words without customer data
   * @param detail for the ledger: what happened and what to do
   */
  public StepFailure(FailureType type, String summary, String detail) {
    this(type, summary, detail, null);
  }

  /**
   * A failure after which a peer asked for patience.
   *
   * @param retryAfter not to be tried again before; null for the usual back-off
   */
  public StepFailure(
      FailureType type, String summary, String detail, @Nullable Duration retryAfter) {
    super(summary);
    this.type = type;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }

  /** A failure whose words hold no customer data. */
  public StepFailure(FailureType type, String summary) {
    this(type, summary, summary);
  }

  /** Who must act. */
  public FailureType type() {
    return type;
  }

  /** For Temporal: free of customer data. */
  public String summary() {
    return String.valueOf(getMessage());
  }

  /** How long to wait before the next attempt, if the peer said so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** For the ledger: what happened and what to do. */
  public String detail() {
    return detail;
  }
}
