package dev.parley.api.conversation;

import static dev.parley.db.Tables.CONTACT;
import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.MESSAGE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.parley.api.page.ByChange;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Status;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/**
 * Selects the conversations of an inbox list, most recently changed first. If no index provides
 * that order, the newest conversations are scanned first, at a cost that is independent of their
 * total number; only if they do not fill the page are all conversations searched, through the
 * indexes of the selective criteria.
 */
final class InboxStore {
  /** The number of newest conversations that are scanned. */
  static final int NEWEST = 500;

  /** Shorter words contain no trigram, so an index cannot find them within texts. */
  private static final int SHORTEST_INDEXED = 3;

  private static final dev.parley.db.tables.Conversation C = CONVERSATION.as("c");

  static final String THROUGH_INDEXES = "set local enable_seqscan = off";

  private InboxStore() {}

  /**
   * The filter of a list.
   *
   * @param assignee a user's or persona's id, or {@code none}
   * @param search in texts, names, addresses and numbers, and for an id
   */
  record Filter(
      @Nullable Status status,
      @Nullable Channel channel,
      @Nullable UUID label,
      @Nullable String assignee,
      @Nullable String contact,
      @Nullable Boolean starred,
      @Nullable String search,
      ByChange changes) {

    /** Creates the filter of a list with the most recent change first. */
    Filter(
        @Nullable Status status,
        @Nullable Channel channel,
        @Nullable UUID label,
        @Nullable String assignee,
        @Nullable String contact,
        @Nullable Boolean starred,
        @Nullable String search) {
      this(status, channel, label, assignee, contact, starred, search, ByChange.NEWEST);
    }

    /** Returns the part of the filter that an index provides in list order. */
    private Condition indexed() {
      var all = condition("not c.sandbox").and(changes.within(C.UPDATED_AT));
      all = status == null ? all : all.and(C.STATUS.eq(status.wire()));
      all = channel == null ? all : all.and(C.CHANNEL.eq(channel.wire()));
      all = contact == null ? all : all.and(C.CONTACT_ID.eq(contact));
      all = assignee == null || unassigned() ? all : all.and(C.ASSIGNEE_ID.eq(assignee));
      if (starred != null) {
        all = all.and(starred ? condition("c.starred") : condition("not c.starred"));
      }
      return all;
    }

    private boolean unassigned() {
      return "none".equals(assignee);
    }

    /** Returns true if an index covers the whole filter, in order. */
    boolean isIndexed() {
      return label == null && searched() == null && !unassigned() && !Boolean.FALSE.equals(starred);
    }

    private @Nullable String searched() {
      return search == null || search.isBlank() ? null : search.strip();
    }

    private Condition others() {
      var all = label == null ? noCondition() : condition("c.labels @> array[{0}]", val(label));
      return unassigned() ? all.and("c.assignee_id is null") : all;
    }
  }

  /** A position in the list. */
  record Place(OffsetDateTime updatedAt, String id) {}

  /**
   * Returns the conversations after a position.
   *
   * @param tx a transaction, whose later statements will also prefer indexes
   */
  static List<Place> list(DSLContext tx, Filter filter, @Nullable Place after, int limit) {
    if (filter.isIndexed()) {
      return places(tx, indexed(tx, filter, after, limit));
    }
    var newest = places(tx, newest(tx, filter, after, limit));
    return newest.size() == limit ? newest : searched(tx, filter, after, limit);
  }

  /**
   * PostgreSQL would scan a table that is small, or was when it was last analyzed. Forcing indexes
   * gives the same plan before and after the table has grown.
   */
  private static List<Place> searched(
      DSLContext tx, Filter filter, @Nullable Place after, int limit) {
    tx.execute(THROUGH_INDEXES);
    return places(tx, all(tx, filter, after, limit));
  }

  private static List<Place> places(DSLContext tx, Select<Record2<OffsetDateTime, String>> select) {
    return tx.fetch(select).map(found -> new Place(found.value1(), found.value2()));
  }

