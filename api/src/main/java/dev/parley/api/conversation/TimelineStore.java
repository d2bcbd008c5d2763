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
import dev.parley.store.Ledger;
import dev.parley.store.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
    var all = new ArrayList<Told>();
    all.addAll(events(tx, conversation, places, limit + 1, names));
    all.addAll(messages(tx, conversation, places, limit + 1));
    all.addAll(runs(tx, conversation, places, limit + 1));
    all.addAll(held(tx, conversation, places, limit + 1, names));
    all.sort(Comparator.comparing((Told told) -> told.entry().time()).reversed());
    var items = all.stream().limit(limit).toList();
    if (all.size() <= limit) {
      return new Page<>(items.stream().map(Told::entry).toList(), null);
    }
    for (var told : items) {
      places = places.after(told);
    }
    return new Page<>(items.stream().map(Told::entry).toList(), places.text());
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
        tx.selectFrom(EXECUTION)
            .where(EXECUTION.CONVERSATION_ID.eq(conversation))
            .and(EXECUTION.ID.lt(before.execution()))
            .orderBy(EXECUTION.ID.desc())
            .limit(limit)
            .fetch();
    Map<UUID, List<Done>> steps =
        rows.isEmpty()
            ? Map.of()
            : tx
                .selectFrom(STEP)
                .where(STEP.EXECUTION_ID.in(rows.getValues(EXECUTION.ID)))
                .orderBy(STEP.EXECUTION_ID, STEP.SEQ)
                .fetch()
                .stream()
                .collect(
                    Collectors.groupingBy(
                        step -> step.getExecutionId(),
                        Collectors.mapping(
                            step ->
                                new Done(
                                    step.getNodeId(),
                                    step.getKind(),
                                    step.getName(),
                                    step.getStatus(),
                                    step.getHandle(),
                                    step.getStartedAt(),
                                    step.getResumeAt(),
                                    step.getErrorMessage()),
                            Collectors.toList())));
    return rows.map(row ->
        new Told(
            new Entry(
                "execution",
                row.getId().toString(),
                row.getCreatedAt(),
                null,
                null,
                new Run(
                    row.getId(),
                    row.getWorkflowId(),
                    row.getWorkflowName(),
                    row.getVersion(),
                    Mode.of(row.getMode()),
                    ExecutionStatus.of(row.getStatus()),
                    row.getTrigger(),
                    row.getCompletedAt(),
                    row.getErrorMessage(),
                    steps.getOrDefault(row.getId(), List.of())),
                null),
            0,
            row.getId()));
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
                java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(row.getWorkflowId().toString()),
                    StoredJson.list(row.getCausation(), Loops.Cause.class).stream()
                        .map(Loops.Cause::workflowId)))
            .toList(),
        names);
    return rows.map(row ->
        new Told(
            new Entry(
                "notStarted",
                row.getId().toString(),
                Ledger.createdAt(row.getId()),
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
