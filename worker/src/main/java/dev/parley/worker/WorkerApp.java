package dev.parley.worker;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.util.Duration;
import dev.parley.conversation.Connector;
import dev.parley.secret.Sealer;
import dev.parley.worker.extraction.BuiltInExtraction;
import dev.parley.worker.skill.BuiltInSkills;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out executions: the Temporal worker. */
public final class WorkerApp {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerApp.class);
  private static final long RETRY_MILLIS = 250;

  private WorkerApp() {}

  /** Runs until SIGTERM, then finishes what is in hand. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var config = WorkerConfig.of(System.getenv());
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var scope =
        new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(metrics))
            .reportEvery(Duration.ofSeconds(5));
    measureMachine(metrics);
    try (var database = new Database(config, metrics);
        var builtInSkills = new BuiltInSkills(Clock.systemUTC())) {
      awaitSchema(database);
      var sealer = Sealer.load(config.secretsKeyFile());
      var scopes = new StepScopes(sealer);
      var causes = new Causes(sealer.causation(), config.publicUrl());
      var builtIn = new BuiltInExtraction(config.home().resolve("cache"));
      var http = new GuardedHttp(config.fetchAllow());
      var skills = new Skills(database, sealer, http, builtInSkills.url(), Skills.PATIENCE);
      skills.introduce();
      var peers = new Peers(http, new Extraction(database, sealer, http, builtIn), skills);
      var steps =
          new Steps(
              database,
              new QuickSteps(database, scopes),
              new WaitingSteps(database),
              new CallingSteps(database, scopes, peers, causes),
              new Deliveries(database, Map.of(Connector.WEBHOOK, new WebhookCarrier(peers))),
              new StepMetrics(metrics));
      var worker = new TemporalWorker(config, steps, scope);
      awaitTemporal(worker, config);
      worker.start();
      LOG.info(
          "Worker polls {} as build {}; our own API is {}",
          config.temporalAddress(),
          config.build(),
          config.publicUrl());
      runUntilStopped(config, database, worker, metrics);
    }
  }

  private static void measureMachine(MeterRegistry metrics) {
    new JvmMemoryMetrics().bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    new UptimeMetrics().bindTo(metrics);
  }

  private static void runUntilStopped(
      WorkerConfig config,
      Database database,
      TemporalWorker worker,
      PrometheusMeterRegistry metrics)
      throws IOException, InterruptedException {
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
    var page =
        config.port() == 0
            ? null
            : new HealthPage(config, database::ready, worker::reachable, metrics);
    stop.await();
    LOG.info("Worker finishes what is in hand");
    worker.drain();
    if (page != null) {
      page.close();
    }
    stopped.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitSchema(Database database) throws InterruptedException {
    for (int i = 0; !database.ready(); i++) {
      if (i % 40 == 0) {
        LOG.info("Waiting for PostgreSQL and its tables, which the api makes");
      }
      Thread.sleep(RETRY_MILLIS);
    }
  }

  private static void awaitTemporal(TemporalWorker worker, WorkerConfig config)
      throws InterruptedException {
    for (int i = 0; !worker.reachable(); i++) {
      if (i % 40 == 0) {
        LOG.info("Waiting for Temporal at {}", config.temporalAddress());
      }
      Thread.sleep(RETRY_MILLIS);
    }
  }
}
