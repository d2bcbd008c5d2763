package db.migration;

import dev.parley.conversation.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Computes the key of every name and normalizes spellings that only the previous rule allowed. If
 * several names are duplicates under the new rule, all of them are kept: the oldest active one owns
 * the name, and the others keep their spelling and use their ids as keys until they are renamed.
 */
public final class V64__unique_names extends BaseJavaMigration {
  /** Tables with unique names, and the longest name that each allows. */
  private static final Map<String, Integer> UNIQUE =
      Map.of(
          "label",
          80,
          "users",
          120,
          "persona",
          120,
          "segment",
          120,
          "skill_set",
          120,
          "channel_account",
          120);

  private record Row(String id, String name) {}

  @Override
  public void migrate(Context context) throws SQLException {
    var connection = context.getConnection();
    for (var table : UNIQUE.entrySet()) {
      // Dropped first: two names that differed under the old rule may collide while they are
      // rewritten.
      execute(connection, "drop index %s_name".formatted(table.getKey()));
      fill(connection, table.getKey(), table.getValue());
      execute(
          connection,
          "create unique index %1$s_name_key on %1$s (name_key)".formatted(table.getKey()));
    }
    spell(connection, "workflow", 120);
    spell(connection, "field", 120);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void fill(Connection connection, String table, int longest) throws SQLException {
    var taken = new HashSet<String>();
    try (var update =
        connection.prepareStatement(
            "update %s set name = ?, name_key = ? where id = cast(? as uuid)".formatted(table))) {
      for (var row : rows(connection, table, "archived_at is not null, id")) {
        var name = Name.of(row.name());
        // A blank name has no key, so its spelling stands in.
        var key = name.isBlank() ? row.name() : name.key();
        var first = taken.add(key);
        update.setString(1, first ? spelled(row.name(), name, longest) : row.name());
        update.setString(2, first ? key : key + " " + row.id());
        update.setString(3, row.id());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** Normalizes names that need not be unique. */
  private static void spell(Connection connection, String table, int longest) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "update %s set name = ? where id = cast(? as uuid)".formatted(table))) {
      for (var row : rows(connection, table, "id")) {
        var name = spelled(row.name(), Name.of(row.name()), longest);
        if (!name.equals(row.name())) {
          update.setString(1, name);
          update.setString(2, row.id());
          update.addBatch();
        }
      }
      update.executeBatch();
    }
  }

  /** Returns the name as it would be stored today, unless that is blank or too long. */
  private static String spelled(String known, Name name, int longest) {
    var text = name.text();
    return name.isBlank() || text.codePointCount(0, text.length()) > longest ? known : text;
  }

  private static List<Row> rows(Connection connection, String table, String order)
      throws SQLException {
    var rows = new ArrayList<Row>();
    try (var statement = connection.createStatement();
        var found =
            statement.executeQuery("select id, name from %s order by %s".formatted(table, order))) {
      while (found.next()) {
        rows.add(new Row(found.getString(1), found.getString(2)));
      }
    }
    return rows;
  }
}
