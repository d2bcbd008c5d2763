package dev.parley.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.problem.Refusal.FieldError;
import dev.parley.store.Events.Recorded;
import dev.parley.store.sql.SqlStatement;
import dev.parley.store.sql.StoredJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** The outcomes of events, newest first. */
final class ReceiptList {
  private ReceiptList() {}

  /** The outcome of an event. */
  enum Result {
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("duplicate")
    DUPLICATE,
    @JsonProperty("rejected")
    REJECTED
  }

  /**
   * A posted event and its outcome.
   *
   * @param receivedAt of a duplicate, the latest time it came
   * @param stale of an accepted event: the parts of its snapshot that were left out
   * @param sameBody of a duplicate: true if its content is the same as the first time
   * @param times of a duplicate: how often it was repeated
   * @param errors of a rejected event: the reasons
   * @param rejectedId of a rejected event: the id for reading and reposting it
   * @param repostedAt of a rejected event: when it was reposted and accepted
   */
  @Schema(name = "ListedReceipt")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      @Nullable String source,
      @Nullable String id,
      @Nullable String type,
      @Nullable String conversationId,
      Result result,
      OffsetDateTime receivedAt,
      List<Intake.StartedExecution> executions,
      List<Intake.HeldBack> notStarted,
      List<String> stale,
      @Nullable Boolean sameBody,
      @Nullable Integer times,
      @Nullable List<FieldError> errors,
      @Nullable UUID rejectedId,
      @Nullable OffsetDateTime repostedAt) {}

  /** An entry with its position in the list. */
  record Placed(Entry entry, String key) {}

  /** A position in the list. */
  record Place(OffsetDateTime at, String key) {}

  /** The filter of the list. */
  record Filter(
      @Nullable Result result,
      @Nullable String source,
      @Nullable OffsetDateTime from,
      @Nullable OffsetDateTime to) {}

  private static final String ACCEPTED =
      """
      select received_at as at, source || ' ' || event_id as key, source, event_id,
        null as type, null as conversation_id, 'accepted' as result, event, result as recorded,
        null::boolean as same, null::int as times, null::jsonb as faults,
        null::uuid as rejected, null::timestamptz as reposted_at
      from event_receipt
      """;

  private static final String DUPLICATE =
      """
      select repeated_at as at, source || ' ' || event_id as key, source, event_id,
        null as type, null as conversation_id, 'duplicate' as result, event, result as recorded,
        repeated_same as same, repeats as times, null::jsonb as faults,
        null::uuid as rejected, null::timestamptz as reposted_at
      from event_receipt
      """;

  private static final String REJECTED =
      """
      select received_at as at, id::text as key, source, event_id,
        type, conversation_id, 'rejected' as result, null::uuid as event, null::jsonb as recorded,
        null::boolean as same, null::int as times, faults, id as rejected, reposted_at
      from event_rejected
      """;

  static List<Placed> list(DSLContext tx, Filter filter, @Nullable Place after, int limit) {
    var values = new ArrayList<@Nullable Object>();
    var parts = new ArrayList<String>();
    if (filter.result() == null || filter.result() == Result.ACCEPTED) {
      parts.add(part(ACCEPTED, "received_at", "source || ' ' || event_id", filter, after, values));
    }
    if (filter.result() == null || filter.result() == Result.DUPLICATE) {
      parts.add(part(DUPLICATE, "repeated_at", "source || ' ' || event_id", filter, after, values));
    }
    if (filter.result() == null || filter.result() == Result.REJECTED) {
      parts.add(part(REJECTED, "received_at", "id::text", filter, after, values));
    }
    var bounded = " order by at desc, key desc limit " + limit + ")";
    var sql =
        parts.stream()
            .map(part -> "(" + part + bounded)
            .collect(
                Collectors.joining(
                    " union all ",
                    "select listed.*, event.type as known_type,"
                        + " event.conversation_id as known_conversation from (select * from (",
                    ") as each order by at desc, key desc limit "
                        + limit
                        + ") as listed left join event on event.id = listed.event"
                        + " order by listed.at desc, listed.key desc"));
    return new SqlStatement(sql).fetch(tx, ReceiptList::placed, values.toArray());
  }

  private static String part(
      String select,
      String at,
      String key,
      Filter filter,
      @Nullable Place after,
      List<@Nullable Object> values) {
    var conditions = new ArrayList<String>();
    conditions.add(at + " is not null");
    if (filter.source() != null) {
      conditions.add("source = ?");
      values.add(filter.source());
    }
    if (filter.from() != null) {
      conditions.add(at + " >= ?");
      values.add(filter.from());
    }
    if (filter.to() != null) {
      conditions.add(at + " < ?");
      values.add(filter.to());
    }
    if (after != null) {
      conditions.add(at + " <= ?");
      values.add(after.at());
      conditions.add("(" + at + ", " + key + ") < (?, ?)");
      values.add(after.at());
      values.add(after.key());
    }
    return select + " where " + String.join(" and ", conditions);
  }

  private static Placed placed(ResultSet row) throws SQLException {
    var recorded = row.getString("recorded");
    var what = recorded == null ? null : StoredJson.read(JSONB.valueOf(recorded), Recorded.class);
    var faults = row.getString("faults");
    var type = row.getString("known_type");
    var conversation = row.getString("known_conversation");
    var entry =
        new Entry(
            row.getString("source"),
            row.getString("event_id"),
            type == null ? row.getString("type") : type,
            conversation == null ? row.getString("conversation_id") : conversation,
            Result.valueOf(row.getString("result").toUpperCase(Locale.ROOT)),
            row.getObject("at", OffsetDateTime.class),
            what == null
                ? List.of()
                : what.executions().stream().map(Intake.StartedExecution::of).toList(),
            what == null ? List.of() : what.notStarted().stream().map(Intake.HeldBack::of).toList(),
            what == null ? List.of() : what.stale(),
            (Boolean) row.getObject("same"),
            (Integer) row.getObject("times"),
            faults == null ? null : StoredJson.list(JSONB.valueOf(faults), FieldError.class),
            row.getObject("rejected", UUID.class),
            row.getObject("reposted_at", OffsetDateTime.class));
    return new Placed(entry, row.getString("key"));
  }
}
