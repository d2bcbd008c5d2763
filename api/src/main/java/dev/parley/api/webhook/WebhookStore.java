package dev.parley.api.webhook;

import static dev.parley.db.Tables.CHANNEL_ACCOUNT;

import dev.parley.api.problem.Refusal;
import dev.parley.conversation.Connector;
import dev.parley.store.Ids;
import java.util.UUID;
import org.jooq.DSLContext;

/** Channel accounts as owners of signing secrets. */
final class WebhookStore {
  private WebhookStore() {}

  /** Returns the id of an existing account, or refuses with 404. */
  static UUID account(DSLContext tx, String id) {
    return Ids.read(id)
        .filter(key -> tx.fetchExists(CHANNEL_ACCOUNT, CHANNEL_ACCOUNT.ID.eq(key)))
        .orElseThrow(() -> Refusal.notFound("channel account", id));
  }

  /** Locks an account, so that its secrets change one at a time. */
  static UUID lockWebhook(DSLContext tx, String id) {
    var key = account(tx, id);
    var connector =
        tx.select(CHANNEL_ACCOUNT.CONNECTOR)
            .from(CHANNEL_ACCOUNT)
            .where(CHANNEL_ACCOUNT.ID.eq(key))
            .forNoKeyUpdate()
            .fetchSingle(CHANNEL_ACCOUNT.CONNECTOR);
    if (!Connector.WEBHOOK.wire().equals(connector)) {
      throw Refusal.conflict(
          "channel-inside", "Messages on this account are delivered inside, so none is signed.");
    }
    return key;
  }
}
