package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits from 1 minute to 365 days.
 *
 * @param amount number of units; 0 while it is not set yet
 */
@Kind(
    name = "delay",
    title = "Delay",
    section = Kind.Section.FLOW,
    help = "Pause the workflow for a while before it continues with the next step.",
    keywords = "wait pause timer later",
    icon = "clock",
    color = Kind.Color.CYAN,
    summary = "Wait {amount} {unit}",
    unset = "Choose how long to wait")
record Delay(
    @Setting(label = "Duration", required = true, least = 1, start = "1", example = "2")
        long amount,
    @Setting(label = "Time unit", start = "hours") Unit unit)
    implements Node.Waiting {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  Delay(long amount, @Nullable Unit unit) {
    this.amount = amount;
    this.unit = unit == null ? Unit.MINUTES : unit;
  }

  /** A unit of time. */
  enum Unit {
    @JsonProperty("minutes")
    @Title("Minutes")
    MINUTES(Duration.ofMinutes(1)),
    @JsonProperty("hours")
    @Title("Hours")
    HOURS(Duration.ofHours(1)),
    @JsonProperty("days")
    @Title("Days")
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
