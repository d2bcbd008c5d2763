package dev.parley.execution;

/**
 * Why a step could not be carried out. The type says who must act and whether it is tried again.
 */
public final class StepFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureType type;
  private final String detail;

  /**
   * A failure.
   *
   * @param summary for Temporal: a few words without customer data
   * @param detail for the ledger: what happened and what to do
   */
  public StepFailure(FailureType type, String summary, String detail) {
    super(summary);
    this.type = type;
    this.detail = detail;
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

  /** For the ledger: what happened and what to do. */
  public String detail() {
    return detail;
  }
}
