package dev.parley.api.contact;

import static dev.parley.db.Tables.CONTACT;
import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.SEGMENT;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Texts;
import dev.parley.api.catalogue.CatalogueStore.NamedTable;
import dev.parley.api.catalogue.Columns;
import dev.parley.api.contact.SegmentFilter.Match;
import dev.parley.api.input.Checks;
import dev.parley.store.sql.StoredJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Segments: contacts selected by their properties and those of their conversations. */
final class SegmentStore {
  static final NamedTable<SegmentView> TABLE =
      new NamedTable<>(
          "segment", null, SEGMENT, List.of(SEGMENT.NAME, SEGMENT.DESCRIPTION), SegmentStore::view);

  /** Larger counts are reported as "more than" this. */
  static final int MOST_COUNTED = 10_000;

  private SegmentStore() {}

  /** A segment in a response. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SegmentView(
      String id,
      String name,
      String description,
      SegmentFilter filter,
      boolean archived,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime archivedAt) {}

  /** A new segment. */
  record SegmentSent(
      @Schema(requiredMode = REQUIRED, maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE)
          @Nullable String name,
      @Schema(maxLength = Checks.LONGEST_DESCRIPTION) @Nullable String description,
      @Schema(ref = SegmentFilter.SENT, requiredMode = REQUIRED) @Nullable SegmentFilter filter) {

    Map<Field<?>, Object> checked() {
      return columns(
          Checks.ofNew().that(filter != null, "filter", "missing", "\"filter\" is required."),
          name,
          description,
          filter);
    }
  }

  /** An update of a segment; absent values stay unchanged. */
  record SegmentChange(
      @Schema(maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE) @Nullable String name,
      @Schema(maxLength = Checks.LONGEST_DESCRIPTION) @Nullable String description,
      @Schema(ref = SegmentFilter.SENT) @Nullable SegmentFilter filter) {

    Map<Field<?>, Object> checked() {
      return columns(Checks.ofChange(), name, description, filter);
    }
  }

  private static Map<Field<?>, Object> columns(
      Checks checks,
      @Nullable String name,
      @Nullable String description,
      @Nullable SegmentFilter filter) {
    checks
        .name(name, Checks.LONGEST_NAME)
        .optional("description", description, Checks.LONGEST_DESCRIPTION)
        .orThrow();
    return new Columns()
        .name(SEGMENT.NAME, SEGMENT.NAME_KEY, name)
        .text(SEGMENT.DESCRIPTION, description)
        .value(SEGMENT.FILTER, filter == null ? null : StoredJson.of(filter.checked()))
        .all();
  }

  /**
   * The number of contacts that a filter matches.
   *
   * @param more true if there are more, which were not counted
   */
  record SegmentCount(int contacts, boolean more) {}

  static SegmentCount count(DSLContext tx, SegmentFilter filter) {
    int found =
        tx.fetchCount(
            selectOne()
                .from(CONTACT)
                .where(CONTACT.SANDBOX.isFalse())
                .and(CONTACT.ARCHIVED_AT.isNull())
                .and(where(filter))
                .limit(MOST_COUNTED + 1));
    return new SegmentCount(Math.min(found, MOST_COUNTED), found > MOST_COUNTED);
  }

  static Optional<SegmentFilter> filter(DSLContext tx, UUID id) {
    return tx.select(SEGMENT.FILTER)
        .from(SEGMENT)
        .where(SEGMENT.ID.eq(id))
        .fetchOptional(row -> StoredJson.read(row.value1(), SegmentFilter.class));
  }

  /** Returns the condition for a row of contacts. */
  static Condition where(SegmentFilter filter) {
    var ofContact = new ArrayList<Condition>();
    var ofConversation = new ArrayList<Condition>();
    for (var one : filter.all()) {
      (one.subject().ofContact() ? ofContact : ofConversation).add(met(one));
    }
    var all = filter.matching() == Match.ALL;
    if (!ofConversation.isEmpty()) {
      ofContact.add(
          exists(
              selectOne()
                  .from(CONVERSATION)
                  .where(CONVERSATION.CONTACT_ID.eq(CONTACT.ID))
                  .and(CONVERSATION.SANDBOX.isFalse())
                  .and(all ? and(ofConversation) : or(ofConversation))));
    }
    return all ? and(ofContact) : or(ofContact);
  }

