package dev.parley.api.privacy;

import static dev.parley.db.Tables.EVENT_RECEIPT;
import static dev.parley.db.Tables.EVENT_REJECTED;
import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.IDEMPOTENCY_KEY;
import static dev.parley.db.Tables.MODEL_TRIAL;
import static dev.parley.db.Tables.SEGMENT;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import dev.parley.api.Transactions;
import dev.parley.api.retention.TestRuns;
import dev.parley.conversation.Name;
import dev.parley.execution.ExecutionStatus;
import dev.parley.store.Conversations;
import dev.parley.store.Lifecycle;
import dev.parley.store.sql.StoredJson;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies of a contact's data outside of its conversations: rejected events, stored responses,
 * receipts whose ids contain a value, trials of the model, test runs and segments.
 */
final class OtherCopies {
  /** The tables from which an erasure deletes what contains a value. */
  static final Set<String> TABLES =
      Set.of(
          EVENT_REJECTED.getName(),
          EVENT_RECEIPT.getName(),
          IDEMPOTENCY_KEY.getName(),
          MODEL_TRIAL.getName(),
          SEGMENT.getName());

  /** A request that was not answered in this time is not being processed any more. */
  private static final int ANSWERED_WITHIN_MINUTES = 2;

  private static final String ERASED = "[erased]";
  private static final int LONGEST_NAME = 120;

  private final Transactions transactions;
  private final ValueSearch search;

  /** The values that only this contact has: what is deleted must not be about another one. */
  private final Sought sought;

  private final Map<String, Long> erased = new HashMap<>();

  OtherCopies(Transactions transactions, ValueSearch search, Sought sought) {
    this.transactions = transactions;
    this.search = search;
    this.sought = sought;
  }

  /** Returns the number of deleted objects by kind of data. */
  Map<String, Long> erased() {
    return erased;
  }

  /**
   * Deletes all copies.
   *
   * @return false if a test run has not ended yet
   */
  boolean delete() {
    // A name or the value of a custom field may be part of any address or id.
    var rejected = Set.of("source", "event_id", "conversation_id", "type");
    delete("rejectedEvents", EVENT_REJECTED, rejected, sought.identifying(), noCondition());
    delete("rejectedEvents", EVENT_REJECTED, Set.of("body", "faults"), sought, noCondition());
    var receipts = Set.of("source", "event_id", "result");
    delete("receipts", EVENT_RECEIPT, receipts, sought.identifying(), noCondition());
    var request = Set.of("key", "route", "location", "etag");
    delete("storedResponses", IDEMPOTENCY_KEY, request, sought.identifying(), answered());
    delete("storedResponses", IDEMPOTENCY_KEY, Set.of("body"), sought, answered());
    delete("modelTrials", MODEL_TRIAL, Set.of("message", "answer"), sought, noCondition());
    count("segments", transactions.write(tx -> segments(tx)));
    return tests();
  }

  /** Selects the keys of requests that are not being processed any more. */
  private static Condition answered() {
    return IDEMPOTENCY_KEY
        .STATUS
        .isNotNull()
        .or(
            IDEMPOTENCY_KEY.CREATED_AT.lt(
                field(
                    "now() - make_interval(mins => {0})",
                    OffsetDateTime.class, inline(ANSWERED_WITHIN_MINUTES))));
  }

  private void delete(
      String kind, Table<?> table, Set<String> columns, Sought by, Condition which) {
    count(kind, search.delete(table.getName(), columns, by, which));
  }

  /** Returns true if anything was deleted. */
  boolean foundAny() {
    return erased.values().stream().anyMatch(count -> count > 0);
  }

  private void count(String kind, long number) {
    erased.merge(kind, number, Long::sum);
  }

  /** A test run whose sample contains a value. */
  private record Test(UUID id, String conversation, ExecutionStatus status, boolean pending) {}

  private boolean tests() {
    var texts = sought.texts();
    var tests = transactions.write(tx -> tests(tx, texts));
    var ended = true;
    for (var test : tests) {
      if (test.status().open()) {
        transactions.write(tx -> {
          var _ = Conversations.lock(tx, test.conversation());
          return Lifecycle.cancel(
              tx, test.id(), Lifecycle.CONTACT_ERASED, "Cancelled: the contact was erased.");
        });
        ended = false;
      } else if (test.pending()) {
        ended = false;
      } else {
        count(
            "tests",
            transactions.write(
                tx -> TestRuns.remove(tx, List.of(test.id()), List.of(test.conversation()))));
      }
    }
    return ended;
  }

  private static List<Test> tests(DSLContext tx, List<String> texts) {
    SearchedTable.patient(tx);
    return tx.select(
            EXECUTION.ID, EXECUTION.CONVERSATION_ID, EXECUTION.STATUS, EXECUTION.CANCEL_PENDING)
        .from(EXECUTION)
        .where(EXECUTION.MODE.eq(inline("test")))
        .and(EXECUTION.ERASED_AT.isNull())
        .and(
            SearchedTable.contains(EXECUTION.EVENT, texts)
                .or(SearchedTable.contains(EXECUTION.OPTIONS, texts)))
        .fetch(row ->
            new Test(row.value1(), row.value2(), ExecutionStatus.of(row.value3()), row.value4()));
  }

  /** Replaces the values in the filters, names and descriptions of segments. */
  private long segments(DSLContext tx) {
    var changed = 0L;
    for (var row : tx.selectFrom(SEGMENT).orderBy(SEGMENT.ID).forUpdate().fetch()) {
      var filter = StoredJson.tree(row.getFilter());
      var kept = replaced(filter);
      var name = replaced(row.getName());
      var description = replaced(row.getDescription());
      if (kept.equals(filter)
          && name.equals(row.getName())
          && description.equals(row.getDescription())) {
        continue;
      }
      var own = name.equals(row.getName()) ? name : unique(name, row.getId());
      tx.update(SEGMENT)
          .set(SEGMENT.FILTER, StoredJson.of(kept))
          .set(SEGMENT.NAME, own)
          .set(SEGMENT.NAME_KEY, Name.key(own))
          .set(SEGMENT.DESCRIPTION, description)
          .where(SEGMENT.ID.eq(row.getId()))
          .execute();
      changed++;
    }
    return changed;
  }

  /** Returns a name that no other segment has, of the allowed length. */
  private static String unique(String name, UUID id) {
    var end = " " + id;
    var most = LONGEST_NAME - end.length();
    return name.substring(
            0, name.offsetByCodePoints(0, Math.min(most, name.codePointCount(0, name.length()))))
        + end;
  }

  private JsonNode replaced(JsonNode json) {
    return switch (json) {
      case ObjectNode object -> {
        var copy = object.objectNode();
        object.properties().forEach(one -> copy.set(one.getKey(), replaced(one.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = array.arrayNode();
        array.forEach(one -> copy.add(replaced(one)));
        yield copy;
      }
      default -> {
        if (json.isNumber()) {
          yield sought.texts().contains(json.asString())
              ? JsonNodeFactory.instance.numberNode(0)
              : json;
        }
        yield json.isString()
            ? JsonNodeFactory.instance.stringNode(replaced(json.stringValue()))
            : json;
      }
    };
  }

  private String replaced(String text) {
    var kept = text;
    for (var value : sought.texts()) {
      kept =
          Pattern.compile(Pattern.quote(value), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
              .matcher(kept)
              .replaceAll(ERASED);
    }
    return kept;
  }
}
