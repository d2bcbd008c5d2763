package dev.parley.local;

/** The whole stack on one machine. */
public final class LocalApp {
  private LocalApp() {}

  /** Entry point. */
  public static void main(String[] args) {
    System.out.println("The whole stack on one machine.");
  }
}
