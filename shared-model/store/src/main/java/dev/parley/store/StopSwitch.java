package dev.parley.store;

import static dev.parley.db.Tables.SETTING;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import dev.parley.store.sql.StoredJson;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * The switch with which an administrator stops all workflows of an installation. While it is on,
 * events are accepted, but no run is started and no step is carried out.
 */
public final class StopSwitch {
  private static final String KEY = "stop";

  private StopSwitch() {}

  /**
   * The stop of all workflows.
   *
   * @param by the name of the person or key that stopped them
   */
  public record Stop(OffsetDateTime since, String by, String reason) {}

  /** Returns the stop; empty while workflows run. */
  public static Optional<Stop> find(DSLContext tx) {
    return tx.select(SETTING.VALUE, SETTING.UPDATED_AT)
        .from(SETTING)
        .where(SETTING.KEY.eq(KEY))
        .fetchOptional(row -> {
          var stored = StoredJson.map(row.value1());
          return new Stop(
              row.value2(), String.valueOf(stored.get("by")), String.valueOf(stored.get("reason")));
        });
  }

  /** Stops all workflows; if they are stopped already, that stop remains. */
  public static void stop(DSLContext tx, String by, String reason) {
    tx.insertInto(SETTING)
        .set(SETTING.KEY, KEY)
        .set(SETTING.VALUE, StoredJson.of(Map.of("by", by, "reason", reason)))
        .set(SETTING.UPDATED_AT, currentOffsetDateTime())
        .onConflictDoNothing()
        .execute();
  }

  /** Lets all workflows continue. */
  public static void resume(DSLContext tx) {
    tx.deleteFrom(SETTING).where(SETTING.KEY.eq(KEY)).execute();
  }
}
