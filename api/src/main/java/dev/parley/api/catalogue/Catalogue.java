package dev.parley.api.catalogue;

import dev.parley.api.Transactions;
import dev.parley.api.catalogue.CatalogueStore.Archived;
import dev.parley.api.catalogue.CatalogueStore.NamedTable;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.store.Ids;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The operations that all catalogues share. */
public final class Catalogue<V> {
  private final Transactions transactions;
  private final NamedTable<V> table;

  /** A catalogue of the items that the table describes. */
  public Catalogue(Transactions transactions, NamedTable<V> table) {
    this.transactions = transactions;
    this.table = table;
  }

  /** Returns a page of items in the order of their names. */
  public Page<V> list(
      String archived, @Nullable String search, @Nullable String cursor, int limit) {
    var which = Archived.of(archived);
    return transactions.read(
        tx -> CatalogueStore.list(tx, table, which, search, cursor, Page.limit(limit)));
  }

  /** Returns the item with that id, or refuses with 404. */
  public V find(String id) {
    return read(id, (tx, key) -> CatalogueStore.find(tx, table, key));
  }

  /** Adds an item with these columns. */
  public V create(Map<Field<?>, Object> values) {
    return transactions.write(tx -> CatalogueStore.insert(tx, table, values));
  }

  /** Sets these columns of an item; the others stay. */
  public V change(String id, Map<Field<?>, Object> values) {
    return with(id, (tx, key) -> CatalogueStore.update(tx, table, key, values));
  }

  /**
   * Sets these columns of an item.
   *
   * @param check refuses the change, within its transaction
   */
  public V change(String id, Map<Field<?>, Object> values, BiConsumer<DSLContext, UUID> check) {
    return with(
        id,
        (tx, key) -> {
          check.accept(tx, key);
          return CatalogueStore.update(tx, table, key, values);
        });
  }

  /**
   * Archives or unarchives an item.
   *
   * @param check refuses the change, within its transaction
   */
  public V archive(String id, boolean archived, BiConsumer<DSLContext, UUID> check) {
    return with(
        id,
        (tx, key) -> {
          check.accept(tx, key);
          return CatalogueStore.archive(tx, table, key, archived);
        });
  }

  /** Existing references keep working; new ones are refused until it is unarchived. */
  public V archive(String id, boolean archived) {
    return with(id, (tx, key) -> CatalogueStore.archive(tx, table, key, archived));
  }

  /** Returns the workflows that refer to an item. */
  public Uses usedBy(String id) {
    return read(
        id,
        (tx, key) ->
            CatalogueStore.find(tx, table, key)
                .map(_ -> UseStore.of(tx, Objects.requireNonNull(table.kind()), key)));
  }

  private <T> T read(String id, BiFunction<DSLContext, UUID, Optional<T>> work) {
    return Ids.read(id)
        .flatMap(key -> transactions.read(tx -> work.apply(tx, key)))
        .orElseThrow(() -> Refusal.notFound(table.title(), id));
  }

  private <T> T with(String id, BiFunction<DSLContext, UUID, Optional<T>> work) {
    return Ids.read(id)
        .flatMap(key -> transactions.write(tx -> work.apply(tx, key)))
        .orElseThrow(() -> Refusal.notFound(table.title(), id));
  }
}
