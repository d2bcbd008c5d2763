package dev.parley.api.webhook;

import static dev.parley.db.Tables.SUBSCRIPTION_DELIVERY;
import static org.jooq.impl.DSL.noCondition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.page.Cursor;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.store.Ids;
import dev.parley.store.webhook.Subscriptions;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Events for subscriptions, and what became of them. */
final class DeliveryStore {
  private DeliveryStore() {}

  /** The state of a delivery. */
  enum DeliveryStatus {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("delivered")
    DELIVERED,
    @JsonProperty("failed")
    FAILED;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An event for a subscription.
   *
   * @param eventId of the CloudEvent
   * @param conversationId the conversation that it concerns; null for a test
   * @param dueAt the next attempt, of one that is pending
   * @param error of the last attempt
   */
  @Schema(name = "SubscriptionDelivery")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeliveryView(
      UUID id,
      String type,
      String eventId,
      @Nullable String conversationId,
      DeliveryStatus status,
      int attempts,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime dueAt,
      @Nullable OffsetDateTime endedAt,
      @Nullable String error) {}

  static Page<DeliveryView> deliveries(
      DSLContext tx, UUID id, @Nullable DeliveryStatus status, @Nullable String cursor, int limit) {
    var after = Cursor.read(cursor, keys -> Long.parseLong(keys.first()));
    var rows =
        tx.selectFrom(SUBSCRIPTION_DELIVERY)
            .where(SUBSCRIPTION_DELIVERY.SUBSCRIPTION_ID.eq(id))
            .and(status == null ? noCondition() : SUBSCRIPTION_DELIVERY.STATUS.eq(status.wire()))
            .and(after.<Condition>map(SUBSCRIPTION_DELIVERY.SEQ::lt).orElse(noCondition()))
            .orderBy(SUBSCRIPTION_DELIVERY.SEQ.desc())
            .limit(limit + 1)
            .fetch();
    return Page.of(rows, limit, last -> new Cursor(last.getSeq().toString(), "").text())
        .map(DeliveryStore::deliveryView);
  }

  private static DeliveryView deliveryView(Record row) {
    var status =
        DeliveryStatus.valueOf(row.get(SUBSCRIPTION_DELIVERY.STATUS).toUpperCase(Locale.ROOT));
    var conversation = row.get(SUBSCRIPTION_DELIVERY.CONVERSATION_ID);
    return new DeliveryView(
        row.get(SUBSCRIPTION_DELIVERY.ID),
        row.get(SUBSCRIPTION_DELIVERY.TYPE),
        row.get(SUBSCRIPTION_DELIVERY.EVENT_ID),
        conversation.isEmpty() ? null : conversation,
        status,
        row.get(SUBSCRIPTION_DELIVERY.ATTEMPTS),
        row.get(SUBSCRIPTION_DELIVERY.CREATED_AT),
        status == DeliveryStatus.PENDING ? row.get(SUBSCRIPTION_DELIVERY.DUE_AT) : null,
        row.get(SUBSCRIPTION_DELIVERY.ENDED_AT),
        row.get(SUBSCRIPTION_DELIVERY.ERROR));
  }

  /** Returns a delivery of a subscription, or refuses with 404. */
  static DeliveryView delivery(DSLContext tx, UUID subscription, String id) {
    return Ids.read(id)
        .flatMap(key ->
            tx.selectFrom(SUBSCRIPTION_DELIVERY)
                .where(SUBSCRIPTION_DELIVERY.ID.eq(key))
                .and(SUBSCRIPTION_DELIVERY.SUBSCRIPTION_ID.eq(subscription))
                .fetchOptional(DeliveryStore::deliveryView))
        .orElseThrow(() -> Refusal.notFound("delivery", id));
  }

  /** Adds a test, which only the attempt that its sender asks for delivers. */
  static UUID ping(DSLContext tx, UUID subscription) {
    return tx.insertInto(SUBSCRIPTION_DELIVERY)
        .set(SUBSCRIPTION_DELIVERY.SUBSCRIPTION_ID, subscription)
        .set(SUBSCRIPTION_DELIVERY.TYPE, Subscriptions.PING)
        .set(SUBSCRIPTION_DELIVERY.EVENT_ID, Ids.next().toString())
        .set(SUBSCRIPTION_DELIVERY.ABOUT, subscription.toString())
        .set(SUBSCRIPTION_DELIVERY.CONVERSATION_ID, "")
        .set(SUBSCRIPTION_DELIVERY.STATUS, "failed")
        .returning(SUBSCRIPTION_DELIVERY.ID)
        .fetchSingle(row -> row.getId());
  }
}
