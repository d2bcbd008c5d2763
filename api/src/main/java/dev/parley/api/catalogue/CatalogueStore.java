package dev.parley.api.catalogue;

import static dev.parley.db.Tables.FIELD;
import static dev.parley.db.Tables.LABEL;
import static dev.parley.db.Tables.PERSONA;
import static dev.parley.db.Tables.USERS;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import dev.parley.api.problem.Refusal;
import dev.parley.store.Ids;
import dev.parley.store.StoredJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** The simple catalogues: things with a name that workflows refer to. Removing is archiving. */
final class CatalogueStore {
  private CatalogueStore() {}

  /** One property of a catalogue's items. */
  record Property(String name, boolean needed, int longest, Field<?> column) {
    static Property text(String name, boolean needed, int longest, Field<String> column) {
      return new Property(name, needed, longest, column);
    }
  }

  /** Which catalogue. */
  enum Kind {
    LABELS("labels", "label"),
    USERS_("users", "user"),
    PERSONAS("personas", "persona"),
    FIELDS("fields", "field");

    private final String path;
    private final String title;

    Kind(String path, String title) {
      this.path = path;
      this.title = title;
    }

    static Optional<Kind> of(String path) {
      return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
    }

    String path() {
      return path;
    }

    String title() {
      return title;
    }

    Table<?> table() {
      return switch (this) {
        case LABELS -> LABEL;
        case USERS_ -> USERS;
        case PERSONAS -> PERSONA;
        case FIELDS -> FIELD;
      };
    }

    List<Property> properties() {
      return switch (this) {
        case LABELS ->
            List.of(
                Property.text("name", true, 80, LABEL.NAME),
                Property.text("colour", false, 40, LABEL.COLOUR),
                Property.text("description", false, 2_000, LABEL.DESCRIPTION));
        case USERS_ ->
            List.of(
                Property.text("name", true, 120, USERS.NAME),
                Property.text("email", false, 320, USERS.EMAIL));
        case PERSONAS ->
            List.of(
                Property.text("name", true, 120, PERSONA.NAME),
                Property.text("instructions", false, 20_000, PERSONA.INSTRUCTIONS),
                Property.text("tone", false, 200, PERSONA.TONE),
                Property.text("colour", false, 40, PERSONA.COLOUR));
        case FIELDS ->
            List.of(
                Property.text("key", true, 63, FIELD.KEY),
                Property.text("name", true, 120, FIELD.NAME),
                Property.text("type", true, 20, FIELD.TYPE),
                new Property("choices", false, 0, FIELD.CHOICES),
                Property.text("description", false, 2_000, FIELD.DESCRIPTION));
      };
    }

    private Field<UUID> id() {
      return Objects.requireNonNull(table().field("id", UUID.class));
    }

    private Field<String> naming() {
      return Objects.requireNonNull(table().field("name", String.class));
    }

    private Field<?> archivedAt() {
      return Objects.requireNonNull(table().field("archived_at"));
    }
  }

  /** A place in a list by name. */
  record Cursor(String name, UUID id) {}

  static List<Map<String, Object>> list(
      DSLContext tx, Kind kind, boolean archived, @Nullable Cursor after, int limit) {
    return tx.select()
        .from(kind.table())
        .where(archived ? noCondition() : kind.archivedAt().isNull())
        .and(
            after == null
                ? noCondition()
                : row(lower(kind.naming()), kind.id()).gt(row(val(after.name()), val(after.id()))))
        .orderBy(lower(kind.naming()), kind.id())
        .limit(limit)
        .fetch(row -> item(kind, row));
  }

  static Optional<Map<String, Object>> find(DSLContext tx, Kind kind, UUID id) {
    return tx.select()
        .from(kind.table())
        .where(kind.id().eq(id))
        .fetchOptional(row -> item(kind, row));
  }

  private static Map<String, Object> item(Kind kind, Record row) {
    var item = new LinkedHashMap<String, Object>();
    item.put("id", row.get(kind.id()).toString());
    for (var property : kind.properties()) {
      var value = row.get(property.column());
      if (value != null) {
        item.put(property.name(), value instanceof JSONB json ? StoredJson.tree(json) : value);
      }
    }
    item.put("archived", row.get(kind.archivedAt()) != null);
    return item;
  }

  static UUID insert(DSLContext tx, Kind kind, Map<String, ?> values) {
    var id = Ids.next();
    var columns = columns(kind, values);
    columns.put(kind.id(), id);
    unique(kind, () -> tx.insertInto(kind.table()).set(columns).execute());
    return id;
  }

  /** Changes what is given and leaves the rest. */
  static boolean update(DSLContext tx, Kind kind, UUID id, Map<String, ?> values) {
    var columns = columns(kind, values);
    return columns.isEmpty()
        ? find(tx, kind, id).isPresent()
        : unique(kind, () -> tx.update(kind.table()).set(columns).where(kind.id().eq(id)).execute())
            > 0;
  }

  static boolean archive(DSLContext tx, Kind kind, UUID id) {
    return tx.update(kind.table())
            .set(Map.of(kind.archivedAt(), currentOffsetDateTime()))
            .where(kind.id().eq(id))
            .execute()
        > 0;
  }

  private static Map<Field<?>, @Nullable Object> columns(Kind kind, Map<String, ?> values) {
    var columns = new LinkedHashMap<Field<?>, @Nullable Object>();
    for (var property : kind.properties()) {
      if (values.containsKey(property.name())) {
        var value = values.get(property.name());
        columns.put(
            property.column(), property.name().equals("choices") ? StoredJson.of(value) : value);
      }
    }
    return columns;
  }

  private static int unique(Kind kind, IntSupplier work) {
    try {
      return work.getAsInt();
    } catch (DataAccessException e) {
      if ("23505".equals(e.sqlState())) {
        throw Refusal.conflict(
            "name-taken",
            "There is a " + kind.title() + " of that name (or key, or e-mail) already.");
      }
      throw e;
    }
  }
}
