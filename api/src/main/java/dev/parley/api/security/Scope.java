package dev.parley.api.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Set;

/** A permission of an API key. */
public enum Scope {
  /** Post events and read their outcomes. */
  @JsonProperty("events:write")
  EVENTS_WRITE("events:write"),
  /** Read everything except API keys. */
  @JsonProperty("read")
  READ("read"),
  /** Everything. */
  @JsonProperty("admin")
  ADMIN("admin");

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String EVENTS = "/api/v1/events";
  private static final String KEYS = "/api/v1/api-keys";

  private final String wire;

  Scope(String wire) {
    this.wire = wire;
  }

  /** Returns the spelling used in JSON and in the database. */
  public String wire() {
    return wire;
  }

  /** Reads {@link #wire}. */
  static Scope of(String wire) {
    return Arrays.stream(values())
        .filter(scope -> scope.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("scope: unknown \"" + wire + "\""));
  }

  /**
   * Returns true if the scope allows a request.
   *
   * @param path as handlers are selected by it: decoded, without parameters
   */
  public boolean allows(String method, String path) {
    return switch (this) {
      case ADMIN -> true;
      case READ -> READS.contains(method) && !isBelow(path, KEYS);
      case EVENTS_WRITE ->
          isBelow(path, EVENTS) && (method.equals("POST") || READS.contains(method));
    };
  }

  private static boolean isBelow(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }
}
