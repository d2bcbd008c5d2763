package dev.parley.api.webhook;

import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.WEBHOOK_ATTEMPT;
import static org.jooq.impl.DSL.noCondition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.page.Cursor;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.store.Accounts;
import dev.parley.store.Conversations;
import dev.parley.store.Execution;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;

/** Attempts to deliver messages. */
final class AttemptStore {
  /** The worker has given up an attempt by then. */
  private static final Duration UNDER_WAY = Duration.ofMinutes(3);

  private AttemptStore() {}

  /** The outcome of an attempt. */
  enum Result {
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("under-way")
    UNDER_WAY
  }

  /**
   * An attempt to deliver a message or event.
   *
   * @param status the HTTP status of the answer; null if there was none
   * @param error the reason why it was not accepted
   * @param sentBy the user who asked for it; null for an attempt of Parley's own
   */
  @Schema(name = "DeliveryAttempt")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Attempt(
      UUID id,
      @Nullable String messageId,
      @Nullable String conversationId,
      OffsetDateTime at,
      Result result,
      @Nullable Integer status,
      @Nullable String error,
      @Nullable Integer durationMs,
      @Nullable String sentBy) {}

  /** The attempts to deliver one message or event, oldest first. */
  @Schema(name = "DeliveryAttempts")
  record Attempts(List<Attempt> items) {}

  private static SelectOnConditionStep<Record> attempts(DSLContext tx) {
    return tx.select(WEBHOOK_ATTEMPT.fields())
        .select(MESSAGE.CONVERSATION_ID)
        .from(WEBHOOK_ATTEMPT)
        .leftJoin(MESSAGE)
        .on(MESSAGE.ID.eq(WEBHOOK_ATTEMPT.MESSAGE_ID));
  }

  static Attempts ofMessage(DSLContext tx, String message) {
    return new Attempts(
        attempts(tx)
            .where(WEBHOOK_ATTEMPT.MESSAGE_ID.eq(message))
            .orderBy(WEBHOOK_ATTEMPT.ID)
            .fetch(AttemptStore::attempt));
  }

  static Attempts ofDelivery(DSLContext tx, UUID delivery) {
    return new Attempts(
        attempts(tx)
            .where(WEBHOOK_ATTEMPT.DELIVERY_ID.eq(delivery))
            .orderBy(WEBHOOK_ATTEMPT.ID)
            .fetch(AttemptStore::attempt));
  }

  static Page<Attempt> ofOwner(DSLContext tx, UUID owner, @Nullable String cursor, int limit) {
    var after = Cursor.read(cursor, keys -> UUID.fromString(keys.first()));
    var rows =
        attempts(tx)
            .where(WEBHOOK_ATTEMPT.OWNER.eq(owner))
            .and(after.<Condition>map(WEBHOOK_ATTEMPT.ID::lt).orElse(noCondition()))
            .orderBy(WEBHOOK_ATTEMPT.ID.desc())
            .limit(limit + 1)
            .fetch(AttemptStore::attempt);
    return Page.of(rows, limit, last -> new Cursor(last.id().toString(), "").text());
  }

  private static Attempt attempt(Record row) {
    var accepted = row.get(WEBHOOK_ATTEMPT.ACCEPTED);
    var at = row.get(WEBHOOK_ATTEMPT.AT);
    var lost = accepted == null && at.plus(UNDER_WAY).isBefore(OffsetDateTime.now(ZoneOffset.UTC));
    return new Attempt(
        row.get(WEBHOOK_ATTEMPT.ID),
        row.get(WEBHOOK_ATTEMPT.MESSAGE_ID),
        row.get(MESSAGE.CONVERSATION_ID),
        at,
        lost
            ? Result.FAILED
            : accepted == null ? Result.UNDER_WAY : accepted ? Result.ACCEPTED : Result.FAILED,
        row.get(WEBHOOK_ATTEMPT.STATUS),
        lost ? "The worker did not report the outcome." : row.get(WEBHOOK_ATTEMPT.ERROR),
        row.get(WEBHOOK_ATTEMPT.TOOK_MS),
        row.get(WEBHOOK_ATTEMPT.ACTOR));
  }

  /**
   * A message that can be sent again.
   *
   * @param key of its earlier attempts
   */
  record Sendable(UUID account, String key) {}

  /**
   * Returns how to send a message again.
   *
   * @throws Refusal 404 if there is no such message, 409 if it cannot be sent again
   */
  static Sendable sendable(DSLContext tx, String conversation, String message) {
    var row =
        tx.select(MESSAGE.DELIVERY, MESSAGE.EXECUTION_ID, MESSAGE.NODE_ID)
            .from(MESSAGE)
            .where(MESSAGE.ID.eq(message))
            .and(MESSAGE.CONVERSATION_ID.eq(conversation))
            .fetchOptional()
            .orElseThrow(() -> Refusal.notFound("message", message));
    if (row.value3() == null || row.value2() == null) {
      throw Refusal.conflict(
          "message-inside",
          "Only a message that was sent to an external channel can be sent again.");
    }
    if (row.value1().equals("pending")) {
      throw Refusal.conflict("message-pending", "Parley is still trying to deliver this message.");
    }
    return attempted(tx, message)
        .or(() -> never(tx, row.value2(), row.value3()))
        .orElseThrow(() ->
            Refusal.conflict(
                "message-inside",
                "This message cannot be sent again: its channel account or its run is gone."));
  }

  private static Optional<Sendable> attempted(DSLContext tx, String message) {
    return tx.select(WEBHOOK_ATTEMPT.OWNER, WEBHOOK_ATTEMPT.KEY)
        .from(WEBHOOK_ATTEMPT)
        .where(WEBHOOK_ATTEMPT.MESSAGE_ID.eq(message))
        .orderBy(WEBHOOK_ATTEMPT.ID.desc())
        .limit(1)
        .fetchOptional(row -> new Sendable(row.value1(), row.value2()));
  }

  private static Optional<Sendable> never(DSLContext tx, UUID execution, String node) {
    return tx.select(EXECUTION.fields())
        .from(EXECUTION)
        .where(EXECUTION.ID.eq(execution))
        .fetchOptional(Execution::of)
        .flatMap(run ->
            Conversations.read(tx, run.conversationId())
                .flatMap(now -> Accounts.outside(tx, now))
                .map(account -> new Sendable(account.id(), run.keyOf(node))));
  }

  /** Returns one attempt. */
  static Attempt find(DSLContext tx, UUID id) {
    return attempts(tx).where(WEBHOOK_ATTEMPT.ID.eq(id)).fetchSingle(AttemptStore::attempt);
  }

  /** Checks that a message belongs to a conversation, or refuses with 404. */
  static String message(DSLContext tx, String conversation, String message) {
    if (!tx.fetchExists(
        MESSAGE, MESSAGE.ID.eq(message).and(MESSAGE.CONVERSATION_ID.eq(conversation)))) {
      throw Refusal.notFound("message", message);
    }
    return message;
  }
}
