package dev.parley.api.retention;

import static dev.parley.db.Tables.SETTING;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import dev.parley.store.sql.StoredJson;
import org.jooq.DSLContext;

/** Reads and writes the periods of retention: one setting, a JSON object. */
public final class RetentionSettingStore {
  /** The key of the setting. */
  public static final String KEY = "retention";

  private RetentionSettingStore() {}

  /** Returns the settings of this installation. */
  public static RetentionSettings find(DSLContext tx) {
    return tx.select(SETTING.VALUE)
        .from(SETTING)
        .where(SETTING.KEY.eq(KEY))
        .fetchOptional(row -> RetentionSettings.DEFAULT.with(StoredJson.map(row.value1())))
        .orElse(RetentionSettings.DEFAULT);
  }

  /** Stores the settings of this installation. */
  static void put(DSLContext tx, RetentionSettings settings) {
    tx.insertInto(SETTING)
        .set(SETTING.KEY, KEY)
        .set(SETTING.VALUE, StoredJson.of(settings))
        .onConflict(SETTING.KEY)
        .doUpdate()
        .set(SETTING.VALUE, StoredJson.of(settings))
        .set(SETTING.UPDATED_AT, currentOffsetDateTime())
        .execute();
  }
}
