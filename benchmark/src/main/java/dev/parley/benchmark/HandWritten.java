package dev.parley.benchmark;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/**
 * The five steps hand-written for this one workflow: no graph, no interpreter. The options are
 * those of Parley's steps.
 */
public final class HandWritten {
  static final String QUEUE = "hand-written";

  private HandWritten() {}

  /** The five steps. */
  @ActivityInterface
  public interface Steps {
    boolean isWebchat(String execution);

    void welcome(String execution);

    void label(String execution);

    void star(String execution);

    void assign(String execution);

    void allAtOnce(String execution);
  }

  /** All steps as regular activities. */
  @WorkflowInterface
  public interface FiveOrdinary {
    @WorkflowMethod(name = "FiveOrdinary")
    void run(String execution);
  }

  /** All steps as local activities. */
  @WorkflowInterface
  public interface FiveLocal {
    @WorkflowMethod(name = "FiveLocal")
    void run(String execution);
  }

  /** All steps in one local activity and one transaction: no step is visible by itself. */
  @WorkflowInterface
  public interface FiveAtOnce {
    @WorkflowMethod(name = "FiveAtOnce")
    void run(String execution);
  }

  /** No steps: the cost of Temporal itself. */
  @WorkflowInterface
  public interface Empty {
    @WorkflowMethod(name = "Empty")
    void run(String execution);
  }

  /** Instantiated by Temporal. */
  public static final class WithOrdinaryActivities implements FiveOrdinary {
    private final Steps steps =
        Workflow.newActivityStub(
            Steps.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(15)).build());

    @Override
    public void run(String execution) {
      five(steps, execution);
    }
  }

  /** Instantiated by Temporal. */
  public static final class WithLocalActivities implements FiveLocal {
    private final Steps steps = local();

    @Override
    public void run(String execution) {
      five(steps, execution);
    }
  }

  /** Instantiated by Temporal. */
  public static final class WithOneLocalActivity implements FiveAtOnce {
    private final Steps steps = local();

    @Override
    public void run(String execution) {
      steps.allAtOnce(execution);
    }
  }

  /** Instantiated by Temporal. */
  public static final class Nothing implements Empty {
    @Override
    public void run(String execution) {}
  }

  private static Steps local() {
    return Workflow.newLocalActivityStub(
        Steps.class,
        LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(15))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
            .build());
  }

  private static void five(Steps steps, String execution) {
    if (steps.isWebchat(execution)) {
      steps.welcome(execution);
      steps.label(execution);
      steps.star(execution);
      steps.assign(execution);
    }
  }
}
