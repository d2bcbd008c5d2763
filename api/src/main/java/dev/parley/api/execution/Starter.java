package dev.parley.api.execution;

import dev.parley.api.ApiConfig;
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

/** Starts one execution on Temporal, exactly once under its id. */
@Component
class Starter {
  private final Temporal temporal;
  private final ApiConfig config;

  Starter(Temporal temporal, ApiConfig config) {
    this.temporal = temporal;
    this.config = config;
  }

  /** Whether Temporal may have seen a workflow of that id before, and ended it. */
  enum Id {
    /** Then that was this execution, and it is not started twice. */
    UNUSED(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE),
    /** It is to run again: the ledger is older than what Temporal has ended. */
    USED(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE);

    private final WorkflowIdReusePolicy policy;

    Id(WorkflowIdReusePolicy policy) {
      this.policy = policy;
    }
  }

  /**
   * Starts it, or finds that it was started before.
   *
   * @throws RuntimeException when Temporal does not answer
   */
  void start(Execution execution, Graph graph, Id used) {
    temporal.prepare();
    int known = temporal.registrations();
    try {
      ask(execution, graph, used);
    } catch (WorkflowExecutionAlreadyStarted e) {
      // Started before, by us or another instance: that is what was wanted.
    } catch (RuntimeException e) {
      if (Refused.why(e).isEmpty()) {
        throw e;
      }
      // Temporal may have been emptied, and with it what it knew.
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
    return SearchAttributes.newBuilder()
        .set(Contract.WORKFLOW, slug(execution.workflowName()))
        .set(Contract.VERSION, (long) execution.version())
        .set(Contract.TRIGGER, execution.trigger())
        .set(Contract.MODE, execution.mode().wire())
        .set(Contract.CONVERSATION, execution.conversationId())
        .build();
  }

  /** "Delayed follow-up · v3 · New Conversation · test". */
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

  /** A name as an SRE would type it: {@code delayed-follow-up}. */
  static String slug(String name) {
    var slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-+|-+$", "");
    return slug.isEmpty() ? "workflow" : slug;
  }
}
