package dev.parley.worker.step;

import dev.parley.conversation.Change;
import dev.parley.execution.Mode;
import dev.parley.store.ChangeEvents;
import dev.parley.store.Events;
import dev.parley.store.Execution;
import org.jooq.DSLContext;

/** Records the events of a step's change in its transaction, with the chain that caused them. */
final class ConversationEvents {
  private ConversationEvents() {}

  /** Changes made by a test run trigger nothing. */
  static void record(DSLContext tx, Execution execution, Change.Effect effect) {
    if (execution.mode() != Mode.TEST) {
      ChangeEvents.of(tx, effect, "/parley/executions", execution.chain())
          .forEach(fact -> Events.recordForSweeper(tx, fact));
    }
  }
}
