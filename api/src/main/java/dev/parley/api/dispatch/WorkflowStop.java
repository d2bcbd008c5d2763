package dev.parley.api.dispatch;

import dev.parley.api.Transactions;
import dev.parley.store.StopSwitch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps new runs from being started while all workflows are stopped. */
@Component
public class WorkflowStop {
  private static final Logger LOG = LoggerFactory.getLogger(WorkflowStop.class);
  private static final int LOOK_SECONDS = 1;

  private final Transactions transactions;
  private volatile boolean stopped;

  WorkflowStop(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Returns true while all workflows are stopped, as this instance knows. */
  public boolean isOn() {
    return stopped;
  }

  /** Reads the switch, as happens every second. */
  @Scheduled(initialDelay = 0, fixedDelay = LOOK_SECONDS, timeUnit = TimeUnit.SECONDS)
  public void look() {
    try {
      stopped = transactions.readOnce(tx -> StopSwitch.find(tx).isPresent());
    } catch (RuntimeException e) {
      LOG.debug("The switch is read later: {}", e.toString());
    }
  }
}
