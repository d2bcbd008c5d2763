package dev.parley.worker;

import dev.parley.conversation.Change;
import dev.parley.execution.Mode;
import dev.parley.store.Events;
import dev.parley.store.Events.Fact;
import dev.parley.store.Execution;
import dev.parley.store.Ids;
import dev.parley.store.Snapshots;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;

/** The events of a step's change, recorded in its transaction with the chain that caused them. */
final class ConversationEvents {
  private ConversationEvents() {}

  /** A test run's changes are events for nobody. */
  static void record(DSLContext tx, Execution execution, Change.Effect effect) {
    if (execution.mode() == Mode.TEST || effect.events().isEmpty()) {
      return;
    }
    var snapshot = Snapshots.conversation(tx, effect.after());
    for (var happening : effect.events()) {
      var data = new LinkedHashMap<String, Object>(Map.of("conversation", snapshot));
      var label = happening.label();
      if (label != null) {
        data.put("label", label.name());
      }
      Events.recordForSweeper(
          tx,
          new Fact(
              "/parley/executions",
              Ids.next().toString(),
              happening.type(),
              Instant.now(),
              execution.conversationId(),
              data,
              execution.chain()));
    }
  }
}
