package dev.parley.store;

import static dev.parley.db.Tables.CHANNEL_ACCOUNT;
import static dev.parley.db.Tables.CONVERSATION;

import dev.parley.conversation.Connector;
import dev.parley.conversation.Conversation;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The channel accounts that conversations are held on. */
public final class Accounts {
  private Accounts() {}

  /**
   * An account whose connector delivers outside.
   *
   * @param url where it delivers to, of a connector that needs it
   */
  public record Account(UUID id, String name, Connector connector, @Nullable String url) {}

  /**
   * The account that a conversation's messages go out through: its own, else the first of its
   * channel. Absent when they are delivered by being in the store, as in every test run.
   */
  public static Optional<Account> outside(DSLContext tx, Conversation conversation) {
    if (conversation.sandbox()) {
      return Optional.empty();
    }
    var own =
        tx.select(CHANNEL_ACCOUNT.fields())
            .from(CONVERSATION)
            .join(CHANNEL_ACCOUNT)
            .on(CHANNEL_ACCOUNT.ID.eq(CONVERSATION.ACCOUNT_ID))
            .where(CONVERSATION.ID.eq(conversation.id()))
            .fetchOptional();
    return own.or(() -> firstOf(tx, conversation))
        .map(row ->
            new Account(
                row.get(CHANNEL_ACCOUNT.ID),
                row.get(CHANNEL_ACCOUNT.NAME),
                Connector.of(row.get(CHANNEL_ACCOUNT.CONNECTOR)).orElseThrow(),
                row.get(CHANNEL_ACCOUNT.URL)))
        .filter(account -> account.connector().outside());
  }

  private static Optional<Record> firstOf(DSLContext tx, Conversation conversation) {
    return tx.select(CHANNEL_ACCOUNT.fields())
        .from(CHANNEL_ACCOUNT)
        .where(CHANNEL_ACCOUNT.CHANNEL.eq(conversation.channel().wire()))
        .and(CHANNEL_ACCOUNT.ARCHIVED_AT.isNull())
        .orderBy(CHANNEL_ACCOUNT.ID)
        .limit(1)
        .fetchOptional();
  }
}
