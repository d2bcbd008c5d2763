package dev.parley.store.webhook;

import static dev.parley.db.Tables.SUBSCRIPTION;
import static dev.parley.db.Tables.SUBSCRIPTION_DELIVERY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import dev.parley.store.SkillSets.SealedHeader;
import dev.parley.store.sql.SqlStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries to subscriptions. Triggers of the database write them; one instance at a time makes an
 * attempt at each, and a later one of a conversation waits for an earlier one.
 */
public final class Subscriptions {
  /** The type of a test delivery. */
  public static final String PING = "parley.ping";

  private static final SqlStatement LEASE =
      new SqlStatement(
          """
          with due as (
            select found.id
            from subscription
            cross join lateral (
              select one.id
              from subscription_delivery one
              where one.subscription_id = subscription.id and one.status = 'pending'
                and one.due_at <= now() and (one.lease_until is null or one.lease_until < now())
                and not exists (
                  select from subscription_delivery earlier
                  where earlier.subscription_id = one.subscription_id
                    and earlier.conversation_id = one.conversation_id
                    and earlier.status = 'pending' and earlier.seq < one.seq)
              order by one.seq
              limit greatest(0, ? - (
                select count(*) from subscription_delivery under_way
                where under_way.subscription_id = subscription.id and under_way.status = 'pending'
                  and under_way.lease_until > now()))
              for update skip locked
            ) as found
            where subscription.archived_at is null and subscription.disabled_at is null
          )
          update subscription_delivery
          set lease_until = now() + make_interval(secs => ?), attempts = attempts + 1,
            first_at = coalesce(first_at, now())
          from due
          where subscription_delivery.id = due.id
          returning subscription_delivery.id, attempts, first_at
          """);

  private Subscriptions() {}

  /**
   * A delivery that this instance attempts.
   *
   * @param number of the attempt
   * @param firstAt the time of the first attempt
   */
  public record Leased(UUID id, int number, Instant firstAt) {}

  /**
   * A delivery.
   *
   * @param eventId of the CloudEvent
   * @param about the id of the event, execution or message
   * @param customerData true to include names, addresses and texts of customers
   */
  public record Delivery(
      UUID id,
      UUID subscription,
      String url,
      String type,
      String eventId,
      String about,
      String conversation,
      Instant createdAt,
      boolean customerData) {}

  /**
   * Leases deliveries that are due.
   *
   * @param atOnce the most attempts that are made at a time for one subscription, by all instances
   * @param lease longer than an attempt takes
   */
  public static List<Leased> lease(DSLContext tx, int atOnce, Duration lease) {
    return LEASE.fetch(
        tx,
        row ->
            new Leased(
                row.getObject(1, UUID.class),
                row.getInt(2),
                row.getObject(3, OffsetDateTime.class).toInstant()),
        atOnce,
        (double) lease.toSeconds());
  }

  /** Returns a delivery, whatever its state. */
  public static Optional<Delivery> delivery(DSLContext tx, UUID id) {
    return tx.select()
        .from(SUBSCRIPTION_DELIVERY)
        .join(SUBSCRIPTION)
        .on(SUBSCRIPTION.ID.eq(SUBSCRIPTION_DELIVERY.SUBSCRIPTION_ID))
        .where(SUBSCRIPTION_DELIVERY.ID.eq(id))
        .fetchOptional(row ->
            new Delivery(
                id,
                row.get(SUBSCRIPTION.ID),
                row.get(SUBSCRIPTION.URL),
                row.get(SUBSCRIPTION_DELIVERY.TYPE),
                row.get(SUBSCRIPTION_DELIVERY.EVENT_ID),
                row.get(SUBSCRIPTION_DELIVERY.ABOUT),
                row.get(SUBSCRIPTION_DELIVERY.CONVERSATION_ID),
                row.get(SUBSCRIPTION_DELIVERY.CREATED_AT).toInstant(),
                row.get(SUBSCRIPTION.CUSTOMER_DATA)));
  }

  /** Returns the secret header of a subscription, sealed. */
  static @Nullable SealedHeader header(DSLContext tx, UUID id) {
    return tx.select(SUBSCRIPTION.HEADER_NAME, SUBSCRIPTION.HEADER_SEALED)
        .from(SUBSCRIPTION)
        .where(SUBSCRIPTION.ID.eq(id))
        .and(SUBSCRIPTION.HEADER_NAME.isNotNull())
        .fetchOptional(row -> new SealedHeader(row.value1(), row.value2()))
        .orElse(null);
  }

