package dev.parley.node;

import java.util.Map;

/**
 * What the templates of one step are filled in with, and the work that they may do together.
 * Belongs to one thread.
 */
final class Rendering {
  private final Map<String, ?> data;
  private final boolean lenient;
  private final LiquidWork work = new LiquidWork();

  /**
   * A rendering that has done no work yet.
   *
   * @param data maps, lists, strings, numbers, truth values, moments and null
   * @param lenient to go on doing what could be published once and is refused now
   */
  Rendering(Map<String, ?> data, boolean lenient) {
    this.data = data;
    this.lenient = lenient;
  }

  Map<String, ?> data() {
    return data;
  }

  boolean lenient() {
    return lenient;
  }

  LiquidWork work() {
    return work;
  }
}
