package dev.parley.api.limit;

import dev.parley.api.problem.Refusal;
import java.time.Duration;

/**
 * The state of a rate limit after one request.
 *
 * @param policy the name of the limit: {@code key}, {@code person} or {@code address}
 * @param granted true if the request was within the limit
 * @param limit the requests of one minute
 * @param left how many more may follow at once
 * @param pause the time after which the next one is possible; zero if it is now
 * @param reset the time after which the whole limit is available again
 */
public record Allowance(
    String policy, boolean granted, long limit, long left, Duration pause, Duration reset) {
  /** Returns the refusal of the request. */
  public Refusal refusal(String detail) {
    return Refusal.of(429, "rate-limited", detail + " Try again in " + retryAfter() + " seconds.")
        .retryAfter(retryAfter());
  }

  /** Returns the whole seconds to wait before another request, at least one. */
  public int retryAfter() {
    return (int) Math.max(1, pause.plusMillis(999).toSeconds());
  }
}
