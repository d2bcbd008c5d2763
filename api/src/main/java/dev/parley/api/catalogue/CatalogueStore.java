package dev.parley.api.catalogue;

import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import dev.parley.api.page.Cursor;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.conversation.Name;
import dev.parley.node.References;
import dev.parley.store.Ids;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Named items that workflows refer to. None is ever deleted. */
public final class CatalogueStore {
  private static final String UNIQUE_VIOLATION = "23505";

  private CatalogueStore() {}

  /**
   * The table of a catalogue and the representation of its items. The table has the columns id,
   * name and archived_at.
   *
   * @param title of one item, for messages
   * @param kind of references from graphs; null if graphs do not refer to it
   * @param searched the columns that a search covers
   */
  public record NamedTable<V>(
      String title,
      References.@Nullable Kind kind,
      Table<?> table,
      List<Field<String>> searched,
      Function<Record, V> view) {

    /** The column of the id. */
    public Field<UUID> id() {
      return Objects.requireNonNull(table.field("id", UUID.class));
    }

    /** The column of the name. */
    public Field<String> name() {
      return Objects.requireNonNull(table.field("name", String.class));
    }

    Field<OffsetDateTime> archivedAt() {
      return Objects.requireNonNull(table.field("archived_at", OffsetDateTime.class));
    }
  }

  /** Filters a list by whether items are archived. */
  public enum Archived {
    FALSE,
    TRUE,
    ALL;

    /** Reads the parameter of a list, or refuses it. */
    public static Archived of(String text) {
      return switch (text) {
        case "false" -> FALSE;
        case "true" -> TRUE;
        case "all" -> ALL;
        default ->
            throw Refusal.unreadable(
                "parameter-invalid", "The parameter \"archived\" is one of: false, true, all.");
      };
    }

    /** Returns the condition that selects these items. */
    public Condition where(Field<OffsetDateTime> archivedAt) {
      return switch (this) {
        case FALSE -> archivedAt.isNull();
        case TRUE -> archivedAt.isNotNull();
        case ALL -> noCondition();
      };
    }
  }

  /** Returns a page of items in the order of their names. */
  public static <V> Page<V> list(
      DSLContext tx,
      NamedTable<V> table,
      Archived archived,
      @Nullable String search,
      @Nullable String cursor,
      int limit) {
    var place = lower(table.name());
    var after =
        Cursor.read(
            cursor,
            keys ->
                row(place, table.id())
                    .gt(row(val(keys.second()), val(UUID.fromString(keys.first())))));
    var rows =
        tx.select(table.table().fields())
            .select(place.as("place"))
            .from(table.table())
            .where(archived.where(table.archivedAt()))
            .and(found(table, search))
            .and(after.orElse(noCondition()))
            .orderBy(place, table.id())
            .limit(limit + 1)
            .fetch();
    return Page.of(
            rows,
            limit,
            last ->
                new Cursor(last.get(table.id()).toString(), last.get("place", String.class)).text())
        .map(table.view());
  }

  private static Condition found(NamedTable<?> table, @Nullable String search) {
    var text = search == null ? "" : Name.of(search).text();
    return text.isEmpty()
        ? noCondition()
        : or(table.searched().stream().map(column -> column.containsIgnoreCase(text)).toList());
  }

  /** Returns the item with that id, archived or not. */
  public static <V> Optional<V> find(DSLContext tx, NamedTable<V> table, UUID id) {
    return tx.select(table.table().fields())
        .from(table.table())
        .where(table.id().eq(id))
        .fetchOptional(table.view()::apply);
  }

  /** Adds an item with these columns, or refuses a name that is taken. */
  public static <V> V insert(DSLContext tx, NamedTable<V> table, Map<Field<?>, Object> values) {
    var id = Ids.next();
    var columns = new LinkedHashMap<>(values);
    columns.put(table.id(), id);
    unique(table, () -> tx.insertInto(table.table()).set(columns).execute());
    return find(tx, table, id).orElseThrow();
  }

  /** Updates the given columns and leaves the others unchanged. */
  public static <V> Optional<V> update(
      DSLContext tx, NamedTable<V> table, UUID id, Map<Field<?>, Object> values) {
    if (!values.isEmpty()) {
      unique(table, () -> tx.update(table.table()).set(values).where(table.id().eq(id)).execute());
    }
    return find(tx, table, id);
  }

  /** Archives or unarchives; idempotent. */
  public static <V> Optional<V> archive(
      DSLContext tx, NamedTable<V> table, UUID id, boolean archived) {
    var columns = new LinkedHashMap<Field<?>, @Nullable Object>();
    columns.put(table.archivedAt(), archived ? currentOffsetDateTime() : null);
    tx.update(table.table())
        .set(columns)
        .where(table.id().eq(id))
        .and(archived ? table.archivedAt().isNull() : table.archivedAt().isNotNull())
        .execute();
    return find(tx, table, id);
  }

  private static void unique(NamedTable<?> table, IntSupplier work) {
    try {
      var _ = work.getAsInt();
    } catch (DataAccessException e) {
      if (UNIQUE_VIOLATION.equals(e.sqlState())) {
        throw Refusal.conflict(
            "name-taken",
            "There is a "
                + table.title()
                + " with this name, key or email already; perhaps an"
                + " archived one, which can be unarchived.");
      }
      throw e;
    }
  }
}
