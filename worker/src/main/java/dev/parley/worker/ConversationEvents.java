package dev.parley.worker;

import dev.parley.conversation.Change;
import dev.parley.execution.Mode;
import dev.parley.store.ChangeEvents;
import dev.parley.store.Events;
import dev.parley.store.Execution;
import org.jooq.DSLContext;

/** The events of a step's change, recorded in its transaction with the chain that caused them. */
final class ConversationEvents {
  private ConversationEvents() {}

  /** A test run's changes are events for nobody. */
  static void record(DSLContext tx, Execution execution, Change.Effect effect) {
    if (execution.mode() != Mode.TEST) {
      ChangeEvents.of(tx, effect, "/parley/executions", execution.chain())
          .forEach(fact -> Events.recordForSweeper(tx, fact));
    }
  }
}
