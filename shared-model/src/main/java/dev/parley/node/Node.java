package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.parley.conversation.Change;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one node of a graph does: its settings, its rules and its decision, never its doing. A kind
 * is one record in one file and belongs to one family; whoever carries nodes out switches over the
 * families. The meaning of a published kind is frozen, since running executions depend on it.
 *
 * <p>A record may hold unfinished settings, as a working copy does; {@link #inspect} names what is
 * missing, and only sound graphs are published.
 */
public sealed interface Node {

  /** The handle of a node that goes on in one way only. */
  String NEXT = "next";

  /** The name of the kind in a graph, for example {@code sendMessage}. */
  default String kind() {
    return getClass().getAnnotation(JsonTypeName.class).value();
  }

  /** The handles that edges may leave from, in the order in which they are drawn. */
  default List<String> handles() {
    return List.of(NEXT);
  }

  /** The events that it may cause; a workflow that starts with one of them must not use it. */
  default Set<EventType> causes() {
    return Set.of();
  }

  /** Tells what keeps it from being published. */
  default void inspect(Inspection inspection) {}

  /** The same with names of labels, users, personas, fields and skills replaced by their ids. */
  default Node resolved(References references) {
    return this;
  }

  /** Where it starts. */
  sealed interface Starting extends Node permits Trigger {
    /** The event it waits for; absent while it is not chosen yet. */
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
    /** The change to make. */
    Change change(Scope scope);
  }

  /** Chooses a handle from the conversation as it is now. */
  sealed interface Deciding extends Node permits Decision {
    /**
     * Chooses.
     *
     * @param messageText of the triggering message, if there was one
     */
    Verdict decide(Conversation now, @Nullable String messageText);
  }

  /** Asks something outside, then goes on with the reply. */
  sealed interface Calling extends Node permits Fetch, AiExtraction, CustomSkill {
    /** What to ask. */
    Call call(Scope scope);

    /** What to do with the reply. */
    Next on(Reply reply);

    /** The reply that a test run uses instead of calling. */
    Reply sample();

    /** What later nodes can read under {@code steps.<node id>}. */
    Vocabulary.Shape output();
  }

  /** Waits. */
  sealed interface Waiting extends Node permits Delay {
    /** For how long. */
    Duration duration();
  }

  /** Ends the execution. */
  sealed interface Ending extends Node permits End {}

  /**
   * A choice and its reasons.
   *
   * @param seen what was looked at, for the step's output
   */
  record Verdict(String handle, Map<String, Object> seen) {}

  /**
   * How a call ended.
   *
   * @param output what later nodes can read
   * @param changes to the conversation, made together with the step's end
   */
  record Next(String handle, Map<String, Object> output, List<Change> changes) {}
}
