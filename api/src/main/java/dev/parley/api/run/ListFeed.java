package dev.parley.api.run;

import dev.parley.api.Transactions;
import dev.parley.api.live.Feed;
import dev.parley.api.run.ChangedRunStore.Changed;
import dev.parley.api.run.ChangedRunStore.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the executions of one workflow, or of all. The snapshot is the first page of the
 * list. An event's id is the oldest transaction that was open when it was read: a client that
 * resumes from it, at any instance, misses nothing and may receive a few events twice.
 */
final class ListFeed implements Feed {
  private static final int SNAPSHOT = 50;
  private static final int PAGE = 500;
  private static final int MOST_RESUMED = 1_000;

  /**
   * The id of all but the last event of a snapshot: a client with a partial snapshot needs a new
   * one.
   */
  private static final String PART = "part";

  private final Transactions transactions;
  private final ExecutionStore store;
  private final @Nullable UUID workflow;
  private final boolean texts;
  private @Nullable Place place;

  /**
   * The oldest transaction open when the current series of pages was begun; null after the last
   * page.
   */
  private @Nullable Long begun;

  /** Executions already sent that the next read may return unchanged. */
  private final Map<String, ExecutionView> told = new HashMap<>();

  ListFeed(
      Transactions transactions,
      ExecutionStore store,
      @Nullable UUID workflow,
      @Nullable String lastEventId,
      boolean texts) {
    this.transactions = transactions;
    this.store = store;
    this.workflow = workflow;
    this.texts = texts;
    place = resumed(lastEventId);
  }

  /** Returns empty if the id is not ours, belongs to another database or is too old. */
  private @Nullable Place resumed(@Nullable String lastEventId) {
    if (lastEventId == null || !lastEventId.matches("\\d{1,18}")) {
      return null;
    }
    var from = Long.parseLong(lastEventId);
    var missed = Place.before(from);
    var tooMany =
        transactions
                .read(tx -> ChangedRunStore.after(tx, workflow, missed, MOST_RESUMED + 1))
                .size()
            > MOST_RESUMED;
    return tooMany || from > transactions.readOnce(ChangedRunStore::oldestOpen) ? null : missed;
  }

  @Override
  public List<Message> next() {
    return place == null ? snapshot() : changes(place);
  }

  private List<Message> snapshot() {
    // Read first: transactions still open now are read again later.
    var open = transactions.readOnce(ChangedRunStore::oldestOpen);
    var filter = ExecutionFilter.ofWorkflow(workflow);
    var newest =
        transactions.read(tx -> store.list(tx, filter, null, SNAPSHOT)).reversed().stream()
            .map(execution -> execution.forReader(texts))
            .toList();
    place = Place.before(open);
    newest.forEach(execution -> told.put(execution.id(), execution));
    var messages = new ArrayList<Message>();
    for (var execution : newest) {
      var last = messages.size() == newest.size() - 1;
      messages.add(RunEvents.execution(last ? String.valueOf(open) : PART, execution));
    }
    return messages;
  }

  private List<Message> changes(Place from) {
    if (begun == null) {
      begun = transactions.readOnce(ChangedRunStore::oldestOpen);
    }
    long open = begun;
    var page = transactions.read(tx -> ChangedRunStore.after(tx, workflow, from, PAGE));
    var messages = new ArrayList<Message>();
    for (var changed : page) {
      var execution = changed.execution().forReader(texts);
      if (!execution.equals(told.put(execution.id(), execution))) {
        messages.add(
            RunEvents.execution(
                String.valueOf(Math.min(open, changed.place().changed())), execution));
      }
    }
    if (page.size() == PAGE) {
      place = page.getLast().place();
      return messages.isEmpty() ? changes(place) : messages;
    }
    readUp(page, open);
    return messages;
  }

  private void readUp(List<Changed> lastPage, long open) {
    place = Place.before(open);
    begun = null;
    var again =
        lastPage.stream()
            .filter(changed -> changed.place().changed() >= open)
            .map(changed -> changed.execution().id())
            .toList();
    told.keySet().retainAll(again);
  }
}
