package dev.parley.api.workflow;

import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.EXECUTION_COUNT;
import static dev.parley.db.Tables.EXECUTION_TOTAL;
import static dev.parley.db.Tables.WORKFLOW;
import static dev.parley.db.Tables.WORKING_COPY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.problem.Refusal;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Name;
import dev.parley.db.tables.records.WorkflowRecord;
import dev.parley.store.Ids;
import dev.parley.store.Lifecycle;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jspecify.annotations.Nullable;

/** The workflow table. Every change takes the row's lock and a new revision. */
final class WorkflowStore {
  private static final Field<Long> STARTED = coalesce(EXECUTION_TOTAL.STARTED, inline(0L));
  private static final Field<Long> FAILED = coalesce(EXECUTION_TOTAL.FAILED, inline(0L));
  private static final Field<String> SHOWN_TRIGGER =
      coalesce(WORKFLOW.ACTIVE_TRIGGER, WORKFLOW.TRIGGER);
  private static final Field<Boolean> HAS_COPY =
      field(exists(selectOne().from(WORKING_COPY).where(WORKING_COPY.WORKFLOW_ID.eq(WORKFLOW.ID))));

  private WorkflowStore() {}

  /** A sort key of the list; the id breaks ties. */
  enum Sort {
    @JsonProperty("name")
    NAME,
    @JsonProperty("trigger")
    TRIGGER,
    @JsonProperty("status")
    STATUS,
    @JsonProperty("versions")
    VERSIONS,
    @JsonProperty("executions")
    EXECUTIONS,
    @JsonProperty("updatedAt")
    UPDATED_AT;

    /**
     * Returns the sort key as text with the column's order, so that one cursor type serves them
     * all.
     */
    Field<String> key() {
      return switch (this) {
        case NAME -> lower(WORKFLOW.NAME);
        case TRIGGER -> coalesce(SHOWN_TRIGGER, inline(""));
        case STATUS -> WORKFLOW.STATUS;
        case VERSIONS -> padded(WORKFLOW.NEWEST_VERSION);
        case EXECUTIONS -> padded(STARTED);
        case UPDATED_AT ->
            field(
                "to_char({0} at time zone 'UTC', 'YYYYMMDDHH24MISSUS')",
                String.class, WORKFLOW.UPDATED_AT);
      };
    }

    private static Field<String> padded(Field<?> number) {
      return field("lpad({0}::text, 19, '0')", String.class, number);
    }
  }

  /** Filters a list by whether workflows are archived. */
  enum Archived {
    @JsonProperty("false")
    LEFT_OUT,
    @JsonProperty("true")
    ALONE,
    @JsonProperty("all")
    TOO
  }

  /**
   * The filter of a list.
   *
   * @param archived null to follow the status; without a status, archived workflows are left out
   */
  record Filter(
      @Nullable WorkflowStatus status, @Nullable Archived archived, @Nullable String search) {
    static final Filter ALL = new Filter(null, Archived.TOO, null);

    private Condition condition() {
      var which =
          switch (archived != null ? archived : status == null ? Archived.LEFT_OUT : Archived.TOO) {
            case LEFT_OUT -> WORKFLOW.STATUS.ne(WorkflowStatus.ARCHIVED.wire());
            case ALONE -> WORKFLOW.STATUS.eq(WorkflowStatus.ARCHIVED.wire());
            case TOO -> noCondition();
          };
      return which
          .and(status == null ? noCondition() : WORKFLOW.STATUS.eq(status.wire()))
          .and(
              search == null || search.isBlank()
                  ? noCondition()
                  : WORKFLOW.NAME.containsIgnoreCase(Name.of(search).text()));
    }
  }

  /** A position in a sorted list: after this row. */
  record Cursor(String key, UUID id) {}

  /** A page of a list, with the sort key of its last row. */
  record Page(List<WorkflowView> items, @Nullable Cursor last) {}

