package dev.parley.api.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.Rfc3339;
import dev.parley.api.Transactions;
import dev.parley.api.problem.Refusal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A list ordered by change. With the oldest change first, it can be read while things change:
 * changed rows move to its end, and nothing is added before the current position.
 *
 * @param since null for all
 * @param until rows changed later are left for the next read; null for no limit
 */
public record ByChange(
    boolean ascending, @Nullable OffsetDateTime since, @Nullable OffsetDateTime until) {
  /** The whole list, most recent change first. */
  public static final ByChange NEWEST = new ByChange(false, null, null);

  /** The only supported order. */
  public enum Sort {
    @JsonProperty("updatedAt")
    UPDATED_AT
  }

  /**
   * Parses the parameters of a list.
   *
   * @throws Refusal 400 if {@code updatedSince} is not a time
   */
  public static ByChange of(
      Transactions transactions, @Nullable Order order, @Nullable String updatedSince) {
    var ascending = order == Order.ASC;
    var since =
        updatedSince == null
            ? null
            : Rfc3339.read(updatedSince)
                .orElseThrow(() ->
                    Refusal.unreadable(
                        "parameter-invalid",
                        "updatedSince",
                        "The parameter \"updatedSince\" must be an RFC 3339 time."))
                .atOffset(ZoneOffset.UTC);
    return new ByChange(ascending, since, ascending ? Horizon.now(transactions) : null);
  }

  /** Returns the condition for rows within the requested range. */
  public Condition within(Field<OffsetDateTime> changed) {
    var all = since == null ? DSL.noCondition() : changed.ge(since);
    return until == null ? all : all.and(changed.lt(until));
  }

  /** Returns the condition for rows after a position in the list. */
  public Condition past(
      Field<OffsetDateTime> changed, Field<String> id, OffsetDateTime at, String key) {
    var row = DSL.row(changed, id);
    var place = DSL.row(DSL.val(at), DSL.val(key));
    return ascending ? row.gt(place) : row.lt(place);
  }

  /** Returns the order of the list. */
  public OrderField<?>[] order(Field<OffsetDateTime> changed, Field<String> id) {
    return ascending
        ? new OrderField<?>[] {changed.asc(), id.asc()}
        : new OrderField<?>[] {changed.desc(), id.desc()};
  }
}
