package dev.parley.store.webhook;

import static dev.parley.db.Tables.CHANNEL_ACCOUNT;
import static dev.parley.db.Tables.SIGNING_SECRET;

import dev.parley.store.SkillSets.SealedHeader;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that sign what is posted to a channel account or subscription. A new one signs together
 * with the old one until the old one is ended.
 */
public final class SigningSecrets {
  /** No owner has more at a time. */
  public static final int MOST = 2;

  private SigningSecrets() {}

  /** An active secret, without its value. */
  public record Active(UUID id, OffsetDateTime createdAt) {}

  /** The value of a secret, sealed and bound to {@link #associated}. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Sealed(UUID id, byte[] value) {}

  /**
   * The credentials of requests to one owner.
   *
   * @param owner the channel account or subscription
   * @param secrets newest first; empty for requests without a signature
   * @param header a header to send, with its value sealed and bound to {@link #ofHeader}
   */
  public record Credentials(UUID owner, List<Sealed> secrets, @Nullable SealedHeader header) {}

  /** Returns the context to which the value of a secret is bound. */
  public static String associated(UUID owner, UUID id) {
    return "signing-secret:" + owner + "/" + id;
  }

  /** Returns the context to which the value of a secret header is bound. */
  public static String ofHeader(UUID owner) {
    return "webhook-header:" + owner;
  }

  /** Returns the active secrets, oldest first. */
  public static List<Active> active(DSLContext tx, UUID owner) {
    return tx.selectFrom(SIGNING_SECRET)
        .where(SIGNING_SECRET.OWNER.eq(owner))
        .orderBy(SIGNING_SECRET.ID)
        .fetch(row -> new Active(row.getId(), row.getCreatedAt()));
  }

  /** Adds a secret, sealed for this owner and id. */
  public static Active insert(DSLContext tx, UUID owner, UUID id, byte[] sealed) {
    return tx.insertInto(SIGNING_SECRET)
        .set(SIGNING_SECRET.ID, id)
        .set(SIGNING_SECRET.OWNER, owner)
        .set(SIGNING_SECRET.SEALED, sealed)
        .returning()
        .fetchSingle(row -> new Active(row.getId(), row.getCreatedAt()));
  }

  /** Deletes a secret; returns true if there was one. */
  public static boolean end(DSLContext tx, UUID owner, UUID id) {
    return tx.deleteFrom(SIGNING_SECRET)
            .where(SIGNING_SECRET.OWNER.eq(owner))
            .and(SIGNING_SECRET.ID.eq(id))
            .execute()
        > 0;
  }

  /** Returns what requests to a channel account are sent with. */
  public static Credentials ofAccount(DSLContext tx, UUID account) {
    var header =
        tx.select(CHANNEL_ACCOUNT.HEADER_NAME, CHANNEL_ACCOUNT.HEADER_SEALED)
            .from(CHANNEL_ACCOUNT)
            .where(CHANNEL_ACCOUNT.ID.eq(account))
            .and(CHANNEL_ACCOUNT.HEADER_NAME.isNotNull())
            .fetchOptional(row -> new SealedHeader(row.value1(), row.value2()));
    return new Credentials(account, sealed(tx, account), header.orElse(null));
  }

  /** Returns what requests to a subscription are sent with. */
  public static Credentials ofSubscription(DSLContext tx, UUID subscription) {
    return new Credentials(
        subscription, sealed(tx, subscription), Subscriptions.header(tx, subscription));
  }

  private static List<Sealed> sealed(DSLContext tx, UUID owner) {
    return tx.selectFrom(SIGNING_SECRET)
        .where(SIGNING_SECRET.OWNER.eq(owner))
        .orderBy(SIGNING_SECRET.ID.desc())
        .fetch(row -> new Sealed(row.getId(), row.getSealed()));
  }
}
