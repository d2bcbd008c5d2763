package dev.parley.store.webhook;

import static dev.parley.db.Tables.WEBHOOK_ATTEMPT;

import dev.parley.store.Ids;
import dev.parley.store.sql.SqlStatement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Attempts to hand over messages and events, as people see them. */
public final class Attempts {
  /** The first attempts at a delivery are all kept, then every hundredth. */
  private static final int EACH_UP_TO = 100;

  private static final SqlStatement RECORD =
      new SqlStatement(
          """
          insert into webhook_attempt
            (id, owner, message_id, delivery_id, key, at, accepted, took_ms, status, error)
          values (?, ?, ?, ?, ?, now() - make_interval(secs => ? / 1000.0), ?, ?, ?, ?)
          """);

  private Attempts() {}

  /**
   * The outcome of an attempt.
   *
   * @param status the HTTP status; null if there was no response
   * @param error null if the receiver accepted it
   */
  public record Outcome(@Nullable Integer status, @Nullable String error, Duration took) {
    private int tookMillis() {
      return (int) Math.min(took.toMillis(), Integer.MAX_VALUE);
    }

    private @Nullable String reason() {
      return error == null ? null : error.replace("\u0000", "");
    }
  }

  /** An attempt that a person asked for. */
  public record Asked(UUID id, String message, String key) {}

  /**
   * Records an attempt of Parley's own.
   *
   * @param number of the attempt; of many, not each is kept
   */
  public static void record(
      DSLContext tx, UUID owner, String message, String key, int number, Outcome outcome) {
    record(tx, owner, message, null, key, number, outcome);
  }

  /**
   * Records an attempt at a delivery to a subscription.
   *
   * @param number of the attempt
   */
  public static void recordDelivery(
      DSLContext tx, UUID owner, UUID delivery, int number, Outcome outcome) {
    record(tx, owner, null, delivery, delivery.toString(), number, outcome);
  }

  private static void record(
      DSLContext tx,
      UUID owner,
      @Nullable String message,
      @Nullable UUID delivery,
      String key,
      int number,
      Outcome outcome) {
    if (number > EACH_UP_TO && number % EACH_UP_TO != 0 && outcome.error() != null) {
      return;
    }
    RECORD.execute(
        tx,
        Ids.next(),
        owner,
        message,
        delivery,
        key,
        outcome.tookMillis(),
        outcome.error() == null,
        outcome.tookMillis(),
        outcome.status(),
        outcome.reason());
  }

  /** Adds an attempt that the worker is about to make for a person. */
  public static UUID ask(DSLContext tx, UUID owner, String message, String key, String actor) {
    var id = Ids.next();
    tx.insertInto(WEBHOOK_ATTEMPT)
        .set(WEBHOOK_ATTEMPT.ID, id)
        .set(WEBHOOK_ATTEMPT.OWNER, owner)
        .set(WEBHOOK_ATTEMPT.MESSAGE_ID, message)
        .set(WEBHOOK_ATTEMPT.KEY, key)
        .set(WEBHOOK_ATTEMPT.ACTOR, actor)
        .execute();
    return id;
  }

  /** Adds an attempt at a delivery that the worker is about to make for a person. */
  public static UUID askDelivery(DSLContext tx, UUID owner, UUID delivery, String actor) {
    var id = Ids.next();
    tx.insertInto(WEBHOOK_ATTEMPT)
        .set(WEBHOOK_ATTEMPT.ID, id)
        .set(WEBHOOK_ATTEMPT.OWNER, owner)
        .set(WEBHOOK_ATTEMPT.DELIVERY_ID, delivery)
        .set(WEBHOOK_ATTEMPT.KEY, delivery.toString())
        .set(WEBHOOK_ATTEMPT.ACTOR, actor)
        .execute();
    return id;
  }

  /** Returns the delivery of an attempt that has not ended; empty if it concerns a message. */
  public static Optional<UUID> askedDelivery(DSLContext tx, UUID id) {
    return tx.select(WEBHOOK_ATTEMPT.DELIVERY_ID)
        .from(WEBHOOK_ATTEMPT)
        .where(WEBHOOK_ATTEMPT.ID.eq(id))
        .and(WEBHOOK_ATTEMPT.ACCEPTED.isNull())
        .and(WEBHOOK_ATTEMPT.DELIVERY_ID.isNotNull())
        .fetchOptional(WEBHOOK_ATTEMPT.DELIVERY_ID);
  }

  /** Returns an attempt at a message that has not ended. */
  public static Optional<Asked> asked(DSLContext tx, UUID id) {
    return tx.selectFrom(WEBHOOK_ATTEMPT)
        .where(WEBHOOK_ATTEMPT.ID.eq(id))
        .and(WEBHOOK_ATTEMPT.ACCEPTED.isNull())
        .and(WEBHOOK_ATTEMPT.MESSAGE_ID.isNotNull())
        .fetchOptional(row -> new Asked(row.getId(), row.getMessageId(), row.getKey()));
  }

  /** Records the outcome of an attempt that a person asked for. */
  public static void end(DSLContext tx, UUID id, Outcome outcome) {
    tx.update(WEBHOOK_ATTEMPT)
        .set(WEBHOOK_ATTEMPT.ACCEPTED, outcome.error() == null)
        .set(WEBHOOK_ATTEMPT.TOOK_MS, outcome.tookMillis())
        .set(WEBHOOK_ATTEMPT.STATUS, outcome.status())
        .set(WEBHOOK_ATTEMPT.ERROR, outcome.reason())
        .where(WEBHOOK_ATTEMPT.ID.eq(id))
        .execute();
  }
}
