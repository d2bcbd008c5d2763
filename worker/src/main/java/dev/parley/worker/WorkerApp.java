package dev.parley.worker;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.util.Duration;
import dev.parley.conversation.Connector;
import dev.parley.secret.Sealer;
import dev.parley.trace.Tracing;
import dev.parley.worker.database.Database;
import dev.parley.worker.extraction.BuiltInExtraction;
import dev.parley.worker.outbound.CallLimits;
import dev.parley.worker.outbound.CausationHeader;
import dev.parley.worker.outbound.Extraction;
import dev.parley.worker.outbound.GuardedAddresses;
import dev.parley.worker.outbound.GuardedHttp;
import dev.parley.worker.outbound.OutboundCalls;
import dev.parley.worker.outbound.SignedPosts;
import dev.parley.worker.outbound.Skills;
import dev.parley.worker.outbound.WebhookConnector;
import dev.parley.worker.skill.BuiltInSkills;
import dev.parley.worker.step.CallingSteps;
import dev.parley.worker.step.Deliveries;
import dev.parley.worker.step.QuickSteps;
import dev.parley.worker.step.StepMetrics;
import dev.parley.worker.step.StepScopes;
import dev.parley.worker.step.Steps;
import dev.parley.worker.step.StopCheck;
import dev.parley.worker.step.WaitingSteps;
import dev.parley.worker.subscription.SubscriptionSender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Temporal worker, which runs executions. */
public final class WorkerApp {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerApp.class);

  private WorkerApp() {}

  /** Runs until SIGTERM, then finishes tasks in progress; exits with status 1 if it cannot run. */
  public static void main(String[] arguments) {
    try {
      run(WorkerConfig.of(System.getenv()));
    } catch (IllegalArgumentException | IllegalStateException | IOException e) {
      // Wrong configuration: the message explains it.
      LOG.error("The worker ends: {}", String.valueOf(e.getMessage()));
      System.exit(1);
    } catch (RuntimeException | InterruptedException e) {
      LOG.error("The worker ends", e);
      System.exit(1);
    }
  }

  private static void run(WorkerConfig config) throws IOException, InterruptedException {
    Tracing.start(System.getenv(), "parley-worker");
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var scope =
        new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(metrics))
            .reportEvery(Duration.ofSeconds(5));
    measureMachine(metrics);
    // The page comes first: while the worker waits for its dependencies, it is live but not ready.
    try (var database = new Database(config.database(), metrics);
        var temporal = new TemporalConnection(config, metrics, scope);
        var _ = HealthPage.of(config, database, temporal, metrics);
        var stop = new StopCheck(database);
        var builtInSkills = new BuiltInSkills(Clock.systemUTC())) {
      Prerequisites.await(database::problem);
      Prerequisites.await(() -> keyProblem(config.secretsKeyFile()));
      var sealer = Sealer.read(config.secretsKeyFile());
      var scopes = new StepScopes(sealer);
      var causation = new CausationHeader(sealer.causation(), config.publicUrl());
      var builtIn = new BuiltInExtraction(config.home().resolve("cache"));
      var http = new GuardedHttp(config.fetchAllow());
      var skills = new Skills(database, sealer, http, builtInSkills.url(), Skills.PATIENCE);
      skills.introduce();
      var outbound =
          new OutboundCalls(
              http,
              new Extraction(database, sealer, http, builtIn),
              skills,
              new GuardedAddresses(database, http));
      var limits = new CallLimits(config.callsPerHost(), config.callsPerWorkflow());
      var posts = new SignedPosts(http, sealer, Clock.systemUTC());
      var subscriptions = new SubscriptionSender(database, posts);
      var steps =
          new Steps(
              database,
              new QuickSteps(database, scopes),
              new WaitingSteps(database),
              new CallingSteps(database, scopes, outbound, causation, limits),
              new Deliveries(database, Map.of(Connector.WEBHOOK, new WebhookConnector(posts))),
              subscriptions,
              new StepMetrics(metrics),
              stop);
      var worker = new TemporalWorker(temporal, config.build(), config.versioning(), steps);
      var current =
          new CurrentBuild(
              new Deployment(temporal.client()),
              config.versioning(),
              config.build(),
              temporal::isPolling,
              metrics);
      Prerequisites.await(temporal::problem);
      LOG.info("Connected to {}", temporal.description());
      Prerequisites.await(stop::problem);
      stop.start();
      worker.start();
      subscriptions.start();
      current.start();
      LOG.info(
          "Worker polls {} as build {}; the API is at {}",
          config.temporal().address(),
          config.build(),
          config.publicUrl());
      drainWhenStopped(worker, subscriptions, current);
    }
  }

  /**
   * Only the api creates the key: one created by a worker could not open what the api has sealed.
   */
  private static Optional<String> keyProblem(Path file) {
    return Files.exists(file)
        ? Optional.empty()
        : Optional.of(
            "PARLEY_SECRETS_KEY_FILE names %s, which does not exist. It has to be the file of the api"
                .formatted(file));
  }

  private static void measureMachine(MeterRegistry metrics) {
    new JvmMemoryMetrics().bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    new UptimeMetrics().bindTo(metrics);
  }

  private static void drainWhenStopped(
      TemporalWorker worker, SubscriptionSender subscriptions, CurrentBuild current)
      throws InterruptedException {
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  awaitQuietly(stopped);
                },
                "drain"));
    stop.await();
    LOG.info("Worker finishes tasks in progress");
    try {
      current.close();
      subscriptions.close();
      worker.drain();
    } finally {
      stopped.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
