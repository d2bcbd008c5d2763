package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.parley.conversation.Change;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.EventType;
import dev.parley.template.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The behavior of one node of a graph: its settings, rules and decision, without any I/O. A kind is
 * one record in one file and belongs to one family; the code that runs nodes switches over the
 * families. The meaning of a published kind is frozen, since running executions depend on it.
 *
 * <p>A record may hold unfinished settings, as in a working copy; {@link #inspect} reports what is
 * missing, and only valid graphs are published.
 */
public sealed interface Node {

  /** The handle of a node with a single exit. */
  String NEXT = "next";

  /** Returns the name of the kind in a graph, for example {@code sendMessage}. */
  default String kind() {
    return getClass().getAnnotation(JsonTypeName.class).value();
  }

  /** Returns the handles that edges may leave from, in drawing order. */
  default List<String> handles() {
    return List.of(NEXT);
  }

  /** Returns the events that it may cause; a workflow triggered by one of them must not use it. */
  default Set<EventType> causes() {
    return Set.of();
  }

  /** Reports the problems that prevent publication. */
  default void inspect(Inspection inspection) {}

  /**
   * Returns the node with names of labels, users, personas, fields and skills replaced by their
   * ids.
   */
  default Node resolved(References references) {
    return this;
  }

  /** Starts the workflow. */
  sealed interface Starting extends Node permits Trigger {
    /** Returns the event it waits for; empty while it is not chosen yet. */
    Optional<EventType> starts();
  }

  /** Changes the conversation. */
  sealed interface Acting extends Node
      permits SendMessage,
          OpenConversation,
          ResolveConversation,
          StarConversation,
          UnstarConversation,
          AddLabel,
          RemoveLabel,
          AssignToUser,
          AssignToAi {
    /** Returns the change to make. */
    Change change(Scope scope);
  }

  /** Chooses a handle from the current state of the conversation. */
  sealed interface Deciding extends Node permits Decision {
    /**
     * Returns the choice.
     *
     * @param messageText of the triggering message, if there was one
     */
    Verdict decide(Conversation now, @Nullable String messageText);
  }

  /** Calls another system, then continues with the reply. */
  sealed interface Calling extends Node permits Fetch, AiExtraction, CustomSkill {
    /** Returns the call to make. */
    Call call(Scope scope);

    /** Processes the reply. */
    Next on(Reply reply);

    /** Returns the reply that a test run uses instead of calling. */
    Reply sample();

    /** Returns the shape of the output that later nodes can read under {@code steps.<node id>}. */
    Vocabulary.Shape output();
  }

  /** Waits. */
  sealed interface Waiting extends Node permits Delay {
    /** Returns the length of the wait. */
    Duration duration();
  }

  /** Ends the execution. */
  sealed interface Ending extends Node permits End {}

  /**
   * A choice and its reasons.
   *
   * @param seen the values that were considered, for the step's output
   */
  record Verdict(String handle, Map<String, Object> seen) {}

  /**
   * The outcome of a call.
   *
   * @param output readable by later nodes
   * @param changes to the conversation, made in the same transaction as the completion of the step
   */
  record Next(String handle, Map<String, Object> output, List<Change> changes) {}
}
