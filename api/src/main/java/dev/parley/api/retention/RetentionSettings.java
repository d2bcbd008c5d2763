package dev.parley.api.retention;

import static dev.parley.db.Tables.SETTING;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import dev.parley.store.sql.StoredJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jooq.DSLContext;

/**
 * The number of days that each kind of data is kept.
 *
 * @param eventsDays events, in timelines
 * @param runsDays runs with their steps; they are deleted by whole months
 * @param conversationsDays conversations with their messages, since their last change; 0 keeps them
 * @param rejectedEventsDays rejected events
 * @param deliveriesDays deliveries to channels and subscriptions, with their attempts
 * @param receiptsDays receipts, by which repeated events are recognized
 * @param storedResponsesDays responses to requests with an {@code Idempotency-Key}
 * @param testsDays test runs with their sandboxes
 */
@Schema(name = "RetentionSettings")
public record RetentionSettings(
    int eventsDays,
    int runsDays,
    int conversationsDays,
    int rejectedEventsDays,
    int deliveriesDays,
    int receiptsDays,
    int storedResponsesDays,
    int testsDays) {
  /** The key of the setting, which is one JSON object. */
  public static final String KEY = "retention";

  static final RetentionSettings DEFAULT = new RetentionSettings(90, 90, 0, 30, 30, 30, 1, 7);

  /** Returns the settings of this installation. */
  public static RetentionSettings of(DSLContext tx) {
    return tx.select(SETTING.VALUE)
        .from(SETTING)
        .where(SETTING.KEY.eq(KEY))
        .fetchOptional(row -> DEFAULT.with(StoredJson.map(row.value1())))
        .orElse(DEFAULT);
  }

  /** Returns these settings with other values, by the names of the components. */
  private RetentionSettings with(Map<String, Object> values) {
    return new RetentionSettings(
        days(values, "eventsDays", eventsDays),
        days(values, "runsDays", runsDays),
        days(values, "conversationsDays", conversationsDays),
        days(values, "rejectedEventsDays", rejectedEventsDays),
        days(values, "deliveriesDays", deliveriesDays),
        days(values, "receiptsDays", receiptsDays),
        days(values, "storedResponsesDays", storedResponsesDays),
        days(values, "testsDays", testsDays));
  }

  private static int days(Map<String, Object> values, String name, int otherwise) {
    return values.get(name) instanceof Number number ? number.intValue() : otherwise;
  }

  /** Stores these settings. */
  void keep(DSLContext tx) {
    tx.insertInto(SETTING)
        .set(SETTING.KEY, KEY)
        .set(SETTING.VALUE, StoredJson.of(this))
        .onConflict(SETTING.KEY)
        .doUpdate()
        .set(SETTING.VALUE, StoredJson.of(this))
        .set(SETTING.UPDATED_AT, currentOffsetDateTime())
        .execute();
  }
}