  /** Records that a delivery was accepted, which ends a series of failures. */
  public static void delivered(DSLContext tx, Delivery delivery) {
    tx.update(SUBSCRIPTION_DELIVERY)
        .set(SUBSCRIPTION_DELIVERY.STATUS, "delivered")
        .set(SUBSCRIPTION_DELIVERY.ENDED_AT, currentOffsetDateTime())
        .setNull(SUBSCRIPTION_DELIVERY.LEASE_UNTIL)
        .setNull(SUBSCRIPTION_DELIVERY.ERROR)
        .where(SUBSCRIPTION_DELIVERY.ID.eq(delivery.id()))
        .execute();
    tx.update(SUBSCRIPTION)
        .setNull(SUBSCRIPTION.FAILING_SINCE)
        .where(SUBSCRIPTION.ID.eq(delivery.subscription()))
        .and(SUBSCRIPTION.FAILING_SINCE.isNotNull())
        .execute();
  }

  /** Records a failed attempt that is followed by another. */
  public static void retry(DSLContext tx, Delivery delivery, String error, Duration in) {
    tx.update(SUBSCRIPTION_DELIVERY)
        .set(SUBSCRIPTION_DELIVERY.DUE_AT, OffsetDateTime.now(ZoneOffset.UTC).plus(in))
        .setNull(SUBSCRIPTION_DELIVERY.LEASE_UNTIL)
        .set(SUBSCRIPTION_DELIVERY.ERROR, clean(error))
        .where(SUBSCRIPTION_DELIVERY.ID.eq(delivery.id()))
        .and(SUBSCRIPTION_DELIVERY.STATUS.eq("pending"))
        .execute();
    failing(tx, delivery.subscription());
  }

  /** Records that a delivery is given up. */
  public static void failed(DSLContext tx, Delivery delivery, String error) {
    tx.update(SUBSCRIPTION_DELIVERY)
        .set(SUBSCRIPTION_DELIVERY.STATUS, "failed")
        .set(SUBSCRIPTION_DELIVERY.ENDED_AT, currentOffsetDateTime())
        .setNull(SUBSCRIPTION_DELIVERY.LEASE_UNTIL)
        .set(SUBSCRIPTION_DELIVERY.ERROR, clean(error))
        .where(SUBSCRIPTION_DELIVERY.ID.eq(delivery.id()))
        .execute();
    failing(tx, delivery.subscription());
  }

  private static void failing(DSLContext tx, UUID subscription) {
    tx.update(SUBSCRIPTION)
        .set(
            SUBSCRIPTION.FAILING_SINCE,
            coalesce(SUBSCRIPTION.FAILING_SINCE, currentOffsetDateTime()))
        .where(SUBSCRIPTION.ID.eq(subscription))
        .execute();
  }

  /** Returns since when a subscription has accepted nothing, if its last attempt failed. */
  public static Optional<Instant> failingSince(DSLContext tx, UUID subscription) {
    return tx.select(SUBSCRIPTION.FAILING_SINCE)
        .from(SUBSCRIPTION)
        .where(SUBSCRIPTION.ID.eq(subscription))
        .and(SUBSCRIPTION.FAILING_SINCE.isNotNull())
        .fetchOptional(row -> row.value1().toInstant());
  }

  /** Disables a subscription and gives up its waiting deliveries. */
  public static void disable(DSLContext tx, UUID subscription, String reason) {
    tx.update(SUBSCRIPTION)
        .set(SUBSCRIPTION.DISABLED_AT, currentOffsetDateTime())
        .set(SUBSCRIPTION.DISABLED_REASON, clean(reason))
        .where(SUBSCRIPTION.ID.eq(subscription))
        .and(SUBSCRIPTION.DISABLED_AT.isNull())
        .execute();
    giveUp(tx, subscription, "The subscription was disabled.");
  }

  /** Gives up the waiting deliveries of a subscription. */
  public static void giveUp(DSLContext tx, UUID subscription, String reason) {
    tx.update(SUBSCRIPTION_DELIVERY)
        .set(SUBSCRIPTION_DELIVERY.STATUS, "failed")
        .set(SUBSCRIPTION_DELIVERY.ENDED_AT, currentOffsetDateTime())
        .setNull(SUBSCRIPTION_DELIVERY.LEASE_UNTIL)
        .set(SUBSCRIPTION_DELIVERY.ERROR, coalesce(SUBSCRIPTION_DELIVERY.ERROR, reason))
        .where(SUBSCRIPTION_DELIVERY.SUBSCRIPTION_ID.eq(subscription))
        .and(SUBSCRIPTION_DELIVERY.STATUS.eq("pending"))
        .execute();
  }

  private static String clean(String text) {
    return text.replace("\u0000", "");
  }
}
