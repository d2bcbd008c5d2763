package dev.parley.api.privacy;

import dev.parley.api.Transactions;
import dev.parley.store.sql.StoreFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;

/** Searches every table of the database for the values of a contact. */
final class ValueSearch {
  private static final String NOT_ALLOWED = "42501";

  private final Transactions transactions;

  /** Called between statements; throws to stop the search. */
  private final Runnable between;

  ValueSearch(Transactions transactions, Runnable between) {
    this.transactions = transactions;
    this.between = between;
  }

  /** A column of a table. */
  private record Place(String table, String column) {}

  /** Counts the rows that contain a value, by table and column. */
  Found search(Sought sought, boolean returned) {
    var texts = sought.texts();
    var tables = transactions.readOnce(SearchedTable::all);
    var left = new LinkedHashMap<Place, Long>();
    var unreadable = new TreeSet<String>();
    for (var table : texts.isEmpty() ? List.<SearchedTable>of() : tables) {
      try {
        search(table, texts, left);
      } catch (RuntimeException e) {
        if (!NOT_ALLOWED.equals(StoreFailure.state(e))) {
          throw e;
        }
        unreadable.add(table.shown());
      }
    }
    return new Found(
        texts.size(),
        sought.leftOut(),
        (int) tables.stream().map(SearchedTable::shown).distinct().count() - unreadable.size(),
        left.entrySet().stream()
            .map(one -> new Found.Left(one.getKey().table(), one.getKey().column(), one.getValue()))
            .toList(),
        List.copyOf(unreadable),
        returned);
  }

  private void search(SearchedTable table, List<String> texts, Map<Place, Long> left) {
    // An erasure under way knows the values; it forgets them when it ends.
    var except =
        table.shown().equals(ErasureStore.table())
            ? ErasureStore.hasEnded()
            : SearchedTable.every();
    for (var chunk : transactions.readOnce(table::chunks)) {
      between.run();
      var rows = transactions.write(tx -> table.rows(tx, chunk, texts, except));
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i) > 0) {
          var place = new Place(table.shown(), table.columns().get(i).name());
          left.merge(place, rows.get(i), Long::sum);
        }
      }
    }
  }

  /**
   * Deletes the rows of a table in which one of these columns contains a value.
   *
   * @return their number
   */
  long delete(String name, Set<String> columns, Sought sought, Condition which) {
    var texts = sought.texts();
    long deleted = 0;
    if (texts.isEmpty()) {
      return deleted;
    }
    var all = transactions.readOnce(SearchedTable::all);
    for (var table : all.stream().filter(one -> one.shown().equals(name)).toList()) {
      var some = table.only(columns);
      for (var chunk : transactions.readOnce(table::chunks)) {
        between.run();
        deleted += transactions.write(tx -> some.delete(tx, chunk, texts, which));
      }
    }
    return deleted;
  }

  /** Returns the tables in which an erasure deletes what it finds. */
  static boolean isLeftIn(Found found, Set<String> tables) {
    var names = new ArrayList<>(found.left().stream().map(Found.Left::table).toList());
    names.retainAll(tables);
    return !names.isEmpty();
  }
}
