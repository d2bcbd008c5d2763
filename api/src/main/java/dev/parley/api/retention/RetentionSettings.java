package dev.parley.api.retention;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

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
 * @param auditDays entries of the audit log
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
    int testsDays,
    int auditDays) {
  static final RetentionSettings DEFAULT = new RetentionSettings(90, 90, 0, 30, 30, 30, 1, 7, 730);

  /** Returns these settings with other values, by the names of the components. */
  RetentionSettings with(Map<String, Object> values) {
    return new RetentionSettings(
        days(values, "eventsDays", eventsDays),
        days(values, "runsDays", runsDays),
        days(values, "conversationsDays", conversationsDays),
        days(values, "rejectedEventsDays", rejectedEventsDays),
        days(values, "deliveriesDays", deliveriesDays),
        days(values, "receiptsDays", receiptsDays),
        days(values, "storedResponsesDays", storedResponsesDays),
        days(values, "testsDays", testsDays),
        days(values, "auditDays", auditDays));
  }

  private static int days(Map<String, Object> values, String name, int otherwise) {
    return values.get(name) instanceof Number number ? number.intValue() : otherwise;
  }
}
