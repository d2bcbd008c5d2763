package dev.parley.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was chosen when an execution started; it never changes afterwards.
 *
 * @param ordinarySteps carries out every step as an ordinary activity
 * @param skipDelays passes delays at once
 * @param callExternal lets a test run really call other systems
 * @param replies for a test run: the reply to use instead of calling, by node id
 */
public record Options(
    boolean ordinarySteps, boolean skipDelays, boolean callExternal, Map<String, Object> replies) {

  /** Those of a run on a real conversation. */
  public static final Options NONE = new Options(false, false, true, Map.of());

  public Options(
      boolean ordinarySteps,
      boolean skipDelays,
      boolean callExternal,
      @Nullable Map<String, Object> replies) {
    this.ordinarySteps = ordinarySteps;
    this.skipDelays = skipDelays;
    this.callExternal = callExternal;
    this.replies = replies == null ? Map.of() : replies;
  }
}
