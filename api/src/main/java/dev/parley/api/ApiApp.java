package dev.parley.api;

/** The HTTP service. */
public final class ApiApp {
  private ApiApp() {}

  /** Entry point. */
  public static void main(String[] args) {
    System.out.println("The HTTP service.");
  }
}
