package dev.parley.local;

import java.time.Duration;

/** The processes of the stack, in start order. */
public enum Part {
  /** PostgreSQL. */
  DATABASE("PostgreSQL", Duration.ofSeconds(20)),
  /** The Temporal server with its Web UI. */
  TEMPORAL("Temporal", Duration.ofSeconds(10)),
  /** The HTTP service. */
  API("api", Duration.ofSeconds(20)),
  /** A second instance of the HTTP service, in topologies with two. */
  SECOND_API("api-2", Duration.ofSeconds(20)),
  /** The worker; on shutdown it finishes its activities first. */
  WORKER("worker", Duration.ofSeconds(35)),
  /** A second instance of the worker, in topologies with two. */
  SECOND_WORKER("worker-2", Duration.ofSeconds(35));

  private final String title;
  private final Duration patience;

  Part(String title, Duration patience) {
    this.title = title;
    this.patience = patience;
  }

  /** Returns the display name, also used for files. */
  String title() {
    return title;
  }

  /** Returns the time allowed for a shutdown. */
  Duration patience() {
    return patience;
  }
}
