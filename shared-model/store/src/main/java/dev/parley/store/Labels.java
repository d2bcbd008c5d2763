package dev.parley.store;

import dev.parley.conversation.Label;
import dev.parley.conversation.Name;
import dev.parley.store.sql.SqlStatement;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Labels by id and by name. */
public final class Labels {
  private static final SqlStatement BY_ID =
      new SqlStatement("select id, name from label where id = any (cast(? as uuid[]))");

  private static final SqlStatement BY_KEY =
      new SqlStatement(
          "select id, name, name_key from label where name_key = any (cast(? as text[]))");

  private static final SqlStatement MAKE =
      new SqlStatement(
          """
          insert into label (id, name, name_key)
          select * from unnest(cast(? as uuid[]), cast(? as text[]), cast(? as text[]))
          on conflict do nothing
          """);

  private Labels() {}

  /** Returns the labels with these ids, including archived ones. */
  public static Map<String, Label> of(DSLContext tx, Collection<UUID> ids) {
    return BY_ID
        .fetch(
            tx,
            row -> new Label(row.getString(1), row.getString(2)),
            (Object) ids.toArray(UUID[]::new))
        .stream()
        .collect(Collectors.toMap(Label::id, label -> label));
  }

  /**
   * Returns the labels with these names, in any spelling, creating those that do not exist.
   *
   * @return by the names as they were given
   */
  public static Map<String, Label> named(DSLContext tx, Collection<String> names) {
    if (names.isEmpty()) {
      return Map.of();
    }
    // In one order everywhere, so that transactions creating labels cannot deadlock.
    var wanted = new TreeMap<String, Name>();
    names.stream().map(Name::of).forEach(name -> wanted.putIfAbsent(name.key(), name));
    var known = byKey(tx, wanted.keySet());
    var missing = wanted.values().stream().filter(name -> !known.containsKey(name.key())).toList();
    if (!missing.isEmpty()) {
      MAKE.execute(
          tx,
          missing.stream().map(_ -> Ids.next()).toArray(UUID[]::new),
          missing.stream().map(Name::text).toArray(String[]::new),
          missing.stream().map(Name::key).toArray(String[]::new));
      // Includes labels that another transaction created in the meantime.
      known.putAll(byKey(tx, wanted.keySet()));
    }
    var labels = new LinkedHashMap<String, Label>();
    names.forEach(name -> labels.put(name, known.get(Name.key(name))));
    return labels;
  }

  /** Returns the existing labels with these name keys. */
  public static Map<String, Label> byKey(DSLContext tx, Collection<String> keys) {
    var known = new HashMap<String, Label>();
    BY_KEY
        .fetch(
            tx,
            row -> Map.entry(row.getString(3), new Label(row.getString(1), row.getString(2))),
            (Object) keys.toArray(String[]::new))
        .forEach(found -> known.put(found.getKey(), found.getValue()));
    return known;
  }
}
