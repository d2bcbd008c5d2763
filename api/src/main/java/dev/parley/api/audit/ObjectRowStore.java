package dev.parley.api.audit;

import dev.parley.store.Ids;
import dev.parley.store.sql.SqlStatement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows of the objects that operations change, read before and after. */
final class ObjectRowStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> CONSEQUENCES =
      Set.of(
          "id",
          "nameKey",
          "updatedAt",
          "changedAt",
          "changedBy",
          "checkedAt",
          "signedInAt",
          "lastUsedAt",
          "revision",
          "createdAt",
          "onlyRow");

  private static final Map<String, SqlStatement> BY_ID =
      Map.ofEntries(
          byId("label", "label"),
          byId("user", "users"),
          byId("persona", "persona"),
          byId("field", "field"),
          byId("segment", "segment"),
          byId("channel", "channel_account"),
          byId("skill-set", "skill_set"),
          byId("subscription", "subscription"),
          byId("api-key", "api_key"),
          byId("workflow", "workflow"),
          // All else in a run may be about a customer.
          Map.entry(
              "execution",
              new SqlStatement(
                  "select jsonb_build_object('status', status) from execution where id = ?")));

  private static final SqlStatement SECRET =
      new SqlStatement("select to_jsonb(one) from secret as one where name = ?");

  private static final Map<String, SqlStatement> SINGLE =
      Map.of(
          "settings",
          new SqlStatement("select coalesce(jsonb_object_agg(key, value), '{}') from setting"),
          "models",
          new SqlStatement("select to_jsonb(one) from model_setting as one"));

  private static final SqlStatement PERSON =
      new SqlStatement("select name, role from users where id = ?");

  private ObjectRowStore() {}

  private static Map.Entry<String, SqlStatement> byId(String kind, String table) {
    return Map.entry(
        kind, new SqlStatement("select to_jsonb(one) from " + table + " as one where id = ?"));
  }

  /** Returns the row of an object as it is in this transaction; empty if it has none of its own. */
  static Optional<ObjectNode> find(DSLContext tx, String kind, @Nullable String id) {
    if (SINGLE.containsKey(kind)) {
      return read(tx, SINGLE.get(kind));
    }
    if (id == null) {
      return Optional.empty();
    }
    if (kind.equals("secret")) {
      return read(tx, SECRET, id);
    }
    var statement = BY_ID.get(kind);
    return statement == null
        ? Optional.empty()
        : Ids.read(id).flatMap(key -> read(tx, statement, key));
  }

  private static Optional<ObjectNode> read(
      DSLContext tx, SqlStatement statement, Object... values) {
    return statement
        .fetchOptional(tx, row -> row.getString(1), values)
        .map(text -> named(JSON.readTree(text)));
  }

  private static ObjectNode named(JsonNode row) {
    var named = JsonNodeFactory.instance.objectNode();
    row.properties().forEach(one -> named.set(camel(one.getKey()), one.getValue()));
    return named;
  }

  private static String camel(String column) {
    var name = new StringBuilder();
    for (var part : column.split("_", -1)) {
      name.append(
          name.isEmpty() || part.isEmpty()
              ? part
              : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return name.toString();
  }

  /** The values of a row that a change replaced, and what it replaced them with. */
  record Difference(ObjectNode before, ObjectNode after) {}

  /** Compares two states, without the columns that always change with others. */
  static Difference compare(ObjectNode before, ObjectNode after) {
    var was = JsonNodeFactory.instance.objectNode();
    var is = JsonNodeFactory.instance.objectNode();
    for (var one : after.properties()) {
      var earlier = before.path(one.getKey());
      if (!CONSEQUENCES.contains(one.getKey()) && !earlier.equals(one.getValue())) {
        was.set(one.getKey(), earlier.isMissingNode() ? JSON.nullNode() : earlier);
        is.set(one.getKey(), one.getValue());
      }
    }
    return new Difference(was, is);
  }

  /** A person's name and role. */
  record Person(String name, @Nullable String role) {}

  static Optional<Person> person(DSLContext tx, java.util.UUID id) {
    return PERSON.fetchOptional(tx, row -> new Person(row.getString(1), row.getString(2)), id);
  }
}
