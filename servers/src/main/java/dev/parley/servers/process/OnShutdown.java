package dev.parley.servers.process;

/** A shutdown hook that is active until closed. */
public final class OnShutdown implements AutoCloseable {
  private final Thread hook;

  /** Does the work when this process is asked to end. */
  public OnShutdown(Runnable work) {
    this.hook = new Thread(work, "on-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook is running.
    }
  }
}
