package dev.parley.store;

import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.EXECUTION;
import static org.jooq.impl.DSL.select;

import com.google.common.hash.Hashing;
import dev.parley.conversation.Loops.Cause;
import dev.parley.execution.Mode;
import dev.parley.execution.Options;
import dev.parley.store.sql.SqlStatement;
import dev.parley.store.sql.StoredJson;
import dev.parley.trace.Traceparent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The immutable part of an execution.
 *
 * @param version 0 for a test of an unsaved graph
 * @param event the CloudEvent that started it, with its data
 * @param lineage the first execution in the series of retries, possibly itself
 * @param causation the executions that caused the event, first cause first
 * @param conversationUid Parley's own id of the conversation, for Temporal and logs; null if it was
 *     not read or the conversation was erased
 * @param traceparent the trace context of what started it; null without one
 */
public record Execution(
    UUID id,
    UUID workflowId,
    String workflowName,
    int version,
    String graphHash,
    String trigger,
    Mode mode,
    String conversationId,
    Map<String, Object> event,
    Options options,
    UUID lineage,
    List<Cause> causation,
    @Nullable UUID conversationUid,
    @Nullable String traceparent) {

  /** The conversation's uid, as a column of a query of executions. */
  public static final Field<UUID> CONVERSATION_UID =
      DSL.field(
              select(CONVERSATION.UID)
                  .from(CONVERSATION)
                  .where(CONVERSATION.ID.eq(EXECUTION.CONVERSATION_ID)))
          .as("conversation_uid");

  private static final SqlStatement LOAD =
      new SqlStatement(
          """
          select workflow_id, workflow_name, coalesce(version, 0), graph_hash, trigger, mode,
            conversation_id, event, options, lineage, causation,
            (select uid from conversation where conversation.id = execution.conversation_id),
            traceparent
          from execution where id = ?
          """);

  /** Creates an execution as for inserting it: what this thread does now has started it. */
  public Execution(
      UUID id,
      UUID workflowId,
      String workflowName,
      int version,
      String graphHash,
      String trigger,
      Mode mode,
      String conversationId,
      Map<String, Object> event,
      Options options,
      UUID lineage,
      List<Cause> causation) {
    this(
        id,
        workflowId,
        workflowName,
        version,
        graphHash,
        trigger,
        mode,
        conversationId,
        event,
        options,
        lineage,
        causation,
        null,
        Traceparent.current());
  }

  /** Returns this execution as one that belongs to the trace of another. */
  public Execution inTraceOf(Execution other) {
    return new Execution(
        id,
        workflowId,
        workflowName,
        version,
        graphHash,
        trigger,
        mode,
        conversationId,
        event,
        options,
        lineage,
        causation,
        conversationUid,
        other.traceparent);
  }

  /**
   * Returns the key of what a step sends to another system: the same for every attempt, including
   * in retries of the execution.
   */
  public String keyOf(String node) {
    return Hashing.sha256().hashString(lineage + "/" + node, StandardCharsets.UTF_8).toString();
  }

  /** Returns the execution with that id. */
  public static Optional<Execution> load(DSLContext tx, UUID id) {
    return LOAD.fetchOptional(
        tx,
        row ->
            new Execution(
                id,
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                Mode.of(row.getString(6)),
                row.getString(7),
                StoredJson.map(JSONB.valueOf(row.getString(8))),
                StoredJson.read(JSONB.valueOf(row.getString(9)), Options.class),
                row.getObject(10, UUID.class),
                StoredJson.list(JSONB.valueOf(row.getString(11)), Cause.class),
                row.getObject(12, UUID.class),
                row.getString(13)),
        id);
  }

  /** Reads a row of the execution table, with {@link #CONVERSATION_UID} if it was selected. */
  public static Execution of(Record row) {
    var version = row.get(EXECUTION.VERSION);
    return new Execution(
        row.get(EXECUTION.ID),
        row.get(EXECUTION.WORKFLOW_ID),
        row.get(EXECUTION.WORKFLOW_NAME),
        version == null ? 0 : version,
        row.get(EXECUTION.GRAPH_HASH),
        row.get(EXECUTION.TRIGGER),
        Mode.of(row.get(EXECUTION.MODE)),
        row.get(EXECUTION.CONVERSATION_ID),
        StoredJson.map(row.get(EXECUTION.EVENT)),
        StoredJson.read(row.get(EXECUTION.OPTIONS), Options.class),
        row.get(EXECUTION.LINEAGE),
        StoredJson.list(row.get(EXECUTION.CAUSATION), Cause.class),
        row.indexOf(CONVERSATION_UID) < 0 ? null : row.get(CONVERSATION_UID),
        row.get(EXECUTION.TRACEPARENT));
  }

  /** Returns the chain for anything that this execution causes: its own causes, then itself. */
  public List<Cause> chain() {
    var chain = new ArrayList<>(causation);
    chain.add(new Cause(id.toString(), workflowId.toString()));
    return chain;
  }

  /** Returns the data of the event that started it. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> data() {
    return event.get("data") instanceof Map<?, ?> data ? (Map<String, Object>) data : Map.of();
  }

  /** Returns the text of the triggering message, if there was one. */
  public Optional<String> messageText() {
    return data().get("message") instanceof Map<?, ?> message
            && message.get("text") instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
