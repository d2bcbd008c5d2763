package dev.parley.worker.step;

import dev.parley.execution.Contract;
import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.node.KindDescription;
import dev.parley.store.Ids;
import dev.parley.worker.step.QuickSteps.Carried;
import dev.parley.worker.step.Steps.Visit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.temporal.activity.ActivityInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics of step attempts by kind of node: number, duration and failures. */
public final class StepMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(StepMetrics.class);

  /** Activities of a step that follow its first one. */
  private static final Set<String> LATER = Set.of(Contract.RESUME, Contract.DELIVER);

  /** The bounds of the histograms: from quick steps to calls that take their whole time. */
  private static final Duration[] BUCKETS =
      IntStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry metrics;
  private final Timer startLatency;
  private final Map<String, Timer> durations = new ConcurrentHashMap<>();

  /** Metrics that are kept in that registry. */
  public StepMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
    startLatency =
        Timer.builder("parley.start.latency")
            .description("Time from the event until a worker begins the run's first step")
            .serviceLevelObjectives(BUCKETS)
            .register(metrics);
    // Registered before it first counts: Prometheus sees no increase from a missing series.
    for (var kind : KindDescription.all()) {
      var _ = failures(kind.kind().name(), FailureType.DEFECT);
    }
  }

  private Counter failures(String kind, FailureType type) {
    return Counter.builder("parley.step.failures")
        .description("Failed attempts of steps, by the reason")
        .tags("kind", kind, "type", type.wire())
        .register(metrics);
  }

  private Timer duration(String kind) {
    return durations.computeIfAbsent(
        kind,
        _ ->
            Timer.builder("parley.steps")
                .description("Attempts of steps, with the time taken")
                .tag("kind", kind)
                .serviceLevelObjectives(BUCKETS)
                .register(metrics));
  }

  private static long createdAt(Visit visit) {
    return Ids.createdAt(visit.id()).toInstant().toEpochMilli();
  }

  /** Returns true for the first attempt of a run's first step, unless it retries another run. */
  private static boolean begins(Visit visit) {
    var execution = visit.execution();
    return visit.info().getAttempt() == 1
        && execution.id().equals(execution.lineage())
        && visit.plan().isFirst(visit.node().id())
        && !LATER.contains(visit.info().getActivityType());
  }

  /** Steps that ran together share the time taken. */
  List<Carried> timed(Visit visit, Supplier<List<Carried>> attempt) {
    var late = Duration.ofMillis(System.currentTimeMillis() - createdAt(visit));
    var start = System.nanoTime();
    var visits = List.of(visit);
    try {
      var carried = attempt.get();
      visits = carried.stream().map(Carried::visit).toList();
      if (begins(visit) && !carried.getFirst().result().note().equals(Steps.RECORDED)) {
        startLatency.record(late.isNegative() ? Duration.ZERO : late);
      }
      return carried;
    } finally {
      var each = (System.nanoTime() - start) / visits.size();
      visits.forEach(one -> duration(kind(one)).record(each, TimeUnit.NANOSECONDS));
    }
  }

  /** Logs node and type only: a step's message may quote customer data. */
  void failed(Visit visit, StepFailure failure) {
    failures(kind(visit), failure.type()).increment();
    LOG.warn(
        "Step {} ({}) of workflow {}: {} on attempt {}, {}",
        visit.node().id(),
        kind(visit),
        visit.execution().workflowId(),
        failure.type().wire(),
        visit.info().getAttempt(),
        failure.type().retried() ? "tried again" : "not tried again");
  }

  /** Logs the same line for an activity that is not a step. */
  static void failed(ActivityInfo info, String type) {
    LOG.warn("{}: {} on attempt {}", info.getActivityType(), type, info.getAttempt());
  }

  private static String kind(Visit visit) {
    return visit.node().node().kind();
  }
}
