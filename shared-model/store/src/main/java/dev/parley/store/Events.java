package dev.parley.store;

import static dev.parley.db.Tables.NOT_STARTED;

import dev.parley.conversation.EventType;
import dev.parley.conversation.Loops;
import dev.parley.conversation.Loops.Cause;
import dev.parley.conversation.Loops.Held;
import dev.parley.execution.Options;
import dev.parley.store.sql.Postgres;
import dev.parley.store.sql.SqlStatement;
import dev.parley.store.sql.StoredJson;
import dev.parley.trace.Traceparent;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Records conversation events and starts the workflows that they trigger. */
public final class Events {
  /** The window in which the loop breaker counts starts. */
  private static final Duration BREAKER_WINDOW = Duration.ofHours(1);

  private static final String ONE_EVENT =
      """
      insert into event (id, conversation_id, source, event_id, type, time, data, causation,
        received_at, attributes)
      select cast(? as uuid), ?, ?, ?, ?, cast(? as timestamptz), cast(? as jsonb) -> 'data',
        cast(? as jsonb), cast(? as timestamptz), cast(? as jsonb)
      """;

  private static final SqlStatement RECORD = new SqlStatement(ONE_EVENT);

  private static final SqlStatement RECORD_AND_START =
      new SqlStatement(
          "with recorded as ("
              + ONE_EVENT
              + """
              ),
              start as (
                select cast(? as text) as trigger, cast(? as text) as conversation_id,
                  cast(? as jsonb) as event, cast(? as jsonb) as options, cast(? as jsonb) as causation,
                  cast(? as text) as traceparent, one.*
                from unnest(cast(? as uuid[]), cast(? as uuid[]), cast(? as text[]), cast(? as int[]),
                    cast(? as text[]), cast(? as timestamptz[]), cast(? as timestamptz[]))
                  as one (id, workflow_id, workflow_name, version, graph_hash, created_at, lease_until)
              ),
              opened as (
                insert into execution (id, workflow_id, workflow_name, version, graph_hash, trigger, mode,
                  status, conversation_id, event, options, lineage, causation, created_at, lease_until,
                  traceparent)
                select id, workflow_id, workflow_name, version, graph_hash, trigger, 'production',
                  'pending', conversation_id, event, options, id, causation, created_at, lease_until,
                  traceparent
                from start
              )
              insert into execution_delta (workflow_id, day, started, failed)
              select workflow_id, (created_at at time zone 'UTC')::date, 1, 0 from start
              """);

  /**
   * One statement per event type, with the type written out, so that PostgreSQL keeps a plan for
   * each. The conversation's runs are looked up first: they are few, whereas a planner without good
   * statistics might pick an index over all runs of the mode.
   */
  private static final Map<EventType, SqlStatement> MATCHING = new EnumMap<>(EventType.class);

  static {
    for (var type : EventType.values()) {
      MATCHING.put(
          type,
          new SqlStatement(
              """
              with recent as materialized (
                select workflow_id, mode, retried_from from execution
                where conversation_id = ? and id >= ?
              )
              select id, name, active_version, active_graph,
                (select count(*) from recent
                 where workflow_id = workflow.id and mode = 'production' and retried_from is null)
              from workflow
              where status = 'active' and active_trigger = '%s'
              order by id
              """
                  .formatted(type.wire())));
    }
  }

  private static final SqlStatement CREATED_WITH =
      new SqlStatement(
          """
          select 1 from event
          where conversation_id = ? and type = 'conversation.created' and data #>> '{message,id}' = ?
          limit 1
          """);

  private Events() {}

  /**
   * A conversation event, ready to record.
   *
   * @param source of the CloudEvent, for example {@code /helpdesk}
   * @param eventId of the CloudEvent, unique within its source
   * @param data of the CloudEvent: conversation, message, label
   * @param chain the executions that caused it, first cause first
   * @param attributes of the CloudEvent: subject, dataschema and extensions
   */
  public record Fact(
      String source,
      String eventId,
      EventType type,
      Instant time,
      String conversationId,
      Map<String, Object> data,
      List<Cause> chain,
      Map<String, Object> attributes) {

    /** Creates a fact without further CloudEvent attributes. */
    public Fact(
        String source,
        String eventId,
        EventType type,
        Instant time,
        String conversationId,
        Map<String, Object> data,
        List<Cause> chain) {
      this(source, eventId, type, time, conversationId, data, chain, Map.of());
    }

    /** Returns the CloudEvent as an execution stores it. */
    public Map<String, Object> cloudEvent() {
      var event = new LinkedHashMap<String, Object>();
      event.put("specversion", "1.0");
      event.put("id", eventId);
      event.put("source", source);
      event.put("type", type.wire());
      event.put("time", time.toString());
      event.putAll(attributes);
      event.put("data", data);
      return event;
    }
  }

  /**
   * The executions that an event started, ordered by the workflows' creation, and the workflows
   * that were held back.
   *
   * @param stale the reported parts that were left out because something newer was known
   */
  public record Recorded(
      UUID event, List<Started> executions, List<NotStarted> notStarted, List<String> stale) {
    public Recorded {
      // Absent in receipts of earlier releases.
      stale = Objects.requireNonNullElse(stale, List.of());
    }
  }

