package dev.parley.api.privacy;

import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.IDEMPOTENCY_KEY;
import static dev.parley.db.Tables.SEGMENT;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import dev.parley.conversation.Name;
import dev.parley.db.Tables;
import dev.parley.execution.ExecutionStatus;
import dev.parley.store.sql.StoredJson;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.DSLContext;
import tools.jackson.databind.JsonNode;

/** Finds and changes copies of a contact's data outside of its conversations. */
final class OtherCopyStore {
  static final String EVENT_REJECTED = Tables.EVENT_REJECTED.getName();
  static final String EVENT_RECEIPT = Tables.EVENT_RECEIPT.getName();
  static final String STORED_RESPONSE = IDEMPOTENCY_KEY.getName();
  static final String MODEL_TRIAL = Tables.MODEL_TRIAL.getName();

  /** The tables from which an erasure deletes what contains a value. */
  static final Set<String> TABLES =
      Set.of(EVENT_REJECTED, EVENT_RECEIPT, STORED_RESPONSE, MODEL_TRIAL, SEGMENT.getName());

  /** A request that was not answered in this time is not being processed any more. */
  private static final int ANSWERED_WITHIN_MINUTES = 2;

  private static final int LONGEST_NAME = 120;

  private OtherCopyStore() {}

  /** A test run whose sample contains a value. */
  record Test(UUID id, String conversation, ExecutionStatus status, boolean pending) {}

  /** Selects all rows. */
  static Condition all() {
    return noCondition();
  }

  /** Selects the stored responses of requests that are not being processed any more. */
  static Condition answered() {
    return IDEMPOTENCY_KEY
        .STATUS
        .isNotNull()
        .or(
            IDEMPOTENCY_KEY.CREATED_AT.lt(
                field(
                    "now() - make_interval(mins => {0})",
                    OffsetDateTime.class, inline(ANSWERED_WITHIN_MINUTES))));
  }

  /** Returns the test runs whose samples contain one of these texts. */
  static List<Test> tests(DSLContext tx, List<String> texts) {
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

  /**
   * Replaces values in the filters, names and descriptions of segments.
   *
   * @return the number of segments that contained one
   */
  static long replaceInSegments(
      DSLContext tx, UnaryOperator<JsonNode> inJson, UnaryOperator<String> inText) {
    var changed = 0L;
    for (var row : tx.selectFrom(SEGMENT).orderBy(SEGMENT.ID).forUpdate().fetch()) {
      var filter = StoredJson.tree(row.getFilter());
      var kept = inJson.apply(filter);
      var name = inText.apply(row.getName());
      var description = inText.apply(row.getDescription());
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
}
