package dev.parley.api.privacy;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.quotedName;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.parley.store.sql.StoredJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * A table, or a partition of one, with its columns that can hold text.
 *
 * @param shown its name, or that of the table of which it is a partition
 * @param columns whose type is neither a number, a time nor an id
 */
record SearchedTable(String schema, String name, String shown, List<Column> columns) {
  /** Pages of 8 KB that one statement reads. */
  private static final long PAGES = 512;

  private static final int SOCKET_MILLIS = 70_000;

  /** A column that can hold text. */
  record Column(String name, boolean isBytes) {}

  /**
   * Returns all tables with such columns. They are read from the catalog of the database, so that a
   * table of a later release, or of an extension, is among them.
   */
  static List<SearchedTable> all(DSLContext tx) {
    var tables = new LinkedHashMap<String, SearchedTable>();
    tx.resultQuery(
            """
            select c.table_schema, c.table_name, c.column_name, c.data_type = 'bytea',
              coalesce((select parent.relname from pg_inherits
                join pg_class as parent on parent.oid = inhparent where inhrelid = one.oid),
                c.table_name)
            from information_schema.columns as c
            join pg_class as one
              on one.oid = to_regclass(format('%I.%I', c.table_schema, c.table_name))
                and one.relkind = 'r'
            where c.table_schema not in ('pg_catalog', 'information_schema')
              and c.data_type in ('text', 'character varying', 'character', 'name', 'json',
                'jsonb', 'xml', 'tsvector', 'ARRAY', 'USER-DEFINED', 'bytea')
            order by 1, 2, c.ordinal_position
            """)
        .forEach(row ->
            tables
                .computeIfAbsent(
                    row.get(0, String.class) + "." + row.get(1, String.class),
                    _ ->
                        new SearchedTable(
                            row.get(0, String.class),
                            row.get(1, String.class),
                            row.get(4, String.class),
                            new ArrayList<>()))
                .columns()
                .add(new Column(row.get(2, String.class), row.get(3, Boolean.class))));
    return List.copyOf(tables.values());
  }

  /** Returns this table with only these columns. */
  SearchedTable only(Set<String> some) {
    return new SearchedTable(
        schema,
        name,
        shown,
        columns.stream().filter(column -> some.contains(column.name())).toList());
  }

  /** Returns the first pages of the statements that read all of it. */
  List<Long> chunks(DSLContext tx) {
    var pages =
        tx.fetchSingle(
                "select pg_relation_size(to_regclass(format('%I.%I', {0}, {1})))"
                    + " / current_setting('block_size')::int",
                val(schema), val(name))
            .get(0, Long.class);
    var chunks = new ArrayList<Long>();
    for (long page = 0; page <= pages; page += PAGES) {
      chunks.add(page);
    }
    return chunks;
  }

  /** Returns for each column the rows of a chunk that contain one of the texts. */
  List<Long> rows(DSLContext tx, long chunk, List<String> texts, Condition except) {
    patient(tx);
    var counts =
        columns.stream().map(column -> count().filterWhere(contains(column, texts))).toList();
    var row =
        tx.select(counts)
            .from(table(quotedName(schema, name)))
            .where(within(chunk))
            .and(except)
            .fetchSingle();
    return counts.stream().map(one -> row.get(one).longValue()).toList();
  }

  /** Deletes the rows of a chunk that contain one of the texts; returns their number. */
  int delete(DSLContext tx, long chunk, List<String> texts, Condition which) {
    patient(tx);
    return tx.deleteFrom(table(quotedName(schema, name)))
        .where(within(chunk))
        .and(which)
        .and(or(columns.stream().map(column -> contains(column, texts)).toList()))
        .execute();
  }

  private static Condition within(long chunk) {
    return DSL.condition(
        "ctid >= cast({0} as tid) and ctid < cast({1} as tid)",
        val("(" + chunk + ",0)"), val("(" + (chunk + PAGES) + ",0)"));
  }

  private static Condition contains(Column column, List<String> texts) {
    return contains(field(quotedName(column.name())), column.isBytes(), texts);
  }

  /** Returns the condition that a column contains one of the texts, regardless of case. */
  static Condition contains(Field<?> held, List<String> texts) {
    return contains(held, false, texts);
  }

  /** Compares in lower case; what is stored in JSON is looked for as JSON writes it, too. */
  private static Condition contains(Field<?> held, boolean isBytes, List<String> texts) {
    var written = new LinkedHashSet<>(texts);
    for (var text : texts) {
      var json = StoredJson.of(text).data();
      written.add(json.substring(1, json.length() - 1));
    }
    var sought = val(written.toArray(String[]::new));
    return isBytes
        ? DSL.condition(
            "exists (select from unnest({0}) as one (text)"
                + " where position(convert_to(one.text, 'UTF8') in {1}) > 0)",
            sought, held)
        // The offset keeps PostgreSQL from converting the column once for each text.
        : DSL.condition(
            "exists (select from (select lower({1}::text) as held offset 0) as here,"
                + " unnest({0}) as one (text) where strpos(here.held, lower(one.text)) > 0)",
            sought, held);
  }

  /** Returns, in lower case, the values that other contacts or conversations have, too. */
  static Set<String> shared(DSLContext tx, String contact, Sought sought) {
    patient(tx);
    return tx.resultQuery(
            """
            select distinct lower(held.value)
            from (
              select part.value
              from contact, lateral (
                select unnest(array[name, phone, email]) as value
                union all
                select one.value from jsonb_each_text(contact.fields) as one) as part
              where contact.id <> {0} and not contact.sandbox
              union all
              select one.value
              from conversation, jsonb_each_text(conversation.fields) as one
              where conversation.contact_id is distinct from {0} and not conversation.sandbox
            ) as held
            where lower(held.value) in (select lower(sought) from unnest({1}) as sought)
            """,
            val(contact), val(sought.texts().toArray(String[]::new)))
        .fetchSet(0, String.class);
  }

  /** Lets a statement that reads many large rows take its time. */
  static void patient(DSLContext tx) {
    tx.execute("set local statement_timeout = '60s'");
    tx.execute("set local transaction_timeout = '65s'");
    tx.connection(connection -> connection.setNetworkTimeout(Runnable::run, SOCKET_MILLIS));
  }

  /** Excludes no row. */
  static Condition every() {
    return noCondition();
  }
}
