package dev.parley.worker.step;

import dev.parley.execution.StepResult;
import dev.parley.node.Node;
import dev.parley.store.Ledger;
import dev.parley.store.Ledger.Claim;
import dev.parley.store.Ledger.Completed;
import dev.parley.store.Ledger.Done;
import dev.parley.worker.database.Database;
import dev.parley.worker.step.Steps.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Runs waiting steps: starting and ending a wait are one transaction each, which claims the step.
 */
public final class WaitingSteps {
  private final Database database;

  /** Waiting steps over that database. */
  public WaitingSteps(Database database) {
    this.database = database;
  }

  StepResult await(Visit visit, Node.Waiting waiting) {
    return database.write(
        tx -> Steps.once(tx, visit, claim -> await(tx, visit, waiting.duration(), claim)));
  }

  private static StepResult await(DSLContext tx, Visit visit, Duration duration, Claim claim) {
    var note = "wait " + words(duration);
    if (visit.execution().options().skipDelays()) {
      return complete(tx, visit, Map.of("skipped", true), note + ", skipped");
    }
    var begun = claim instanceof Claim.Resumed(var step) ? step.resumeAt() : null;
    var reached = Instant.ofEpochMilli(visit.task().at());
    var resumeAt = begun == null ? reached.plus(duration) : begun;
    Ledger.await(tx, visit.execution(), visit.node(), resumeAt);
    return StepResult.waiting(resumeAt.toEpochMilli(), note);
  }

  StepResult resume(Visit visit) {
    return database.write(tx -> Steps.once(tx, visit, _ -> complete(tx, visit, null, "")));
  }

  private static StepResult complete(
      DSLContext tx, Visit visit, @Nullable Object output, String note) {
    var done = new Done(Node.NEXT, null, output, visit.info().getAttempt());
    Ledger.complete(tx, visit.execution(), new Completed(visit.node(), done, visit.closing()));
    return StepResult.left(Node.NEXT, note);
  }

  private static String words(Duration duration) {
    if (duration.toMinutesPart() != 0) {
      return plural(duration.toMinutes(), "minute");
    }
    return duration.toHoursPart() != 0
        ? plural(duration.toHours(), "hour")
        : plural(duration.toDays(), "day");
  }

  private static String plural(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
