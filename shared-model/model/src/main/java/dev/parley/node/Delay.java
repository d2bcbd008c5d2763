package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits from 1 minute to 365 days.
 *
 * @param amount number of units; 0 while it is not set yet
 */
@JsonTypeName("delay")
record Delay(long amount, Unit unit) implements Node.Waiting {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  Delay(long amount, @Nullable Unit unit) {
    this.amount = amount;
    this.unit = unit == null ? Unit.MINUTES : unit;
  }

  /** A unit of time. */
  enum Unit {
    @JsonProperty("minutes")
    MINUTES(Duration.ofMinutes(1)),
    @JsonProperty("hours")
    HOURS(Duration.ofHours(1)),
    @JsonProperty("days")
    DAYS(Duration.ofDays(1));

    private final Duration one;

    Unit(Duration one) {
      this.one = one;
    }
  }

  @Override
  public Duration duration() {
    return unit.one.multipliedBy(amount);
  }

  @Override
  public void inspect(Inspection inspection) {
    var longest = LONGEST.dividedBy(unit.one);
    if (amount < SHORTEST.dividedBy(unit.one) || amount < 1 || amount > longest) {
      inspection.problem(
          "/amount",
          "delay-out-of-range",
          "Wait at least 1 minute and at most 365 days (here: 1 to "
              + longest
              + " "
              + unit.name().toLowerCase(java.util.Locale.ROOT)
              + ").");
    }
  }
}
