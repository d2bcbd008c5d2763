package dev.parley.local;

import java.time.Duration;

/** The processes of the stack, in the order in which they are started. */
public enum Part {
  /** PostgreSQL. */
  DATABASE("PostgreSQL", Duration.ofSeconds(20)),
  /** The Temporal server with its Web UI. */
  TEMPORAL("Temporal", Duration.ofSeconds(10)),
  /** The HTTP service. */
  API("api", Duration.ofSeconds(20)),
  /** A second instance of it, where there are two. */
  SECOND_API("api-2", Duration.ofSeconds(20)),
  /** What carries out executions; drains the activities it is in before it ends. */
  WORKER("worker", Duration.ofSeconds(35)),
  /** A second instance of it, where there are two. */
  SECOND_WORKER("worker-2", Duration.ofSeconds(35));

  private final String title;
  private final Duration patience;

  Part(String title, Duration patience) {
    this.title = title;
    this.patience = patience;
  }

  /** For people and file names. */
  String title() {
    return title;
  }

  /** How long it may take to end when asked to. */
  Duration patience() {
    return patience;
  }
}