  /** An execution that waits to be dispatched. */
  public record Started(UUID executionId, UUID workflowId) {}

  /** A matching workflow that was held back. */
  public record NotStarted(UUID workflowId, Held reason) {}

  /**
   * Records an event and inserts an execution for each active workflow that it triggers. This
   * transaction has locked the conversation, so that starts follow changes in order. The caller
   * dispatches the executions after the commit.
   */
  public static Recorded record(DSLContext tx, Fact fact) {
    return record(tx, fact, Lifecycle.FIRST_LEASE, null);
  }

  /** Records an event that starts nothing, for the given reason. */
  public static Recorded recordHeld(DSLContext tx, Fact fact, Held reason) {
    return record(tx, fact, Lifecycle.FIRST_LEASE, reason);
  }

  /** Returns true if an earlier event reported the conversation's creation with this message. */
  public static boolean createdWith(DSLContext tx, String conversation, String message) {
    return CREATED_WITH.fetchOptional(tx, _ -> true, conversation, message).isPresent();
  }

  /**
   * Records an event for a caller that does not dispatch: the api's sweeper finds the executions.
   */
  public static Recorded recordForSweeper(DSLContext tx, Fact fact) {
    return record(tx, fact, Duration.ZERO, null);
  }

  private static Recorded record(
      DSLContext tx, Fact fact, Duration lease, @Nullable Held heldBack) {
    var id = Ids.next();
    var started = new ArrayList<Started>();
    var held = new ArrayList<NotStarted>();
    var starts = new ArrayList<Start>();
    for (var match : fact.type().isTrigger() ? matching(tx, fact) : List.<Match>of()) {
      var workflow = match.workflow();
      var reason =
          heldBack == null
              ? Loops.held(fact.chain(), workflow.toString(), match.startsInLastHour())
              : Optional.of(heldBack);
      if (reason.isPresent()) {
        held.add(new NotStarted(workflow, reason.get()));
      } else {
        var start = new Start(Ids.next(), match);
        starts.add(start);
        started.add(new Started(start.id(), workflow));
      }
    }
    insert(tx, id, fact, starts, lease);
    held.forEach(one -> hold(tx, id, fact, one));
    return new Recorded(id, started, held, List.of());
  }

  /** An active workflow that the event triggers unless it is held back. */
  private record Match(
      UUID workflow, String name, int version, String graph, int startsInLastHour) {}

  private static List<Match> matching(DSLContext tx, Fact fact) {
    var hourAgo = Ids.floor(Instant.now().minus(BREAKER_WINDOW));
    return Objects.requireNonNull(MATCHING.get(fact.type()))
        .fetch(
            tx,
            row ->
                new Match(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getInt(3),
                    row.getString(4),
                    row.getInt(5)),
            fact.conversationId(),
            hourAgo);
  }

  /** An execution to insert. */
  private record Start(UUID id, Match match) {
    OffsetDateTime created() {
      return Ids.createdAt(id);
    }
  }

  /**
   * Inserts the event and, in the same statement, its executions and their count: every event waits
   * for this, and a round trip costs as much as the rows.
   */
  private static void insert(
      DSLContext tx, UUID id, Fact fact, List<Start> starts, Duration lease) {
    var time = fact.time().atOffset(ZoneOffset.UTC);
    var event = StoredJson.of(fact.cloudEvent());
    var chain = StoredJson.of(fact.chain());
    var recorded =
        Stream.<Object>of(
            id,
            fact.conversationId(),
            fact.source(),
            fact.eventId(),
            fact.type().wire(),
            time,
            event,
            chain,
            // Not the transaction's time: an event is ordered among everything else that it writes.
            Postgres.time(Instant.now()),
            StoredJson.of(fact.attributes()));
    if (starts.isEmpty()) {
      RECORD.execute(tx, recorded.toArray());
      return;
    }
    var opened =
        Stream.<@Nullable Object>of(
            fact.type().wire(),
            fact.conversationId(),
            event,
            StoredJson.of(Options.NONE),
            chain,
            Traceparent.current(),
            each(starts, UUID[]::new, Start::id),
            each(starts, UUID[]::new, start -> start.match().workflow()),
            each(starts, String[]::new, start -> start.match().name()),
            each(starts, Integer[]::new, start -> start.match().version()),
            each(starts, String[]::new, start -> start.match().graph()),
            each(starts, OffsetDateTime[]::new, Start::created),
            each(starts, OffsetDateTime[]::new, start -> start.created().plus(lease)));
    RECORD_AND_START.execute(tx, Stream.concat(recorded, opened).toArray());
  }

  private static <T> T[] each(List<Start> starts, IntFunction<T[]> array, Function<Start, T> what) {
    return starts.stream().map(what).toArray(array);
  }

  private static void hold(DSLContext tx, UUID event, Fact fact, NotStarted held) {
    tx.insertInto(NOT_STARTED)
        .set(NOT_STARTED.ID, Ids.next())
        .set(NOT_STARTED.WORKFLOW_ID, held.workflowId())
        .set(NOT_STARTED.CONVERSATION_ID, fact.conversationId())
        .set(NOT_STARTED.EVENT, event)
        .set(NOT_STARTED.REASON, held.reason().wire())
        .set(NOT_STARTED.CAUSATION, StoredJson.of(fact.chain()))
        .execute();
  }
}
