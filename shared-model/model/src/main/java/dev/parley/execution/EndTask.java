package dev.parley.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of the activity that ends an execution when no step could do so.
 *
 * @param outcome completed, failed or cancelled
 * @param endNodes the End nodes passed, if completed
 * @param node the node that failed
 * @param code the failure type
 * @param message shown on the Runs page if the step left none; free of customer data
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndTask(
    String execution,
    ExecutionStatus outcome,
    List<String> endNodes,
    @Nullable String node,
    @Nullable String code,
    @Nullable String message) {

  /** A run whose trigger leads nowhere. */
  public static EndTask completed(String execution, List<String> endNodes) {
    return new EndTask(execution, ExecutionStatus.COMPLETED, endNodes, null, null, null);
  }

  /** A run in which a step failed. */
  public static EndTask failed(String execution, String node, String code, String message) {
    return new EndTask(execution, ExecutionStatus.FAILED, List.of(), node, code, message);
  }

  /** A run that was cancelled in Temporal. */
  public static EndTask cancelled(String execution) {
    return new EndTask(execution, ExecutionStatus.CANCELLED, List.of(), null, null, null);
  }
}
