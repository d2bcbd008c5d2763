package dev.parley.api.dispatch;

import dev.parley.api.ApiConfig;
import dev.parley.api.temporal.Temporal;
import dev.parley.conversation.EventType;
import dev.parley.execution.Contract;
import dev.parley.execution.Mode;
import dev.parley.execution.Start;
import dev.parley.execution.Summary;
import dev.parley.graph.Graph;
import dev.parley.graph.Plan;
import dev.parley.store.Execution;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Starts one execution on Temporal, exactly once per id. */
@Component
class Starter {
  private final Temporal temporal;
  private final ApiConfig config;

  Starter(Temporal temporal, ApiConfig config) {
    this.temporal = temporal;
    this.config = config;
  }

  /** Says whether Temporal may know, and have ended, a workflow with that id. */
  enum Id {
    /** A workflow with that id is this execution, which must not be started twice. */
    UNUSED(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE),
    /** The execution is to run again: the ledger is older than what Temporal has ended. */
    USED(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE);

    private final WorkflowIdReusePolicy policy;

    Id(WorkflowIdReusePolicy policy) {
      this.policy = policy;
    }
  }

  /**
   * Starts it, or finds that it was started before.
   *
   * @throws RuntimeException if Temporal does not respond
   */
  void start(Execution execution, Graph graph, Id used) {
    temporal.prepare();
    int known = temporal.registrations();
    try {
      ask(execution, graph, used);
    } catch (WorkflowExecutionAlreadyStarted e) {
      // Already started, by this instance or another: that is the intended result.
    } catch (RuntimeException e) {
      if (StartRefusal.why(e).isEmpty()) {
        throw e;
      }
      // Temporal may have been emptied, and with it the search attributes.
      if (temporal.registrations() == known) {
        temporal.prepareAgain();
      }
      if (temporal.registrations() == known) {
        throw e;
      }
      askAgain(execution, graph, used);
    }
  }

  private void askAgain(Execution execution, Graph graph, Id used) {
    try {
      ask(execution, graph, used);
    } catch (WorkflowExecutionAlreadyStarted e) {
      // As above.
    }
  }

  private void ask(Execution execution, Graph graph, Id used) {
    var id = execution.id().toString();
    var link = config.publicUrl() + "/runs/" + id;
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(Contract.CONVERSATION_QUEUE)
            .setWorkflowIdReusePolicy(used.policy)
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
            .setTypedSearchAttributes(attributes(execution))
            .setStaticSummary(summary(execution))
            .setStaticDetails("[Open this run in Parley](" + link + ")")
            .build();
    var _ =
        temporal
            .client()
            .newUntypedWorkflowStub(Contract.WORKFLOW_TYPE, options)
            .start(
                new Start(
                    id,
                    execution.workflowName(),
                    link,
                    Plan.of(graph),
                    execution.options().ordinarySteps(),
                    Contract.INTERPRETER,
                    execution.mode() == Mode.TEST));
  }

  private static SearchAttributes attributes(Execution execution) {
    var attributes =
        SearchAttributes.newBuilder()
            .set(Contract.WORKFLOW, slug(execution.workflowName()))
            .set(Contract.VERSION, (long) execution.version())
            .set(Contract.TRIGGER, execution.trigger())
            .set(Contract.MODE, execution.mode().wire());
    // The sender's id is often a phone number, and is resolved here only.
    var conversation = execution.conversationUid();
    return conversation == null
        ? attributes.build()
        : attributes.set(Contract.CONVERSATION, conversation.toString()).build();
  }

  /** Returns for example "Delayed follow-up · v3 · New Conversation · test". */
  static String summary(Execution execution) {
    var trigger =
        EventType.of(execution.trigger()).map(EventType::title).orElse(execution.trigger());
    var version = execution.version() == 0 ? "unsaved" : "v" + execution.version();
    var rest =
        " · "
            + version
            + " · "
            + trigger
            + (execution.mode() == Mode.PRODUCTION ? "" : " · " + execution.mode().wire());
    return Summary.of(execution.workflowName(), rest);
  }

  /** Returns a name that is easy to type: {@code delayed-follow-up}. */
  static String slug(String name) {
    var slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-+|-+$", "");
    return slug.isEmpty() ? "workflow" : slug;
  }
}
