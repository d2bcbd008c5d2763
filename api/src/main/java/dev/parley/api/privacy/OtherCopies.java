package dev.parley.api.privacy;

import dev.parley.api.Transactions;
import dev.parley.api.retention.TestRunStore;
import dev.parley.store.Conversations;
import dev.parley.store.Lifecycle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.Condition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies of a contact's data outside of its conversations: rejected events, stored responses,
 * receipts whose ids contain a value, trials of the model, test runs and segments.
 */
final class OtherCopies {
  private static final String ERASED = "[erased]";

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
    delete(
        "rejectedEvents",
        OtherCopyStore.EVENT_REJECTED,
        rejected,
        sought.identifying(),
        OtherCopyStore.all());
    delete(
        "rejectedEvents",
        OtherCopyStore.EVENT_REJECTED,
        Set.of("body", "faults"),
        sought,
        OtherCopyStore.all());
    var receipts = Set.of("source", "event_id", "result");
    delete(
        "receipts",
        OtherCopyStore.EVENT_RECEIPT,
        receipts,
        sought.identifying(),
        OtherCopyStore.all());
    var request = Set.of("key", "route", "location", "etag");
    delete(
        "storedResponses",
        OtherCopyStore.STORED_RESPONSE,
        request,
        sought.identifying(),
        OtherCopyStore.answered());
    delete(
        "storedResponses",
        OtherCopyStore.STORED_RESPONSE,
        Set.of("body"),
        sought,
        OtherCopyStore.answered());
    delete(
        "modelTrials",
        OtherCopyStore.MODEL_TRIAL,
        Set.of("message", "answer"),
        sought,
        OtherCopyStore.all());
    count(
        "segments",
        transactions.write(
            tx -> OtherCopyStore.replaceInSegments(tx, this::replaced, this::replaced)));
    return tests();
  }

  private void delete(String kind, String table, Set<String> columns, Sought by, Condition which) {
    count(kind, search.delete(table, columns, by, which));
  }

  /** Returns true if anything was deleted. */
  boolean foundAny() {
    return erased.values().stream().anyMatch(count -> count > 0);
  }

  private void count(String kind, long number) {
    erased.merge(kind, number, Long::sum);
  }

  private boolean tests() {
    var texts = sought.texts();
    var tests = transactions.write(tx -> OtherCopyStore.tests(tx, texts));
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
                tx -> TestRunStore.remove(tx, List.of(test.id()), List.of(test.conversation()))));
      }
    }
    return ended;
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
