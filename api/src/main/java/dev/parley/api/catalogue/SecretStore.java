package dev.parley.api.catalogue;

import static dev.parley.db.Tables.SECRET;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import dev.parley.secret.Sealer;
import dev.parley.store.Ids;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** Secrets, sealed and bound to their row. */
final class SecretStore {
  private SecretStore() {}

  /** A secret as it is shown: never its value. */
  record Named(String name, OffsetDateTime updatedAt) {}

  static List<Named> list(DSLContext tx) {
    return tx.select(SECRET.NAME, SECRET.UPDATED_AT)
        .from(SECRET)
        .orderBy(SECRET.NAME)
        .fetch(row -> new Named(row.value1(), row.value2()));
  }

  /** Adds one; empty when the name is taken. */
  static Optional<Named> insert(DSLContext tx, Sealer sealer, String name, String value) {
    var id = Ids.next();
    return tx.insertInto(SECRET)
        .set(SECRET.ID, id)
        .set(SECRET.NAME, name)
        .set(SECRET.SEALED, sealer.seal(value, "secret:" + id))
        .onConflictDoNothing()
        .returning(SECRET.NAME, SECRET.UPDATED_AT)
        .fetchOptional(row -> new Named(row.getName(), row.getUpdatedAt()));
  }

  static boolean replace(DSLContext tx, Sealer sealer, String name, String value) {
    return tx.select(SECRET.ID)
        .from(SECRET)
        .where(SECRET.NAME.eq(name))
        .fetchOptional(SECRET.ID)
        .map(id ->
            tx.update(SECRET)
                .set(SECRET.SEALED, sealer.seal(value, "secret:" + id))
                .set(SECRET.UPDATED_AT, currentOffsetDateTime())
                .where(SECRET.ID.eq(id))
                .execute())
        .isPresent();
  }

  static boolean remove(DSLContext tx, String name) {
    return tx.deleteFrom(SECRET).where(SECRET.NAME.eq(name)).execute() > 0;
  }
}
