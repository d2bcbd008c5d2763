package dev.parley.execution;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The origin of an execution. */
public enum Mode {
  /** Started by a real event, with a published version. */
  @JsonProperty("production")
  PRODUCTION,
  /** Started from the editor, in a sandbox conversation. */
  @JsonProperty("test")
  TEST,
  /** Started manually, on a real conversation. */
  @JsonProperty("manual")
  MANUAL;

  /** Returns the spelling used in JSON and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #wire}. */
  public static Mode of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