  static Page list(
      DSLContext tx,
      Filter filter,
      Sort sort,
      boolean ascending,
      @Nullable Cursor after,
      int limit) {
    var key = sort.key().collate("C").as("sort_key");
    var rows =
        tx.select()
            .from(shown(tx, key).where(filter.condition()).asTable("shown"))
            .where(after == null ? noCondition() : past(after, ascending))
            // Uses the selected column itself: with another collation, PostgreSQL would compute the
            // key twice per row.
            .orderBy(
                ascending ? field("sort_key").asc() : field("sort_key").desc(),
                ascending ? field("id").asc() : field("id").desc())
            .limit(limit)
            .fetch();
    if (rows.size() < limit) {
      return new Page(rows.map(WorkflowStore::view), null);
    }
    var last = rows.getLast();
    return new Page(
        rows.map(WorkflowStore::view),
        new Cursor(last.get("sort_key", String.class), last.get("id", UUID.class)));
  }

  private static Condition past(Cursor after, boolean ascending) {
    return condition(
        ascending
            ? "(sort_key collate \"C\", id) > ({0}, {1})"
            : "(sort_key collate \"C\", id) < ({0}, {1})",
        val(after.key()),
        val(after.id()));
  }

  static Optional<WorkflowView> find(DSLContext tx, UUID id) {
    return shown(tx, inline("").as("sort_key"))
        .where(WORKFLOW.ID.eq(id))
        .fetchOptional(WorkflowStore::view);
  }

  private static SelectJoinStep<Record> shown(DSLContext tx, Field<String> key) {
    return tx.select(WORKFLOW.fields())
        .select(
            SHOWN_TRIGGER.as("shown_trigger"),
            STARTED.as("started"),
            FAILED.as("failed"),
            HAS_COPY.as("has_copy"),
            key)
        .from(WORKFLOW)
        .leftJoin(EXECUTION_TOTAL)
        .on(EXECUTION_TOTAL.WORKFLOW_ID.eq(WORKFLOW.ID));
  }

  private static WorkflowView view(Record row) {
    return new WorkflowView(
        row.get("id", UUID.class).toString(),
        row.get("slug", String.class),
        row.get("name", String.class),
        row.get("description", String.class),
        trigger(row.get("shown_trigger", String.class)),
        WorkflowStatus.of(row.get("status", String.class)),
        row.get("newest_version", Integer.class),
        row.get("started", Long.class),
        row.get("failed", Long.class),
        row.get("active_version", Integer.class),
        row.get("revision", Long.class),
        row.get("has_copy", Boolean.class),
        row.get("changed_by", String.class),
        row.get("created_at", OffsetDateTime.class),
        row.get("updated_at", OffsetDateTime.class),
        null);
  }

  static @Nullable EventType trigger(@Nullable String wire) {
    return wire == null ? null : EventType.of(wire).orElse(null);
  }

  static UUID insert(DSLContext tx, String name, String description, String by) {
    var id = Ids.next();
    var slug = slug(name);
    if (!insert(tx, id, slug, name, description, by)) {
      // The end of an id is random; its beginning is the time.
      insert(tx, id, slug + "-" + id.toString().substring(24), name, description, by);
    }
    return id;
  }

  /**
   * Inserts a workflow; returns false if the slug is taken. It waits for a concurrent insert of the
   * same slug.
   */
  private static boolean insert(
      DSLContext tx, UUID id, String slug, String name, String description, String by) {
    return tx.insertInto(WORKFLOW)
            .set(WORKFLOW.ID, id)
            .set(WORKFLOW.SLUG, slug)
            .set(WORKFLOW.NAME, name)
            .set(WORKFLOW.DESCRIPTION, description)
            .set(WORKFLOW.CHANGED_BY, by)
            .onConflict(WORKFLOW.SLUG)
            .doNothing()
            .execute()
        == 1;
  }

  private static String slug(String name) {
    var slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-+|-+$", "");
    return slug.isEmpty() ? "workflow" : slug;
  }

