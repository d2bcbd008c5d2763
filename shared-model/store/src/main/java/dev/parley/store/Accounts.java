package dev.parley.store;

import dev.parley.conversation.Connector;
import dev.parley.conversation.Conversation;
import dev.parley.store.sql.SqlStatement;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The channel accounts of conversations. */
public final class Accounts {
  /** The conversation's own account comes first; there may be none for its channel. */
  private static final SqlStatement OUT =
      new SqlStatement(
          """
          select account.id, account.name, account.connector, account.url
          from conversation
          join channel_account account on account.id = conversation.account_id
            or account.channel = ? and account.archived_at is null
          where conversation.id = ?
          order by account.id is distinct from conversation.account_id, account.id
          limit 1
          """);

  private Accounts() {}

  /**
   * An account whose connector delivers outside the system.
   *
   * @param url the address to deliver to, for a connector that needs one
   */
  public record Account(UUID id, String name, Connector connector, @Nullable String url) {}

  /**
   * Returns the account that delivers a conversation's messages: its own, else the first one of its
   * channel. Empty if storing a message delivers it, as in every test run.
   */
  public static Optional<Account> outside(DSLContext tx, Conversation conversation) {
    if (conversation.sandbox()) {
      return Optional.empty();
    }
    return OUT.fetchOptional(
            tx,
            row ->
                new Account(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    Connector.of(row.getString(3)).orElseThrow(),
                    row.getString(4)),
            conversation.channel().wire(),
            conversation.id())
        .filter(account -> account.connector().outside());
  }
}
