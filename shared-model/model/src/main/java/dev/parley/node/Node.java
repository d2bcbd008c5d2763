package dev.parley.node;

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
 * One node of a graph: its settings, its rules and its decision, but not its effects. A kind is one
 * record in one file, describes itself by {@link Kind} and {@link Setting}, and belongs to one
 * family. The families are sealed, and the code that runs nodes switches over them; their members
 * are found when they are compiled. The meaning of a published kind is frozen, since running
 * executions depend on it.
 *
 * <p>A record may hold unfinished settings, as in a working copy; {@link #inspect} reports what is
 * missing, and only valid graphs are published.
 */
public sealed interface Node {

  /** The handle of a node with a single exit. */
  String NEXT = "next";

  /** Returns the name of the kind in a graph, for example {@code sendMessage}. */
  default String kind() {
    return KindDescription.of(getClass()).kind().name();
  }

  /** Returns the handles that edges may leave from, in drawing order. */
  default List<String> handles() {
    return KindDescription.of(getClass()).handles();
  }

  /** Returns the events that it may cause; a workflow triggered by one of them must not use it. */
  default Set<EventType> causes() {
    return KindDescription.of(getClass()).causes(this);
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
  non-sealed interface Starting extends Node {
    /** Returns the event it waits for; empty while it is not chosen yet. */
    Optional<EventType> starts();
  }

  /** Changes the conversation. */
  non-sealed interface Acting extends Node {
    /** Returns the change to make. */
    Change change(Scope scope);
  }

  /** Chooses a handle from the current state of the conversation. */
  non-sealed interface Deciding extends Node {
    /**
     * Returns the choice.
     *
     * @param messageText of the triggering message, if there was one
     */
    Verdict decide(Conversation now, @Nullable String messageText);
  }

  /** Calls another system, then continues with the reply. */
  non-sealed interface Calling extends Node {
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
  non-sealed interface Waiting extends Node {
    /** Returns the length of the wait. */
    Duration duration();
  }

  /** Ends the execution. */
  non-sealed interface Ending extends Node {}

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
