package dev.parley.api.conversation;

import dev.parley.api.Transactions;
import dev.parley.api.conversation.Timeline.Entry;
import dev.parley.api.live.Feed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation and the latest part of its timeline: complete at first, then new and changed
 * entries.
 */
final class ConversationFeed implements Feed {
  private final Transactions transactions;
  private final String id;
  private Optional<String> version = Optional.empty();
  private @Nullable ConversationView told;
  private Map<String, Entry> story = Map.of();
  private long sent;

  ConversationFeed(Transactions transactions, String id) {
    this.transactions = transactions;
    this.id = id;
  }

  @Override
  public List<Message> next() {
    // Read first: a concurrent change produces another version, which the next call picks up.
    var now = transactions.readOnce(tx -> LiveStore.version(tx, id));
    if (now.equals(version)) {
      return List.of();
    }
    var messages = new ArrayList<Message>();
    transactions
        .read(tx -> ConversationStore.find(tx, id))
        .filter(found -> !found.equals(told))
        .ifPresent(found -> {
          told = found;
          messages.add(message("conversation", found));
        });
    var newest = new HashMap<String, Entry>();
    var page = transactions.read(tx -> TimelineStore.list(tx, id, null, LiveStore.WATCHED));
    for (var entry : page.items().reversed()) {
      newest.put(entry.kind() + entry.id(), entry);
      if (!entry.equals(story.get(entry.kind() + entry.id()))) {
        messages.add(message("entry", entry));
      }
    }
    story = newest;
    version = now;
    return messages;
  }

  private Message message(String name, Object data) {
    sent++;
    return new Message(String.valueOf(sent), name, data);
  }
}