  static Select<Record2<OffsetDateTime, String>> indexed(
      DSLContext tx, Filter filter, @Nullable Place after, int limit) {
    return tx.select(C.UPDATED_AT, C.ID)
        .from(C)
        .where(filter.indexed())
        .and(past(filter, after))
        .orderBy(filter.changes().order(C.UPDATED_AT, C.ID))
        .limit(inline(limit));
  }

  private static Condition past(Filter filter, @Nullable Place after) {
    return after == null
        ? noCondition()
        : filter.changes().past(C.UPDATED_AT, C.ID, after.updatedAt(), after.id());
  }

  /** Scans the newest conversations. */
  static Select<Record2<OffsetDateTime, String>> newest(
      DSLContext tx, Filter filter, @Nullable Place after, int limit) {
    var some =
        tx.select(C.UPDATED_AT, C.ID, C.CONTACT_ID, C.LABELS, C.ASSIGNEE_ID)
            .from(C)
            .where(filter.indexed())
            .and(past(filter, after))
            .orderBy(filter.changes().order(C.UPDATED_AT, C.ID))
            .limit(inline(NEWEST))
            .asTable("c");
    var updatedAt = Objects.requireNonNull(some.field(C.UPDATED_AT));
    var id = Objects.requireNonNull(some.field(C.ID));
    return tx.select(updatedAt, id)
        .from(some)
        .where(filter.others())
        .and(filter.searched() == null ? noCondition() : says(filter.searched()))
        .orderBy(filter.changes().order(updatedAt, id))
        .limit(inline(limit));
  }

  /** The limits keep each condition a separate lookup in the conversation's index. */
  private static Condition says(String search) {
    var like = containing(search);
    return condition("c.id = {0}", val(search))
        .or(
            coalesce(
                    field(
                        select(inline(true))
                            .from(CONTACT)
                            .where(CONTACT.ID.eq(field("c.contact_id", String.class)))
                            .and(condition("{0} ilike {1}", CONTACT.SEARCHED, like))
                            .limit(inline(1))),
                    inline(false))
                .isTrue())
        .or(
            coalesce(
                    field(
                        select(inline(true))
                            .from(MESSAGE)
                            .where(MESSAGE.CONVERSATION_ID.eq(field("c.id", String.class)))
                            .and(condition("{0} ilike {1}", MESSAGE.TEXT, like))
                            .limit(inline(1))),
                    inline(false))
                .isTrue());
  }

  /** Searches all conversations, through the indexes of labels, contacts and texts. */
  static Select<Record2<OffsetDateTime, String>> all(
      DSLContext tx, Filter filter, @Nullable Place after, int limit) {
    var search = filter.searched();
    return tx.select(C.UPDATED_AT, C.ID)
        .from(C)
        .where(filter.indexed())
        .and(filter.others())
        .and(past(filter, after))
        .and(search == null ? noCondition() : C.ID.in(saying(search)))
        .orderBy(filter.changes().order(C.UPDATED_AT, C.ID))
        .limit(inline(limit));
  }

  private static Select<? extends org.jooq.Record1<String>> saying(String search) {
    var byId = select(val(search));
    if (search.length() < SHORTEST_INDEXED) {
      return byId.union(
          select(CONVERSATION.ID)
              .from(CONTACT)
              .join(CONVERSATION)
              .on(CONVERSATION.CONTACT_ID.eq(CONTACT.ID))
              .where("lower(contact.name) like {0}", inline(beginning(search))));
    }
    var like = containing(search);
    return byId.union(
            select(CONVERSATION.ID)
                .from(CONTACT)
                .join(CONVERSATION)
                .on(CONVERSATION.CONTACT_ID.eq(CONTACT.ID))
                .where("{0} ilike {1}", CONTACT.SEARCHED, like))
        .union(
            select(MESSAGE.CONVERSATION_ID)
                .from(MESSAGE)
                .where("{0} ilike {1}", MESSAGE.TEXT, like));
  }

  /** Inlined, so that the statement is planned for this word. */
  private static Field<String> containing(String search) {
    return inline("%" + escaped(search) + "%");
  }

  private static String beginning(String search) {
    return escaped(search.toLowerCase(Locale.ROOT)) + "%";
  }

  private static String escaped(String search) {
    return search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
