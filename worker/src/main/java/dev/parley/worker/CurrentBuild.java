package dev.parley.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches which build gets the work of Temporal. With {@link Versioning#AUTOMATIC}, the work goes
 * to this build when it arrives, and again if no worker of the build that has it is left.
 */
final class CurrentBuild implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentBuild.class);

  /** The codes that pass, or that the health check reports; others are refusals. */
  private static final Set<Status.Code> PASSING =
      Set.of(
          Status.Code.UNAVAILABLE,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.CANCELLED,
          Status.Code.FAILED_PRECONDITION);

  private static final long SOON_MILLIS = 1_000;
  private static final long LATER_MILLIS = 10_000;

  private final Deployment deployment;
  private final Versioning versioning;
  private final String build;
  private final BooleanSupplier polls;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("current-build").factory());
  private boolean arriving = true;
  private String said = "";
  private volatile double current = Double.NaN;

  /**
   * Creates it.
   *
   * @param polls returns true once Temporal has accepted polls of every queue
   */
  CurrentBuild(
      Deployment deployment,
      Versioning versioning,
      String build,
      BooleanSupplier polls,
      MeterRegistry metrics) {
    this.deployment = deployment;
    this.versioning = versioning;
    this.build = build;
    this.polls = polls;
    Gauge.builder("parley.worker.current", () -> current)
        .description("1 while this worker's build gets the work; not a number while unknown")
        .tag("build", build)
        .register(metrics);
  }

  void start() {
    looks.execute(this::look);
  }

  private void look() {
    var settled = false;
    try {
      settled = polls.getAsBoolean() && settle();
    } catch (StatusRuntimeException e) {
      current = Double.NaN;
      report(e.getStatus());
      settled = e.getStatus().getCode() != Status.Code.FAILED_PRECONDITION;
    }
    var pause = settled ? LATER_MILLIS : SOON_MILLIS;
    if (!looks.isShutdown()) {
      var _ = looks.schedule(this::look, pause, TimeUnit.MILLISECONDS);
    }
  }

  /** Logs a refusal, but no outage: Temporal's own health check reports that. */
  private void report(Status status) {
    LOG.debug("The current build is not known: {}", status);
    if (versioning != Versioning.OFF && !PASSING.contains(status.getCode())) {
      warn(
          "Temporal does not let this worker read or set the current build (%s); see PARLEY_VERSIONING"
              .formatted(status.getCode()));
    }
  }

  /** Returns true if nothing is left to do for a while. */
  private boolean settle() {
    if (versioning == Versioning.OFF) {
      noteWithoutVersion(deployment.listedCurrent());
      return true;
    }
    var described = deployment.describe();
    var now = described.flatMap(Deployment::current);
    if (described.isEmpty() || !Deployment.knows(described.get(), build)) {
      return false;
    }
    if (now.equals(Optional.of(build))) {
      arriving = false;
      current = 1;
      say("Temporal gives runs to this build, %s".formatted(build));
      return true;
    }
    if (Deployment.isRamping(described.get(), build)) {
      current = 1;
      say("Temporal gives a share of the runs to this build, %s".formatted(build));
      return true;
    }
    current = 0;
    if (versioning == Versioning.AUTOMATIC
        && (arriving || now.isEmpty() || deployment.isAbandoned(now.get()))) {
      deployment.makeCurrent(build, described.get());
      return false;
    }
    waiting(now);
    return true;
  }

  private void waiting(Optional<String> now) {
    var others = now.map(other -> "build " + other).orElse("workers without a version");
    if (versioning == Versioning.AUTOMATIC) {
      say("Temporal gives runs to %s, and no new work to this build".formatted(others));
    } else {
      warn(
          """
          Temporal gives runs to %s, and none to this build until someone does: temporal worker \
          deployment set-current-version --deployment-name %s --build-id %s\
          """
              .formatted(others, Deployment.NAME, build));
    }
  }

  private void noteWithoutVersion(Optional<String> now) {
    current = now.isEmpty() ? 1 : 0;
    now.ifPresent(other ->
        warn(
            """
            Temporal gives runs to build %s, and none to this worker: set PARLEY_VERSIONING, \
            or go back with: temporal worker deployment set-current-version \
            --deployment-name %s --unversioned\
            """
                .formatted(other, Deployment.NAME)));
    if (now.isEmpty()) {
      said = "";
    }
  }

  private void say(String line) {
    if (!line.equals(said)) {
      LOG.info("{}", line);
      said = line;
    }
  }

  private void warn(String line) {
    if (!line.equals(said)) {
      LOG.warn("{}", line);
      said = line;
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
