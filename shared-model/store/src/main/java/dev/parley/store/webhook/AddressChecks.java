package dev.parley.store.webhook;

import static dev.parley.db.Tables.ADDRESS_CHECK;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import dev.parley.store.Ids;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Addresses to check: the api enters one, and the worker's guard answers. */
public final class AddressChecks {
  private AddressChecks() {}

  /** Enters an address. */
  public static UUID insert(DSLContext tx, String url) {
    var id = Ids.next();
    tx.insertInto(ADDRESS_CHECK).set(ADDRESS_CHECK.ID, id).set(ADDRESS_CHECK.URL, url).execute();
    return id;
  }

  /** Returns the address to check. */
  public static Optional<String> url(DSLContext tx, UUID id) {
    return tx.select(ADDRESS_CHECK.URL)
        .from(ADDRESS_CHECK)
        .where(ADDRESS_CHECK.ID.eq(id))
        .fetchOptional(ADDRESS_CHECK.URL);
  }

  /**
   * Records the guard's answer.
   *
   * @param problem the reason why the address must not be reached; null if it may be
   */
  public static void answer(DSLContext tx, UUID id, @Nullable String problem) {
    tx.update(ADDRESS_CHECK)
        .set(ADDRESS_CHECK.PROBLEM, problem)
        .set(ADDRESS_CHECK.CHECKED_AT, currentOffsetDateTime())
        .where(ADDRESS_CHECK.ID.eq(id))
        .execute();
  }

  /**
   * The guard's answer.
   *
   * @param problem the reason why the address must not be reached; null if it may be
   */
  public record Answer(@Nullable String problem) {
    /** Returns the problem; empty if there is none. */
    public String text() {
      return problem == null ? "" : problem;
    }
  }

  /** Deletes a check and returns its answer, if there is one. */
  public static Optional<Answer> take(DSLContext tx, UUID id) {
    return tx.deleteFrom(ADDRESS_CHECK)
        .where(ADDRESS_CHECK.ID.eq(id))
        .returning()
        .fetchOptional()
        .filter(row -> row.getCheckedAt() != null)
        .map(row -> new Answer(row.getProblem()));
  }
}
