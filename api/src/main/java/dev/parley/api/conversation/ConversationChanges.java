package dev.parley.api.conversation;

import dev.parley.api.Causation;
import dev.parley.api.Dispatch;
import dev.parley.api.Transactions;
import dev.parley.api.problem.Refusal;
import dev.parley.conversation.Change;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Loops.Cause;
import dev.parley.store.ChangeEvents;
import dev.parley.store.Conversations;
import dev.parley.store.Conversations.Author;
import dev.parley.store.Events;
import dev.parley.store.Events.Started;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Changes that people make: the same changes as steps make, with their events. */
@Component
class ConversationChanges {
  private static final String SOURCE = "/parley/inbox";

  private final Transactions transactions;
  private final Dispatch dispatch;
  private final Causation causation;

  ConversationChanges(Transactions transactions, Dispatch dispatch, Causation causation) {
    this.transactions = transactions;
    this.dispatch = dispatch;
    this.causation = causation;
  }

  /** The executions that caused the present request, first cause first. */
  List<Cause> chain() {
    return causation.ofRequest();
  }

  /** Makes changes to a conversation in one transaction; what they start is dispatched after. */
  Conversation make(String id, Author author, Function<DSLContext, List<Change>> changes) {
    var started = new ArrayList<UUID>();
    var chain = chain();
    var after =
        transactions.write(tx -> {
          started.clear();
          var now =
              Conversations.lock(tx, id)
                  .filter(found -> !found.sandbox())
                  .orElseThrow(() -> Refusal.notFound("conversation", id));
          for (var change : changes.apply(tx)) {
            var effect = Conversations.apply(tx, now, change, author);
            for (var fact : ChangeEvents.of(tx, effect, SOURCE, chain)) {
              Events.record(tx, fact).executions().stream()
                  .map(Started::executionId)
                  .forEach(started::add);
            }
            now = effect.after();
          }
          return now;
        });
    dispatch.started(started);
    return after;
  }
}