  private static Condition met(SegmentFilter.Condition one) {
    return switch (one.subject()) {
      case NAME -> compared(CONTACT.NAME, one);
      case PHONE -> compared(CONTACT.PHONE, one);
      case EMAIL -> compared(CONTACT.EMAIL, one);
      case STATUS -> compared(CONVERSATION.STATUS, one);
      case CHANNEL -> compared(CONVERSATION.CHANNEL, one);
      case SENTIMENT -> compared(CONVERSATION.SENTIMENT, one);
      case ASSIGNEE -> compared(CONVERSATION.ASSIGNEE_ID, one);
      case STARRED -> CONVERSATION.STARRED.eq(Boolean.TRUE.equals(one.value()));
      case LABEL -> {
        var labelled =
            condition(
                "{0} @> array[{1}]",
                CONVERSATION.LABELS, val(UUID.fromString(String.valueOf(one.value()))));
        yield one.operator() == SegmentFilter.Operator.PRESENT ? labelled : labelled.not();
      }
      case CONTACT_FIELD -> custom(CONTACT.FIELDS, one);
      case CONVERSATION_FIELD -> custom(CONVERSATION.FIELDS, one);
    };
  }

  /** Text comparison ignores case; an absent or empty value only satisfies {@code absent}. */
  private static Condition compared(Field<String> column, SegmentFilter.Condition one) {
    var value = String.valueOf(one.value()).toLowerCase(Locale.ROOT);
    return switch (Objects.requireNonNull(one.operator())) {
      case IS -> lower(column).eq(value);
      case IS_NOT -> lower(column).ne(value);
      case CONTAINS -> lower(column).contains(value);
      case STARTS_WITH -> lower(column).startsWith(value);
      case GREATER_THAN -> lower(column).gt(value);
      case LESS_THAN -> lower(column).lt(value);
      case PRESENT -> column.isNotNull().and(column.ne(""));
      case ABSENT -> column.isNull().or(column.eq(""));
    };
  }

  private static Condition custom(Field<JSONB> fields, SegmentFilter.Condition one) {
    var text = field("({0} ->> {1})", String.class, fields, val(one.key()));
    if (!(one.value() instanceof Number number)) {
      return compared(text, one);
    }
    var wanted = new BigDecimal(number.toString());
    var held =
        field(
            "(case when jsonb_typeof({0} -> {1}) = 'number' then ({0} ->> {1})::numeric end)",
            BigDecimal.class, fields, val(one.key()));
    return switch (Objects.requireNonNull(one.operator())) {
      case IS -> held.eq(wanted);
      case IS_NOT -> held.ne(wanted);
      case GREATER_THAN -> held.gt(wanted);
      case LESS_THAN -> held.lt(wanted);
      case CONTAINS, STARTS_WITH, PRESENT, ABSENT -> compared(text, one);
    };
  }

  /** Returns the number of a contact's conversations, up to a maximum. */
  static Field<Integer> conversations(int most) {
    return field(
        select(org.jooq.impl.DSL.count())
            .from(
                selectOne()
                    .from(CONVERSATION)
                    .where(CONVERSATION.CONTACT_ID.eq(CONTACT.ID))
                    .and(CONVERSATION.SANDBOX.isFalse())
                    .limit(inline(most))));
  }

  private static SegmentView view(Record row) {
    return new SegmentView(
        row.get(SEGMENT.ID).toString(),
        row.get(SEGMENT.NAME),
        row.get(SEGMENT.DESCRIPTION),
        StoredJson.read(row.get(SEGMENT.FILTER), SegmentFilter.class),
        row.get(SEGMENT.ARCHIVED_AT) != null,
        row.get(SEGMENT.CREATED_AT),
        row.get(SEGMENT.ARCHIVED_AT));
  }
}
