package dev.parley.worker;

/** Carries out executions: the Temporal worker. */
public final class WorkerApp {
  private WorkerApp() {}

  /** Entry point. */
  public static void main(String[] args) {
    System.out.println("Carries out executions: the Temporal worker.");
  }
}
