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

  /**
   * Starts it, or finds that it was started before.
   *
   * @throws RuntimeException when Temporal does not answer
   */
  void start(Execution execution, Graph graph) {
    temporal.prepare();
    var id = execution.id().toString();
    var link = config.publicUrl() + "/runs/" + id;
    var stub =
        temporal
            .client()
            .newUntypedWorkflowStub(
                Contract.WORKFLOW_TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id)
                    .setTaskQueue(Contract.CONVERSATION_QUEUE)
                    .setWorkflowIdReusePolicy(
                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                    .setTypedSearchAttributes(attributes(execution))
                    .setStaticSummary(summary(execution))
                    .setStaticDetails("[Open this run in Parley](" + link + ")")
                    .build());
    try {
      stub.start(
          new Start(
              id,
              execution.workflowName(),
              link,
              Plan.of(graph),
              execution.options().ordinarySteps(),
              Contract.INTERPRETER));
    } catch (WorkflowExecutionAlreadyStarted e) {
      // Started before, by us or another instance: that is what was wanted.
    }
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
