package dev.parley.api.conversation;

import static dev.parley.db.Tables.EVENT;
import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.NOT_STARTED;
import static dev.parley.db.Tables.STEP;
import static dev.parley.db.Tables.WORKFLOW;

import dev.parley.api.conversation.Timeline.Cause;
import dev.parley.api.conversation.Timeline.Done;
import dev.parley.api.conversation.Timeline.Entry;
import dev.parley.api.conversation.Timeline.Event;
import dev.parley.api.conversation.Timeline.Held;
import dev.parley.api.conversation.Timeline.Run;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.conversation.Loops;
import dev.parley.execution.ExecutionStatus;
import dev.parley.execution.Mode;
import dev.parley.store.Ids;
import dev.parley.store.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Merges what four tables have about a conversation. Each is read in its own order from its own
 * place, so that a page costs the same however long the story is.
 */
final class TimelineStore {
  private TimelineStore() {}

  /** How far each table has been told; before this. */
  private record Places(long event, long message, UUID execution, UUID held) {
    private static final UUID LAST = new UUID(-1, -1);
    private static final Places END = new Places(Long.MAX_VALUE, Long.MAX_VALUE, LAST, LAST);

    String text() {
      var all = event + " " + message + " " + execution + " " + held;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(all.getBytes(StandardCharsets.UTF_8));
    }

    static Places read(@Nullable String cursor) {
      if (cursor == null || cursor.isEmpty()) {
        return END;
      }
      try {
        var all = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        var parts = List.of(all.split(" ", -1));
        return new Places(
            Long.parseLong(parts.get(0)),
            Long.parseLong(parts.get(1)),
            UUID.fromString(parts.get(2)),
            UUID.fromString(parts.get(3)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw Refusal.unreadable("cursor-invalid", "The cursor is not one of this list.");
      }
    }

    Places after(Told told) {
      return switch (told.entry().kind()) {
        case "event" -> new Places(told.seq(), message, execution, held);
        case "message" -> new Places(event, told.seq(), execution, held);
        case "execution" -> new Places(event, message, told.id(), held);
        default -> new Places(event, message, execution, told.id());
      };
    }
  }

  private record Told(Entry entry, long seq, UUID id) {}

  static Page<Entry> list(DSLContext tx, String conversation, @Nullable String cursor, int limit) {
    var places = Places.read(cursor);
    var names = new HashMap<String, String>();
    var stories =
        Stream.of(
                events(tx, conversation, places, limit + 1, names),
                messages(tx, conversation, places, limit + 1),
                runs(tx, conversation, places, limit + 1),
                held(tx, conversation, places, limit + 1, names))
            .map(ArrayDeque::new)
            .toList();
    var items = new ArrayList<Entry>();
    for (var next = newest(stories); next != null && items.size() < limit; next = newest(stories)) {
      var told = next.remove();
      items.add(told.entry());
      places = places.after(told);
    }
    return new Page<>(items, newest(stories) == null ? null : places.text());
  }

  /**
   * The story whose next entry is the newest of all. Each keeps its own order, which is not that of
   * the times: what is told late has a time before what was told already, and would be passed over
   * by a page that ends between the two.
   */
  private static @Nullable Deque<Told> newest(List<ArrayDeque<Told>> stories) {
    return stories.stream()
        .filter(story -> !story.isEmpty())
        .max(Comparator.comparing(story -> story.element().entry().time()))
        .orElse(null);
  }

  private static List<Told> events(
      DSLContext tx, String conversation, Places before, int limit, Map<String, String> names) {
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
                  "event", row.getId().toString(), row.getReceivedAt(), event, null, null, null),
              row.getSeq(),
              row.getId()));
    }
    return told;
  }

  private static List<Told> messages(DSLContext tx, String conversation, Places before, int limit) {
    return ConversationStore.messages(tx, conversation, before.message(), limit).stream()
        .map(message ->
            new Told(
                new Entry("message", message.id(), message.createdAt(), null, message, null, null),
                message.seq(),
                Places.LAST))
        .toList();
  }

  private static List<Told> runs(DSLContext tx, String conversation, Places before, int limit) {
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

  /** Without what steps were given and gave, which is most of a row and is not told here. */
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
      DSLContext tx, String conversation, Places before, int limit, Map<String, String> names) {
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
