package dev.parley.api.dispatch;

import dev.parley.api.Transactions;
import dev.parley.api.limit.LimitConfig;
import dev.parley.api.problem.Refusal;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Refuses events while too many runs wait to be started on Temporal, so that senders slow down
 * before the delay grows beyond use. Once full, events are refused until a tenth of the backlog is
 * gone.
 */
@Component
public class BacklogLimit {
  private static final Logger LOG = LoggerFactory.getLogger(BacklogLimit.class);
  private static final int LOOK_SECONDS = 1;
  private static final int RETRY_AFTER_SECONDS = 10;

  private final Transactions transactions;
  private final int most;
  private final WorkflowStop stop;
  private volatile boolean full;

  BacklogLimit(Transactions transactions, LimitConfig config, WorkflowStop stop) {
    this.transactions = transactions;
    most = config.backlog();
    this.stop = stop;
  }

  /**
   * Checks that events are accepted now.
   *
   * @throws Refusal 429 {@code backlog-full} if too many runs wait to be started
   */
  public void check() {
    // While all workflows are stopped, runs are meant to wait.
    if (full && !stop.isOn()) {
      throw Refusal.of(
              429,
              "backlog-full",
              "More than "
                  + most
                  + " runs wait to be started, so no events are accepted at the moment. Nothing of"
                  + " this request was stored: send all of it again later.")
          .retryAfter(RETRY_AFTER_SECONDS);
    }
  }

  @Scheduled(initialDelay = 0, fixedDelay = LOOK_SECONDS, timeUnit = TimeUnit.SECONDS)
  void look() {
    if (most == 0) {
      return;
    }
    try {
      var bound = full ? most - most / 10 : most;
      var now = transactions.readOnce(tx -> DispatchStore.moreWaitThan(tx, bound));
      if (now != full) {
        LOG.warn(
            now
                ? "Events are refused: more than {} runs wait to be started on Temporal"
                : "Events are accepted again: fewer than {} runs wait to be started on Temporal",
            bound);
      }
      full = now;
    } catch (RuntimeException e) {
      LOG.debug("The backlog is counted later: {}", e.toString());
    }
  }
}
