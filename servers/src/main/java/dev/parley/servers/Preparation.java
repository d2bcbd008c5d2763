package dev.parley.servers;

/**
 * Gets what tests start, before they start it: compiling Temporal takes minutes, which no test's
 * time limit allows for.
 */
public final class Preparation {
  private Preparation() {}

  /** Takes no arguments; ends with status 1 and a sentence when something cannot be had. */
  public static void main(String[] arguments) {
    try {
      TemporalBinary.find(System.out::println);
    } catch (CannotStartException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
