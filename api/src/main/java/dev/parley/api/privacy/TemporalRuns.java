package dev.parley.api.privacy;

import dev.parley.api.Transactions;
import dev.parley.api.temporal.Temporal;
import dev.parley.execution.Contract;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.client.WorkflowNotFoundException;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Temporal's runs of a contact's conversations. */
@Component
class TemporalRuns {
  private final Temporal temporal;
  private final Transactions transactions;

  TemporalRuns(Temporal temporal, Transactions transactions) {
    this.temporal = temporal;
    this.transactions = transactions;
  }

  /**
   * Returns true if Temporal has ended the runs that were cancelled for this contact.
   *
   * @throws RuntimeException if Temporal does not respond
   */
  boolean haveEnded(String contact) {
    return transactions.readOnce(tx -> ErasedContactStore.cancelledRuns(tx, contact)).stream()
        .allMatch(this::hasEnded);
  }

  private boolean hasEnded(UUID id) {
    try {
      return temporal.client().newUntypedWorkflowStub(id.toString()).describe().getStatus()
          != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException e) {
      return true;
    }
  }

  /**
   * Deletes from Temporal the runs that carry the sender's id of a conversation, as those of
   * earlier releases do.
   *
   * @return the number of runs found
   * @throws RuntimeException if Temporal does not respond
   */
  long deleteThoseNaming(Set<String> conversations) {
    temporal.prepare();
    long found = 0;
    for (var conversation : conversations) {
      var query =
          Contract.CONVERSATION.getName()
              + " = '"
              + conversation.replace("\\", "\\\\").replace("'", "''")
              + "'";
      try (var runs = temporal.client().listExecutions(query)) {
        for (var run : runs.map(one -> one.getExecution()).toList()) {
          delete(run);
          found++;
        }
      }
    }
    return found;
  }

  private void delete(WorkflowExecution run) {
    var _ =
        temporal
            .client()
            .getWorkflowServiceStubs()
            .blockingStub()
            .deleteWorkflowExecution(
                DeleteWorkflowExecutionRequest.newBuilder()
                    .setNamespace(temporal.namespace())
                    .setWorkflowExecution(run)
                    .build());
  }
}
