package dev.parley.api.run;

import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.PERSONA;
import static dev.parley.db.Tables.STEP_ATTEMPT;
import static dev.parley.db.Tables.USERS;

import dev.parley.api.run.RunLog.Attempt;
import dev.parley.api.run.RunLog.Retry;
import dev.parley.store.Ids;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Reads the data of an execution's log: steps, failed attempts and the retry. */
@Component
class RunLogStore {
  private static final int MOST_ATTEMPTS = 2_000;

  private final ExecutionStore executions;

  RunLogStore(ExecutionStore executions) {
    this.executions = executions;
  }

  Optional<RunLog> find(DSLContext tx, UUID id) {
    return executions
        .find(tx, id)
        .map(run ->
            RunLog.of(run, attempts(tx, id), retry(tx, id), (type, who) -> name(tx, type, who)));
  }

  /** Returns the latest attempts, in order. */
  private static List<Attempt> attempts(DSLContext tx, UUID id) {
    return tx.selectFrom(STEP_ATTEMPT)
        .where(STEP_ATTEMPT.EXECUTION_ID.eq(id))
        .orderBy(STEP_ATTEMPT.SEQ.desc())
        .limit(MOST_ATTEMPTS)
        .fetch(row ->
            new Attempt(
                row.getSeq(),
                row.getNodeId(),
                row.getAttempt(),
                row.getFailedAt(),
                row.getCode(),
                row.getMessage(),
                row.getRetried()))
        .reversed();
  }

  private static Optional<Retry> retry(DSLContext tx, UUID id) {
    return tx.select(EXECUTION.ID, EXECUTION.CREATED_AT)
        .from(EXECUTION)
        .where(EXECUTION.RETRIED_FROM.eq(id))
        .fetchOptional(row -> new Retry(row.value1(), row.value2()));
  }

  /** A run has few assignees: each is looked up by its key. */
  private static String name(DSLContext tx, String type, String id) {
    var key = Ids.read(id);
    if (key.isEmpty()) {
      return id;
    }
    var found =
        type.equals("persona")
            ? tx.select(PERSONA.NAME).from(PERSONA).where(PERSONA.ID.eq(key.get())).fetchOptional()
            : tx.select(USERS.NAME).from(USERS).where(USERS.ID.eq(key.get())).fetchOptional();
    return found.map(row -> row.get(0, String.class)).orElse(id);
  }
}
