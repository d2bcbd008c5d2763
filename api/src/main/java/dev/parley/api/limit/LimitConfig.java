package dev.parley.api.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Limits from the environment; the variable names are in {@code application.yaml}. Zero means no
 * limit.
 *
 * @param perKey requests of an API key in a minute
 * @param perPerson requests of a person in a minute, in all sessions together
 * @param perAddress requests with a wrong key or sign-in link, from one address in a minute
 * @param backlog runs that may wait to be started on Temporal before events are refused
 * @param bodyTime the time within which a request's body must arrive
 */
@ConfigurationProperties("parley.limits")
public record LimitConfig(
    int perKey, int perPerson, int perAddress, int backlog, Duration bodyTime) {
  /** Checks the limits. */
  public LimitConfig {
    if (perKey < 0 || perPerson < 0 || perAddress < 0 || backlog < 0) {
      throw new IllegalArgumentException("a limit is 0, for none, or a positive number");
    }
  }
}
