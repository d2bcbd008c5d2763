package dev.parley.api.dispatch;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.client.WorkflowClient;
import java.util.Optional;

/** Reads the reason for a termination, which only the last history event contains. */
final class TerminationReason {
  private TerminationReason() {}

  static Optional<String> of(WorkflowClient client, String namespace, WorkflowExecution run) {
    try {
      var last =
          client
              .getWorkflowServiceStubs()
              .blockingStub()
              .getWorkflowExecutionHistoryReverse(
                  GetWorkflowExecutionHistoryReverseRequest.newBuilder()
                      .setNamespace(namespace)
                      .setExecution(run)
                      .setMaximumPageSize(1)
                      .build());
      return last.getHistory().getEventsList().stream()
          .filter(event -> event.hasWorkflowExecutionTerminatedEventAttributes())
          .map(event -> event.getWorkflowExecutionTerminatedEventAttributes().getReason())
          .filter(reason -> !reason.isBlank())
          .findFirst();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
