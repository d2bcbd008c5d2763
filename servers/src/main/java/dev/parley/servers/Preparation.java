package dev.parley.servers;

/**
 * Gets what tests start, before they start it: compiling Temporal takes minutes, which no test's
 * time limit allows for.
 */
public final class Preparation {
  private Preparation() {}

  /**
   * Takes no arguments; ends with status 1 and a sentence when what all tests need cannot be had.
   */
  public static void main(String[] arguments) {
    try {
      TemporalBinary.find(System.out::println);
    } catch (CannotStartException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    try {
      TemporalPrograms.ofUser(System.out::println).find();
    } catch (CannotStartException e) {
      // Only the tests of that topology need them, and say the same when they fail.
      System.err.println(e.getMessage());
    }
  }
}
