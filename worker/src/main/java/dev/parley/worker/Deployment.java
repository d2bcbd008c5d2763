package dev.parley.worker;

import dev.parley.execution.Contract;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.deployment.v1.RoutingConfig;
import io.temporal.api.deployment.v1.WorkerDeploymentVersion;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentResponse;
import io.temporal.api.workflowservice.v1.ListWorkerDeploymentsRequest;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** All workers of Parley as Temporal knows them: a deployment whose versions are the builds. */
final class Deployment {
  /** The name of the deployment in Temporal. */
  static final String NAME = "parley";

  private static final long GIVE_UP_SECONDS = 5;

  /** A poll lasts up to a minute, and the next begins at once. */
  private static final Duration LONGEST_POLL = Duration.ofSeconds(70);

  private final WorkflowClient temporal;

  Deployment(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  /** Returns the deployment; empty until a worker of a versioned build has polled. */
  Optional<DescribeWorkerDeploymentResponse> describe() {
    try {
      return Optional.of(
          service()
              .describeWorkerDeployment(
                  DescribeWorkerDeploymentRequest.newBuilder()
                      .setNamespace(namespace())
                      .setDeploymentName(NAME)
                      .build()));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns the build that gets new work from the list of deployments, without failing if none. */
  Optional<String> listedCurrent() {
    return service()
        .listWorkerDeployments(
            ListWorkerDeploymentsRequest.newBuilder().setNamespace(namespace()).build())
        .getWorkerDeploymentsList()
        .stream()
        .filter(one -> one.getName().equals(NAME))
        .findFirst()
        .flatMap(one -> current(one.getRoutingConfig()));
  }

  /** Returns the build that gets new work; empty if workers without versions get it. */
  static Optional<String> current(DescribeWorkerDeploymentResponse described) {
    return current(described.getWorkerDeploymentInfo().getRoutingConfig());
  }

  private static Optional<String> current(RoutingConfig routing) {
    return routing.hasCurrentDeploymentVersion()
        ? Optional.of(routing.getCurrentDeploymentVersion())
            .map(WorkerDeploymentVersion::getBuildId)
            .filter(build -> !build.isEmpty())
        : Optional.empty();
  }

  /** Returns true if that build gets a share of the work, besides the current one. */
  static boolean isRamping(DescribeWorkerDeploymentResponse described, String build) {
    var routing = described.getWorkerDeploymentInfo().getRoutingConfig();
    return routing.hasRampingDeploymentVersion()
        && routing.getRampingDeploymentVersion().getBuildId().equals(build);
  }

  /** Returns true if that version of the deployment is known, because a worker of it has polled. */
  static boolean knows(DescribeWorkerDeploymentResponse described, String build) {
    return described.getWorkerDeploymentInfo().getVersionSummariesList().stream()
        .anyMatch(version -> version.getDeploymentVersion().getBuildId().equals(build));
  }

  /** Returns true if no worker of that build has polled recently. */
  boolean isAbandoned(String build) {
    var since = Instant.now().minus(LONGEST_POLL).getEpochSecond();
    return service()
        .describeTaskQueue(
            DescribeTaskQueueRequest.newBuilder()
                .setNamespace(namespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(Contract.CONVERSATION_QUEUE))
                .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                .build())
        .getPollersList()
        .stream()
        .filter(poller -> poller.getLastAccessTime().getSeconds() >= since)
        .map(PollerInfo::getDeploymentOptions)
        .noneMatch(options -> options.getBuildId().equals(build));
  }

  /** Gives all work to that build, unless the deployment has changed since it was described. */
  void makeCurrent(String build, DescribeWorkerDeploymentResponse described) {
    var _ =
        service()
            .setWorkerDeploymentCurrentVersion(
                SetWorkerDeploymentCurrentVersionRequest.newBuilder()
                    .setNamespace(namespace())
                    .setDeploymentName(NAME)
                    .setBuildId(build)
                    .setConflictToken(described.getConflictToken())
                    .setIdentity(temporal.getOptions().getIdentity())
                    .build());
  }

  private String namespace() {
    return temporal.getOptions().getNamespace();
  }

  private WorkflowServiceBlockingStub service() {
    return temporal
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(GIVE_UP_SECONDS, TimeUnit.SECONDS);
  }
}
