package dev.parley.store;

import static dev.parley.db.Tables.EVENT;
import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.NOT_STARTED;
import static dev.parley.db.Tables.WORKFLOW;
import static org.jooq.impl.DSL.count;

import dev.parley.conversation.EventType;
import dev.parley.conversation.Loops;
import dev.parley.conversation.Loops.Cause;
import dev.parley.conversation.Loops.Held;
import dev.parley.execution.Mode;
import dev.parley.execution.Options;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/** Records what happened to a conversation and starts what waits for it. */
public final class Events {
  private static final int HOUR_MILLIS = 3_600_000;

  private Events() {}

  /**
   * A fact about a conversation, ready to record.
   *
   * @param source of the CloudEvent, for example {@code /helpdesk}
   * @param eventId of the CloudEvent, unique in its source
   * @param data of the CloudEvent: conversation, message, label
   * @param chain the executions that caused it, first cause first
   */
  public record Fact(
      String source,
      String eventId,
      EventType type,
      Instant time,
      String conversationId,
      Map<String, Object> data,
      List<Cause> chain) {

    /** The CloudEvent, as an execution keeps it. */
    public Map<String, Object> cloudEvent() {
      var event = new LinkedHashMap<String, Object>();
      event.put("specversion", "1.0");
      event.put("id", eventId);
      event.put("source", source);
      event.put("type", type.wire());
      event.put("time", time.toString());
      event.put("data", data);
      return event;
    }
  }

  /** What an event started, in order of the workflows' creation, and what was held back. */
  public record Recorded(UUID event, List<Started> executions, List<NotStarted> notStarted) {}

  /** An execution that waits to be dispatched. */
  public record Started(UUID executionId, UUID workflowId) {}

  /** A workflow that matched and was held back. */
  public record NotStarted(UUID workflowId, Held reason) {}

  /**
   * Records an event and inserts an execution for each active workflow that starts with it. The
   * conversation is locked by this transaction, so that starts follow changes in order. The caller
   * dispatches them once it has committed.
   */
  public static Recorded record(DSLContext tx, Fact fact) {
    return record(tx, fact, Ledger.FIRST_LEASE);
  }

  /** The same for a caller that dispatches nothing: the api's sweeper finds what was inserted. */
  public static Recorded recordForSweeper(DSLContext tx, Fact fact) {
    return record(tx, fact, Duration.ZERO);
  }

  private static Recorded record(DSLContext tx, Fact fact, Duration lease) {
    var id = Ids.next();
    tx.insertInto(EVENT)
        .set(EVENT.ID, id)
        .set(EVENT.CONVERSATION_ID, fact.conversationId())
        .set(EVENT.SOURCE, fact.source())
        .set(EVENT.EVENT_ID, fact.eventId())
        .set(EVENT.TYPE, fact.type().wire())
        .set(EVENT.TIME, fact.time().atOffset(ZoneOffset.UTC))
        .set(EVENT.DATA, StoredJson.of(fact.data()))
        .set(EVENT.CAUSATION, StoredJson.of(fact.chain()))
        .execute();
    if (!fact.type().isTrigger()) {
      return new Recorded(id, List.of(), List.of());
    }
    return start(tx, id, fact, lease);
  }

  private static Recorded start(DSLContext tx, UUID event, Fact fact, Duration lease) {
    var matching =
        tx.select(WORKFLOW.ID, WORKFLOW.NAME, WORKFLOW.ACTIVE_VERSION, WORKFLOW.ACTIVE_GRAPH)
            .from(WORKFLOW)
            .where(WORKFLOW.STATUS.eq(org.jooq.impl.DSL.inline("active")))
            .and(WORKFLOW.ACTIVE_TRIGGER.eq(fact.type().wire()))
            .orderBy(WORKFLOW.ID)
            .fetch();
    var started = new ArrayList<Started>();
    var held = new ArrayList<NotStarted>();
    if (matching.isEmpty()) {
      return new Recorded(event, started, held);
    }
    var starts = startsInLastHour(tx, fact.conversationId(), matching.getValues(WORKFLOW.ID));
    for (var row : matching) {
      var workflow = row.get(WORKFLOW.ID);
      var reason = Loops.held(fact.chain(), workflow.toString(), starts.getOrDefault(workflow, 0));
      if (reason.isPresent()) {
        held.add(new NotStarted(workflow, reason.get()));
        hold(tx, event, fact, workflow, reason.get());
        continue;
      }
      var id = Ids.next();
      Ledger.open(
          tx,
          new Execution(
              id,
              workflow,
              row.get(WORKFLOW.NAME),
              row.get(WORKFLOW.ACTIVE_VERSION),
              row.get(WORKFLOW.ACTIVE_GRAPH),
              fact.type().wire(),
              Mode.PRODUCTION,
              fact.conversationId(),
              fact.cloudEvent(),
              Options.NONE,
              id,
              fact.chain()),
          lease);
      started.add(new Started(id, workflow));
    }
    return new Recorded(event, started, held);
  }

  private static Map<UUID, Integer> startsInLastHour(
      DSLContext tx, String conversationId, List<UUID> workflows) {
    var hourAgo = new UUID((System.currentTimeMillis() - HOUR_MILLIS) << 16, 0);
    return tx.select(EXECUTION.WORKFLOW_ID, count())
        .from(EXECUTION)
        .where(EXECUTION.CONVERSATION_ID.eq(conversationId))
        .and(EXECUTION.ID.ge(hourAgo))
        .and(EXECUTION.WORKFLOW_ID.in(workflows))
        .and(EXECUTION.MODE.eq(Mode.PRODUCTION.wire()))
        .and(EXECUTION.RETRIED_FROM.isNull())
        .groupBy(EXECUTION.WORKFLOW_ID)
        .fetchMap(EXECUTION.WORKFLOW_ID, count());
  }

  private static void hold(DSLContext tx, UUID event, Fact fact, UUID workflow, Held reason) {
    tx.insertInto(NOT_STARTED)
        .set(NOT_STARTED.ID, Ids.next())
        .set(NOT_STARTED.WORKFLOW_ID, workflow)
        .set(NOT_STARTED.CONVERSATION_ID, fact.conversationId())
        .set(NOT_STARTED.EVENT, event)
        .set(NOT_STARTED.REASON, reason.wire())
        .set(NOT_STARTED.CAUSATION, StoredJson.of(fact.chain()))
        .execute();
  }
}