  /**
   * Locks a workflow's row for a change.
   *
   * @param expected the revisions known to the caller; null for any
   * @throws Refusal 404 if there is none, 409 if it was changed in the meantime
   */
  static Locked lock(DSLContext tx, UUID id, @Nullable Set<Long> expected) {
    var row =
        tx.selectFrom(WORKFLOW)
            .where(WORKFLOW.ID.eq(id))
            .forUpdate()
            .fetchOptional()
            .orElseThrow(() -> Refusal.notFound("workflow", id));
    var locked = new Locked(row);
    if (expected != null && !expected.contains(locked.revision())) {
      throw locked.stale();
    }
    return locked;
  }

  /** A locked workflow row; changes reach the table with {@link #store}. */
  static final class Locked {
    private final WorkflowRecord row;

    private Locked(WorkflowRecord row) {
      this.row = row;
    }

    UUID id() {
      return row.getId();
    }

    WorkflowStatus status() {
      return WorkflowStatus.of(row.getStatus());
    }

    int newestVersion() {
      return row.getNewestVersion();
    }

    long revision() {
      return row.getRevision();
    }

    void rename(String name) {
      row.setName(name);
    }

    void describe(String description) {
      row.setDescription(description);
    }

    /** Sets the trigger of its graph, saved or not. */
    void drawn(@Nullable String trigger) {
      row.setTrigger(trigger);
    }

    /**
     * Refuses to change the graph of an archived workflow.
     *
     * @throws Refusal 409 while it is archived
     */
    void mayBeDrawn() {
      if (status() == WorkflowStatus.ARCHIVED) {
        throw Refusal.conflict("status", "This workflow is archived. Unarchive it to change it.");
      }
    }

    /** Sets the status; a draft has no active version. */
    void move(WorkflowStatus status) {
      row.setStatus(status.wire());
      if (status == WorkflowStatus.DRAFT) {
        row.setActiveVersion(null);
        row.setActiveTrigger(null);
        row.setActiveGraph(null);
      }
    }

    /** Sets the newest version. */
    void saved(int number, @Nullable String trigger) {
      row.setNewestVersion(number);
      row.setTrigger(trigger);
    }

    /** Sets the active version. */
    void published(int number, @Nullable String trigger, String graphHash) {
      row.setStatus(WorkflowStatus.ACTIVE.wire());
      row.setActiveVersion(number);
      row.setActiveTrigger(trigger);
      row.setActiveGraph(graphHash);
    }

    /** Stores the row with a new revision. */
    void store(String by) {
      row.setRevision(row.getRevision() + 1);
      row.setChangedBy(by);
      row.set(WORKFLOW.UPDATED_AT, OffsetDateTime.now(ZoneOffset.UTC));
      row.store();
    }

    /** Returns 409: the caller knows an older state. */
    Refusal stale() {
      return Refusal.conflict(
          "stale",
          row.getChangedBy()
              + " has changed this workflow. Nothing was overwritten: load it again.",
          Map.of(
              "changedBy", row.getChangedBy(),
              "changedAt", row.getUpdatedAt(),
              "revision", row.getRevision(),
              "newestVersion", row.getNewestVersion()));
    }
  }

  /** Returns true even if all its runs have been deleted, or are not counted yet. */
  static boolean everRan(DSLContext tx, UUID id) {
    return tx.fetchExists(EXECUTION, EXECUTION.WORKFLOW_ID.eq(id))
        || tx.fetchExists(
            EXECUTION_TOTAL,
            EXECUTION_TOTAL.WORKFLOW_ID.eq(id).and(EXECUTION_TOTAL.STARTED.gt(0L)));
  }

  static int openExecutions(DSLContext tx, UUID id) {
    return tx.fetchCount(EXECUTION, EXECUTION.WORKFLOW_ID.eq(id).and(Lifecycle.isOpen()));
  }

  static void delete(DSLContext tx, UUID id) {
    tx.deleteFrom(EXECUTION_COUNT).where(EXECUTION_COUNT.WORKFLOW_ID.eq(id)).execute();
    tx.deleteFrom(EXECUTION_TOTAL).where(EXECUTION_TOTAL.WORKFLOW_ID.eq(id)).execute();
    tx.deleteFrom(WORKFLOW).where(WORKFLOW.ID.eq(id)).execute();
  }
}
