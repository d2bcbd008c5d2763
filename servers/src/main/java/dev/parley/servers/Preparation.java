package dev.parley.servers;

import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.temporal.TemporalBinary;
import dev.parley.servers.temporal.TemporalPrograms;

/**
 * Provides the servers for tests in advance: compiling Temporal takes minutes, more than a test's
 * timeout.
 */
public final class Preparation {
  private Preparation() {}

  /**
   * Takes no arguments; exits with status 1 and a message if a prerequisite of all tests is
   * unavailable.
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
      // Only the tests of that topology need them, and they fail with the same message.
      System.err.println(e.getMessage());
    }
  }
}
