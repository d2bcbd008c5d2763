package dev.parley.execution;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How an execution came about (guide, "Execution modes"). */
public enum Mode {
  /** By a real event of a published version. */
  @JsonProperty("production")
  PRODUCTION,
  /** From the editor, in a sandbox conversation. */
  @JsonProperty("test")
  TEST,
  /** By hand, on a real conversation. */
  @JsonProperty("manual")
  MANUAL;

  /** The spelling in JSON and in the store. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #wire}. */
  public static Mode of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
