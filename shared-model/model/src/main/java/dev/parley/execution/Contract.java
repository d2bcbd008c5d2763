package dev.parley.execution;

import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names shared by api, worker and Temporal. They are recorded in histories, so they never change.
 */
public final class Contract {
  /** The Temporal workflow type. */
  public static final String WORKFLOW_TYPE = "GraphExecution";

  /** The Temporal workflow type of a check of something outside. */
  public static final String CHECK_TYPE = "OutsideCheck";

  /**
   * The version of the history layout for new runs. It is incremented with every change in the
   * commands that workflow code gives to Temporal; see docs/decisions/0022-interpreter-versions.md.
   */
  public static final int INTERPRETER = 1;

  /**
   * The first version in which a node is published as a search attribute while it waits, is retried
   * or has failed.
   */
  public static final int SHOWS_WHERE_IT_STANDS = 1;

  /**
   * The signal that a step's regular activity failed and is being retried; its argument is the
   * node's id.
   */
  public static final String RETRYING = "Retrying";

  /** The activity that asks a skill set for its skills. */
  public static final String CHECK_SKILL_SET = "CheckSkillSet";

  /** The activity that tries the model with a stored message. */
  public static final String TRY_MODEL = "TryModel";

  /** The activity that asks the worker's guard about an address. */
  public static final String CHECK_ADDRESS = "CheckAddress";

  /** The activity that makes an attempt at a delivery for a person. */
  public static final String SEND_AGAIN = "SendAgain";

  /** The checks that {@link OutsideCheck} supports. */
  public static final Set<String> CHECKS =
      Set.of(CHECK_SKILL_SET, TRY_MODEL, CHECK_ADDRESS, SEND_AGAIN);

  /** Runs Temporal workflows and the steps that touch only PostgreSQL. */
  public static final String CONVERSATION_QUEUE = "conversation";

  /** Runs steps that call other systems, so that a slow peer never delays the rest. */
  public static final String INTEGRATION_QUEUE = "integration";

  /** The activity that ends a wait. */
  public static final String RESUME = "Resume";

  /** The activity that delivers a stored message of a step to its channel. */
  public static final String DELIVER = "Deliver";

  /** The activity that ends an execution when no step could do so. */
  public static final String END_EXECUTION = "EndExecution";

  /** The workflow's name in a form that is easy to type, for example {@code delayed-follow-up}. */
  public static final SearchAttributeKey<String> WORKFLOW =
      SearchAttributeKey.forKeyword("ParleyWorkflow");

  /** The version being run; 0 for a test of an unsaved graph. */
  public static final SearchAttributeKey<Long> VERSION =
      SearchAttributeKey.forLong("ParleyVersion");

  /** The event type that started it. */
  public static final SearchAttributeKey<String> TRIGGER =
      SearchAttributeKey.forKeyword("ParleyTrigger");

  /** production, test or manual. */
  public static final SearchAttributeKey<String> MODE = SearchAttributeKey.forKeyword("ParleyMode");

  /**
   * Parley's own id of the conversation, its {@code uid}. Runs started before it existed carry the
   * sender's id.
   */
  public static final SearchAttributeKey<String> CONVERSATION =
      SearchAttributeKey.forKeyword("ParleyConversation");

  /** The node that is waiting, being retried or failed. */
  public static final SearchAttributeKey<String> NODE = SearchAttributeKey.forKeyword("ParleyNode");

  /** All of the attributes above, for registration. */
  public static final List<SearchAttributeKey<?>> SEARCH_ATTRIBUTES =
      List.of(WORKFLOW, VERSION, TRIGGER, MODE, CONVERSATION, NODE);

  private Contract() {}

  /** The activity type that carries out a kind of node, for example {@code SendMessage}. */
  public static String activity(String kind) {
    return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
  }
}
