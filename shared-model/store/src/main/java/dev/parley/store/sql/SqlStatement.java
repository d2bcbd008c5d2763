package dev.parley.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * A statement with fixed text that every event executes. Rendering it with jOOQ each time costs
 * more CPU time than executing it, and took half of the api's time for accepting an event.
 */
public record SqlStatement(String sql) {

  /** Reads one row. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Executes the statement with these values; returns the number of affected rows. */
  public int execute(DSLContext tx, @Nullable Object... values) {
    return tx.connectionResult(connection -> {
      try (var statement = bound(connection, values)) {
        return statement.executeUpdate();
      }
    });
  }

  /** Returns the resulting rows. */
  public <T> List<T> fetch(DSLContext tx, Row<T> row, @Nullable Object... values) {
    return tx.connectionResult(connection -> {
      try (var statement = bound(connection, values);
          var rows = statement.executeQuery()) {
        var read = new ArrayList<T>();
        while (rows.next()) {
          read.add(row.read(rows));
        }
        return read;
      }
    });
  }

  /** Returns the only resulting row, if any. */
  public <T> Optional<T> fetchOptional(DSLContext tx, Row<T> row, @Nullable Object... values) {
    return fetch(tx, row, values).stream().findFirst();
  }

  private PreparedStatement bound(Connection connection, @Nullable Object... values)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, value(connection, values[i]));
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static @Nullable Object value(Connection connection, @Nullable Object value)
      throws SQLException {
    return switch (value) {
      case JSONB json -> json.data();
      case UUID[] ids -> connection.createArrayOf("uuid", ids);
      case String[] texts -> connection.createArrayOf("text", texts);
      case Integer[] numbers -> connection.createArrayOf("int4", numbers);
      case OffsetDateTime[] times -> connection.createArrayOf("timestamptz", times);
      case null, default -> value;
    };
  }
}
