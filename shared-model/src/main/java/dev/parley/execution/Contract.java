package dev.parley.execution;

import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names that api, worker and Temporal agree on. They stand in histories, so they never change. */
public final class Contract {
  /** The Temporal workflow type. */
  public static final String WORKFLOW_TYPE = "GraphExecution";

  /** The Temporal workflow type of a check of something outside. */
  public static final String CHECK_TYPE = "OutsideCheck";

  /**
   * The shape of history that a run begun now has. It counts up with each change of what workflow
   * code asks of Temporal; docs/decisions/interpreter-versions.md says how.
   */
  public static final int INTERPRETER = 1;

  /** The first in which a node shows while it waits, is retried or has failed, and only then. */
  public static final int SHOWS_WHERE_IT_STANDS = 1;

  /** The signal that a step's ordinary activity failed and is being retried; with the node's id. */
  public static final String RETRYING = "Retrying";

  /** The activity that asks a skill set for its skills. */
  public static final String CHECK_SKILL_SET = "CheckSkillSet";

  /** The activity that tries the model with a message that is kept in the store. */
  public static final String TRY_MODEL = "TryModel";

  /** All that {@link OutsideCheck} can be asked for. */
  public static final Set<String> CHECKS = Set.of(CHECK_SKILL_SET, TRY_MODEL);

  /** Runs Temporal workflows and the steps that touch only PostgreSQL. */
  public static final String CONVERSATION_QUEUE = "conversation";

  /** Runs the steps that leave the system, so that a slow peer never holds up the rest. */
  public static final String INTEGRATION_QUEUE = "integration";

  /** The activity that ends a wait. */
  public static final String RESUME = "Resume";

  /** The activity that hands a message, which a step left in the store, to its channel. */
  public static final String DELIVER = "Deliver";

  /** The activity that ends an execution when no step could. */
  public static final String END_EXECUTION = "EndExecution";

  /** The workflow's name as an SRE would type it, for example {@code delayed-follow-up}. */
  public static final SearchAttributeKey<String> WORKFLOW =
      SearchAttributeKey.forKeyword("ParleyWorkflow");

  /** The version interpreted; 0 for a test of a graph that was not saved. */
  public static final SearchAttributeKey<Long> VERSION =
      SearchAttributeKey.forLong("ParleyVersion");

  /** The event type that started it. */
  public static final SearchAttributeKey<String> TRIGGER =
      SearchAttributeKey.forKeyword("ParleyTrigger");

  /** production, test or manual. */
  public static final SearchAttributeKey<String> MODE = SearchAttributeKey.forKeyword("ParleyMode");

  /** The conversation's id. */
  public static final SearchAttributeKey<String> CONVERSATION =
      SearchAttributeKey.forKeyword("ParleyConversation");

  /** The node that waits, is being retried, or failed. */
  public static final SearchAttributeKey<String> NODE = SearchAttributeKey.forKeyword("ParleyNode");

  /** All of the above, for registering. */
  public static final List<SearchAttributeKey<?>> SEARCH_ATTRIBUTES =
      List.of(WORKFLOW, VERSION, TRIGGER, MODE, CONVERSATION, NODE);

  private Contract() {}

  /** The activity type that carries out a kind of node, for example {@code SendMessage}. */
  public static String activity(String kind) {
    return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
  }
}
