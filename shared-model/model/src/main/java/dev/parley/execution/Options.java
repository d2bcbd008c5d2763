package dev.parley.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings chosen when an execution starts; they never change afterwards.
 *
 * @param ordinarySteps runs every step as a regular activity
 * @param skipDelays ends delays immediately
 * @param callExternal lets a test run call other systems for real
 * @param replies for a test run: replies to use instead of calls, by node id
 */
public record Options(
    boolean ordinarySteps, boolean skipDelays, boolean callExternal, Map<String, Object> replies) {

  /** The settings of a run on a real conversation. */
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
