package dev.parley.api.temporal;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Logs in one line whether Temporal can be used: when the api starts, and whenever that changes.
 * Search attributes are set up at the first opportunity, before the first run needs them.
 */
@Component
class ConnectionLog {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLog.class);
  private static final int LOOK_EVERY_SECONDS = 5;
  private static final String CONNECTED = "";

  private final Temporal temporal;
  private String said = "nothing yet";

  ConnectionLog(Temporal temporal) {
    this.temporal = temporal;
  }

  @Scheduled(initialDelay = 0, fixedDelay = LOOK_EVERY_SECONDS, timeUnit = TimeUnit.SECONDS)
  synchronized void look() {
    var problem = temporal.check().problem().or(this::unprepared).orElse(CONNECTED);
    if (problem.equals(said)) {
      return;
    }
    said = problem;
    if (problem.equals(CONNECTED)) {
      LOG.info("Connected to {}", temporal.check().description());
    } else {
      LOG.warn("Runs wait to be started: {}", problem);
    }
  }

  private Optional<String> unprepared() {
    try {
      temporal.prepare();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
