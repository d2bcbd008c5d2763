package dev.parley.api.event;

import static dev.parley.db.Tables.EVENT_REJECTED;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import dev.parley.api.json.Utf8;
import dev.parley.api.problem.Refusal.FieldError;
import dev.parley.store.Ids;
import dev.parley.store.sql.SqlStatement;
import dev.parley.store.sql.StoredJson;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rejected events with the reasons, kept for 30 days. */
final class RejectedStore {
  private static final int LONGEST_BODY = 65_536;
  private static final int LONGEST_TEXT = 512;

  /** The most rejected events stored per minute, so that a faulty sender cannot fill the disk. */
  private static final int MOST_IN_A_MINUTE = 1_000;

  private static final SqlStatement KEEP =
      new SqlStatement(
          """
          insert into event_rejected
            (id, source, event_id, type, conversation_id, body, faults, sender)
          select ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?
          where (
            select count(*) from (
              select from event_rejected where received_at > now() - interval '1 minute' limit %1$d
            ) as recent) < %1$d
          """
              .formatted(MOST_IN_A_MINUTE));

  private RejectedStore() {}

  /**
   * A rejected event.
   *
   * @param event as it was sent; null if it was too large to store
   */
  record Rejected(
      UUID id,
      OffsetDateTime receivedAt,
      String sender,
      @Nullable JsonNode event,
      List<FieldError> faults,
      @Nullable OffsetDateTime repostedAt) {}

  /** Stores a rejected event with its content only: no headers except the event's own. */
  static void keep(DSLContext tx, JsonNode event, List<FieldError> faults, String sender) {
    KEEP.execute(
        tx,
        Ids.next(),
        text(event.path("source")),
        text(event.path("id")),
        text(event.path("type")),
        text(event.path("data").path("conversation").path("id")),
        body(event),
        StoredJson.of(faults),
        sender);
  }

  private static @Nullable String body(JsonNode event) {
    var body = event.toString();
    return body.length() <= LONGEST_BODY ? body : null;
  }

  private static @Nullable String text(JsonNode value) {
    if (!value.isString()) {
      return null;
    }
    var text = value.stringValue().replace("\0", "");
    return text.length() <= LONGEST_TEXT ? text : Utf8.whole(text.substring(0, LONGEST_TEXT));
  }

  static Optional<Rejected> find(DSLContext tx, UUID id) {
    return tx.selectFrom(EVENT_REJECTED)
        .where(EVENT_REJECTED.ID.eq(id))
        .fetchOptional(row ->
            new Rejected(
                row.getId(),
                row.getReceivedAt(),
                row.getSender(),
                row.getBody() == null ? null : StoredJson.tree(JSONB.valueOf(row.getBody())),
                StoredJson.list(row.getFaults(), FieldError.class),
                row.getRepostedAt()));
  }

  /** Records that it was reposted and accepted. */
  static void reposted(DSLContext tx, UUID id) {
    tx.update(EVENT_REJECTED)
        .set(EVENT_REJECTED.REPOSTED_AT, currentOffsetDateTime())
        .where(EVENT_REJECTED.ID.eq(id))
        .execute();
  }

  /** Deletes a rejected event; returns true if there was one. */
  static boolean remove(DSLContext tx, UUID id) {
    return tx.deleteFrom(EVENT_REJECTED).where(EVENT_REJECTED.ID.eq(id)).execute() > 0;
  }
}
