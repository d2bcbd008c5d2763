package dev.parley.template;

import dev.parley.template.value.LiquidWork;
import java.util.Map;

/** The data of the templates of one step, and the work that they share. Belongs to one thread. */
public final class Rendering {
  private final Map<String, ?> data;
  private final boolean lenient;
  private final LiquidWork work = new LiquidWork();

  /**
   * Creates a rendering that has not used any work yet.
   *
   * @param data maps, lists, strings, numbers, booleans, dates and null
   * @param lenient to keep accepting what was once publishable and is an error now
   */
  public Rendering(Map<String, ?> data, boolean lenient) {
    this.data = data;
    this.lenient = lenient;
  }

  Map<String, ?> data() {
    return data;
  }

  boolean lenient() {
    return lenient;
  }

  /** Returns how much of the work that its templates may do is done, from 0 to 1. */
  public double share() {
    return work.share();
  }

  LiquidWork work() {
    return work;
  }
}
