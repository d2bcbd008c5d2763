package dev.parley.api.conversation;

import static dev.parley.db.Tables.EVENT;
import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.NOT_STARTED;
import static dev.parley.db.Tables.STEP;
import static dev.parley.db.Tables.WORKFLOW;

import dev.parley.api.conversation.Stories.Told;
import dev.parley.api.conversation.Timeline.Cause;
import dev.parley.api.conversation.Timeline.Done;
import dev.parley.api.conversation.Timeline.Entry;
import dev.parley.api.conversation.Timeline.Event;
import dev.parley.api.conversation.Timeline.Held;
import dev.parley.api.conversation.Timeline.Run;
import dev.parley.api.page.Page;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Loops;
import dev.parley.execution.ExecutionStatus;
import dev.parley.execution.Mode;
import dev.parley.store.Ids;
import dev.parley.store.sql.StoredJson;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Merges the four tables that make up a timeline. Each is read in its own order from its own
 * position, so that a page costs the same however long the timeline is.
 */
final class TimelineStore {
  private TimelineStore() {}

  static Page<Entry> list(DSLContext tx, String conversation, @Nullable String cursor, int limit) {
    var places = Stories.Places.read(cursor);
    var names = new HashMap<String, String>();
    var events = events(tx, conversation, places, limit + 1, names);
    var stories =
        new Stories(
            new ArrayDeque<>(events),
            new ArrayDeque<>(messages(tx, conversation, places, limit + 1)),
            new ArrayDeque<>(runs(tx, conversation, places, limit + 1)),
            new ArrayDeque<>(held(tx, conversation, places, limit + 1, names)),
            firstMessages(tx, conversation, events));
    var items = new ArrayList<Entry>();
    var next = stories.newest(places);
    while (next != null && items.size() < limit) {
      var told = next.remove();
      items.add(told.entry());
      places = places.after(told);
      next = stories.newest(places);
    }
    return new Page<>(items, next == null ? null : places.text());
  }

  private static Map<UUID, Long> firstMessages(
      DSLContext tx, String conversation, List<Told> events) {
    var ids = new HashMap<UUID, String>();
    for (var told : events) {
      var event = told.entry().event();
      if (event != null && event.type().equals(EventType.CREATED.wire())) {
        ids.put(told.id(), event.data().path("message").path("id").asString(""));
      }
    }
    if (ids.isEmpty()) {
      return Map.of();
    }
    var places =
        tx.select(MESSAGE.ID, MESSAGE.SEQ)
            .from(MESSAGE)
            .where(MESSAGE.ID.in(ids.values()))
            .and(MESSAGE.CONVERSATION_ID.eq(conversation))
            .fetchMap(MESSAGE.ID, MESSAGE.SEQ);
    var first = new HashMap<UUID, Long>();
    ids.forEach((event, message) -> {
      var place = places.get(message);
      if (place != null) {
        first.put(event, place);
      }
    });
    return first;
  }

  /**
   * Returns when an event was recorded. Its id is generated before those of the runs that it
   * starts, and its row is written after them.
   */
  private static OffsetDateTime recorded(UUID event) {
    return Ids.createdAt(event);
  }

