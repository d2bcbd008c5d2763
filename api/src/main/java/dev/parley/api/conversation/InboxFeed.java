package dev.parley.api.conversation;

import dev.parley.api.Transactions;
import dev.parley.api.conversation.InboxStore.Filter;
import dev.parley.api.conversation.InboxStore.Place;
import dev.parley.api.live.Feed;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The first page of a filtered inbox: complete at first, then each conversation that is new in it
 * or has changed, and the id of each that no longer matches. Every change of a conversation moves
 * it, so comparing positions is enough.
 */
final class InboxFeed implements Feed {
  private static final int PAGE = 50;
  private static final Filter EVERYTHING = new Filter(null, null, null, null, null, null, null);

  private final Transactions transactions;
  private final Filter filter;
  private final Map<String, OffsetDateTime> told = new HashMap<>();
  private List<Place> newest = List.of();
  private boolean begun;
  private long sent;

  InboxFeed(Transactions transactions, Filter filter) {
    this.transactions = transactions;
    this.filter = filter;
  }

  /** A conversation that has left the filter. */
  record Left(String id) {}

  @Override
  public List<Message> next() {
    // A cheap check of the unfiltered list, before one that may have to search.
    var head = transactions.read(tx -> InboxStore.list(tx, EVERYTHING, null, PAGE));
    if (begun && head.equals(newest)) {
      return List.of();
    }
    var page = transactions.read(tx -> InboxStore.list(tx, filter, null, PAGE));
    var messages = new ArrayList<Message>();
    left(page).forEach(id -> messages.add(message("left", new Left(id))));
    var changed =
        page.stream()
            .filter(place -> !place.updatedAt().equals(told.get(place.id())))
            .map(Place::id)
            .toList()
            .reversed();
    transactions
        .read(tx -> ConversationStore.views(tx, changed))
        .forEach(view -> messages.add(message("conversation", view)));
    told.clear();
    page.forEach(place -> told.put(place.id(), place.updatedAt()));
    newest = head;
    begun = true;
    return messages;
  }

  /**
   * Returns conversations that were reported and are no longer on the page, although nothing newer
   * displaced them.
   */
  private List<String> left(List<Place> page) {
    var here = page.stream().map(Place::id).collect(Collectors.toSet());
    var gone = told.keySet().stream().filter(id -> !here.contains(id)).sorted().toList();
    if (gone.isEmpty() || page.size() < PAGE) {
      return gone;
    }
    var last = page.getLast();
    return transactions.read(tx -> ConversationStore.views(tx, gone)).stream()
        .map(view -> new Place(view.updatedAt(), view.id()))
        .filter(place -> IN_ORDER.compare(place, last) > 0)
        .map(Place::id)
        .toList();
  }

  private static final Comparator<Place> IN_ORDER =
      Comparator.comparing((Place place) -> place.updatedAt().toInstant()).thenComparing(Place::id);

  private Message message(String name, Object data) {
    sent++;
    return new Message(String.valueOf(sent), name, data);
  }
}
