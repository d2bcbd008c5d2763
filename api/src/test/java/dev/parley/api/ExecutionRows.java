package dev.parley.api;

import static dev.parley.db.Tables.EXECUTION;

import dev.parley.store.Ids;
import dev.parley.store.ScratchDatabase;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/** A database of its own, with executions that wait to be started. */
public final class ExecutionRows implements AutoCloseable {
  private final ScratchDatabase postgres;
  private final DSLContext dsl;

  /** Creates the database. */
  public ExecutionRows() {
    postgres = ScratchDatabase.migrated();
    dsl = postgres.dsl();
  }

  /** Reads and writes it. */
  public DSLContext dsl() {
    return dsl;
  }

  @Override
  public void close() {
    postgres.close();
  }

  /** Adds one that has waited a minute. */
  public static UUID waiting(DSLContext tx) {
    return waiting(tx, 60);
  }

  /** Adds one that has waited for so many seconds. */
  public static UUID waiting(DSLContext tx, int seconds) {
    var id = Ids.next();
    var past = OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(seconds);
    tx.insertInto(EXECUTION)
        .set(EXECUTION.ID, id)
        .set(EXECUTION.WORKFLOW_ID, UUID.randomUUID())
        .set(EXECUTION.WORKFLOW_NAME, "Sample")
        .set(EXECUTION.GRAPH_HASH, "none")
        .set(EXECUTION.TRIGGER, "conversation.created")
        .set(EXECUTION.MODE, "production")
        .set(EXECUTION.STATUS, "pending")
        .set(EXECUTION.CONVERSATION_ID, "sample")
        .set(EXECUTION.EVENT, JSONB.valueOf("{}"))
        .set(EXECUTION.LINEAGE, id)
        .set(EXECUTION.CREATED_AT, past)
        .set(EXECUTION.LEASE_UNTIL, past)
        .execute();
    return id;
  }

  /** Completes one. */
  public static void complete(DSLContext tx, UUID id) {
    tx.update(EXECUTION).set(EXECUTION.STATUS, "completed").where(EXECUTION.ID.eq(id)).execute();
  }
}
