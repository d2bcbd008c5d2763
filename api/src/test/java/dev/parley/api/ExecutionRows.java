package dev.parley.api;

import static dev.parley.db.Tables.EXECUTION;

import dev.parley.store.Ids;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A database of its own, with executions that wait to be started. */
public final class ExecutionRows implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final DSLContext dsl;

  /** Starts the database. */
  public ExecutionRows() throws IOException {
    postgres = EmbeddedPostgres.start();
    Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
    dsl = DSL.using(postgres.getPostgresDatabase(), SQLDialect.POSTGRES);
  }

  /** Reads and writes it. */
  public DSLContext dsl() {
    return dsl;
  }

  @Override
  public void close() throws IOException {
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