  private static List<Told> events(
      DSLContext tx,
      String conversation,
      Stories.Places before,
      int limit,
      Map<String, String> names) {
    var rows =
        tx.selectFrom(EVENT)
            .where(EVENT.CONVERSATION_ID.eq(conversation))
            .and(EVENT.SEQ.lt(before.event()))
            .orderBy(EVENT.SEQ.desc())
            .limit(limit)
            .fetch();
    var chains = rows.map(row -> StoredJson.list(row.getCausation(), Loops.Cause.class));
    name(tx, chains.stream().flatMap(List::stream).map(Loops.Cause::workflowId).toList(), names);
    var told = new ArrayList<Told>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      var data = StoredJson.tree(row.getData());
      var event =
          new Event(
              row.getType(),
              row.getSource(),
              row.getActor(),
              data.path("label").isString() ? data.path("label").stringValue() : null,
              data,
              causes(chains.get(i), names));
      told.add(
          new Told(
              new Entry(
                  "event", row.getId().toString(), recorded(row.getId()), event, null, null, null),
              row.getSeq(),
              row.getId()));
    }
    return told;
  }

  private static List<Told> messages(
      DSLContext tx, String conversation, Stories.Places before, int limit) {
    return ConversationStore.messages(tx, conversation, before.message(), limit).stream()
        .map(message ->
            new Told(
                new Entry("message", message.id(), message.createdAt(), null, message, null, null),
                message.seq(),
                Stories.Places.LAST))
        .toList();
  }

  private static List<Told> runs(
      DSLContext tx, String conversation, Stories.Places before, int limit) {
    var rows =
        tx.select(
                EXECUTION.ID,
                EXECUTION.WORKFLOW_ID,
                EXECUTION.WORKFLOW_NAME,
                EXECUTION.VERSION,
                EXECUTION.MODE,
                EXECUTION.STATUS,
                EXECUTION.TRIGGER,
                EXECUTION.CREATED_AT,
                EXECUTION.COMPLETED_AT,
                EXECUTION.ERROR_MESSAGE)
            .from(EXECUTION)
            .where(EXECUTION.CONVERSATION_ID.eq(conversation))
            .and(EXECUTION.ID.lt(before.execution()))
            .orderBy(EXECUTION.ID.desc())
            .limit(limit)
            .fetch();
    var steps = steps(tx, rows.getValues(EXECUTION.ID));
    return rows.map(row ->
        new Told(
            new Entry(
                "execution",
                row.get(EXECUTION.ID).toString(),
                row.get(EXECUTION.CREATED_AT),
                null,
                null,
                new Run(
                    row.get(EXECUTION.ID),
                    row.get(EXECUTION.WORKFLOW_ID),
                    row.get(EXECUTION.WORKFLOW_NAME),
                    row.get(EXECUTION.VERSION),
                    Mode.of(row.get(EXECUTION.MODE)),
                    ExecutionStatus.of(row.get(EXECUTION.STATUS)),
                    row.get(EXECUTION.TRIGGER),
                    row.get(EXECUTION.COMPLETED_AT),
                    row.get(EXECUTION.ERROR_MESSAGE),
                    steps.getOrDefault(row.get(EXECUTION.ID), List.of())),
                null),
            0,
            row.get(EXECUTION.ID)));
  }

  /** Omits the inputs and outputs of steps, which make up most of a row and are not shown. */
  private static Map<UUID, List<Done>> steps(DSLContext tx, List<UUID> executions) {
    return executions.isEmpty()
        ? Map.of()
        : tx
            .select(
                STEP.EXECUTION_ID,
                STEP.NODE_ID,
                STEP.KIND,
                STEP.NAME,
                STEP.STATUS,
                STEP.HANDLE,
                STEP.STARTED_AT,
                STEP.RESUME_AT,
                STEP.ERROR_MESSAGE)
            .from(STEP)
            .where(STEP.EXECUTION_ID.in(executions))
            .orderBy(STEP.EXECUTION_ID, STEP.SEQ)
            .fetch()
            .stream()
            .collect(
                Collectors.groupingBy(
                    step -> step.get(STEP.EXECUTION_ID),
                    Collectors.mapping(
                        step ->
                            new Done(
                                step.get(STEP.NODE_ID),
                                step.get(STEP.KIND),
                                step.get(STEP.NAME),
                                step.get(STEP.STATUS),
                                step.get(STEP.HANDLE),
                                step.get(STEP.STARTED_AT),
                                step.get(STEP.RESUME_AT),
                                step.get(STEP.ERROR_MESSAGE)),
                        Collectors.toList())));
  }

  private static List<Told> held(
      DSLContext tx,
      String conversation,
      Stories.Places before,
      int limit,
      Map<String, String> names) {
    var rows =
        tx.selectFrom(NOT_STARTED)
            .where(NOT_STARTED.CONVERSATION_ID.eq(conversation))
            .and(NOT_STARTED.ID.lt(before.held()))
            .orderBy(NOT_STARTED.ID.desc())
            .limit(limit)
            .fetch();
    name(
        tx,
        rows.stream()
            .flatMap(row ->
                Stream.concat(
                    Stream.of(row.getWorkflowId().toString()),
                    StoredJson.list(row.getCausation(), Loops.Cause.class).stream()
                        .map(Loops.Cause::workflowId)))
            .toList(),
        names);
    return rows.map(row ->
        new Told(
            new Entry(
                "notStarted",
                row.getId().toString(),
                Ids.createdAt(row.getId()),
                null,
                null,
                null,
                new Held(
                    row.getWorkflowId(),
                    names.get(row.getWorkflowId().toString()),
                    row.getReason(),
                    causes(StoredJson.list(row.getCausation(), Loops.Cause.class), names))),
            0,
            row.getId()));
  }

  private static List<Cause> causes(List<Loops.Cause> chain, Map<String, String> names) {
    return chain.stream()
        .map(cause ->
            new Cause(cause.executionId(), cause.workflowId(), names.get(cause.workflowId())))
        .toList();
  }

  private static void name(DSLContext tx, List<String> workflows, Map<String, String> names) {
    var unknown =
        workflows.stream()
            .distinct()
            .filter(id -> !names.containsKey(id))
            .map(UUID::fromString)
            .toList();
    if (!unknown.isEmpty()) {
      tx.select(WORKFLOW.ID, WORKFLOW.NAME)
          .from(WORKFLOW)
          .where(WORKFLOW.ID.in(unknown))
          .forEach(row -> names.put(row.value1().toString(), row.value2()));
    }
  }
}
