package dev.parley.store;

import dev.parley.conversation.Change;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Loops.Cause;
import dev.parley.store.Events.Fact;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/**
 * The events that result from a change of a conversation, ready to be recorded in its transaction.
 */
public final class ChangeEvents {
  private ChangeEvents() {}

  /**
   * Returns one fact for each event, in order.
   *
   * @param source of the events, for example {@code /parley/inbox}
   * @param chain the executions that caused the change, first cause first
   */
  public static List<Fact> of(
      DSLContext tx, Change.Effect effect, String source, List<Cause> chain) {
    if (effect.events().isEmpty()) {
      return List.of();
    }
    var snapshot = Snapshots.conversation(tx, effect.after());
    return effect.events().stream()
        .map(happening -> {
          var data = new LinkedHashMap<String, Object>(Map.of("conversation", snapshot));
          var label = happening.label();
          if (label != null) {
            data.put("label", label.name());
          }
          return new Fact(
              source,
              Ids.next().toString(),
              happening.type(),
              Instant.now(),
              effect.after().id(),
              data,
              chain);
        })
        .toList();
  }

  /**
   * Returns the fact that a customer's message began a session.
   *
   * @param message its id
   */
  public static Fact sessionStarted(
      DSLContext tx,
      Conversation conversation,
      String message,
      String text,
      Instant at,
      List<Cause> chain) {
    return new Fact(
        "/parley/sessions",
        Ids.next().toString(),
        EventType.SESSION_STARTED,
        at,
        conversation.id(),
        Map.of(
            "conversation",
            Snapshots.conversation(tx, conversation),
            "message",
            Map.of("id", message, "text", text)),
        chain);
  }
}
