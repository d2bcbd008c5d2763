package dev.parley.benchmark;

import dev.parley.execution.Contract;
import dev.parley.execution.TemporalPayloads;
import dev.parley.local.Api;
import dev.parley.local.Part;
import dev.parley.local.Stack;
import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.process.Signal;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** A stack under measurement, with all its interfaces. */
final class Deployment implements AutoCloseable {
  /**
   * The JVM options of the container images: both compilers, which need half a minute to warm up.
   * Without them, services run as {@code ./start} does, with the quick compiler alone.
   */
  static final Map<String, String> AS_IMAGES =
      Map.of("PARLEY_JVM", "-XX:TieredStopAtLevel=4 -Xmx384m");

  private static final int CONNECTIONS = 10;

  final Stack stack;
  final Api api;
  final DSLContext sql;
  final WorkflowClient temporal;
  private final WorkflowServiceStubs stubs;
  private @Nullable ServerProcess rivals;

  Deployment(Stack stack) {
    this.stack = stack;
    stack.start();
    api = stack.client();
    var database = stack.database();
    sql = Sql.pool(database.jdbcUrl(), database.user(), database.password(), 30);
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(stack.temporalAddress()).build());
    temporal =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(stack.temporalNamespace())
                .setDataConverter(TemporalPayloads.converter())
                .build());
  }

  /** Restarts PostgreSQL with a library that counts statements. */
  void countStatements() {
    sql.execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
    restartDatabase();
    sql.execute("create extension if not exists pg_stat_statements");
  }

  /** Restarts everything, since Temporal may keep its data there too. */
  void restartDatabase() {
    for (var part : List.of(Part.WORKER, Part.API, Part.TEMPORAL, Part.DATABASE)) {
      stack.stop(part);
    }
    stack.start();
    Waits.until("PostgreSQL", () -> sql.selectOne().fetch().isNotEmpty());
  }

  /** Starts the hand-written worker next to Parley's. */
  void startRivals(String vip, String assignee) {
    var database = stack.database();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    rivals =
        ServerProcess.start(
            "hand-written worker",
            List.of(),
            List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                HandWrittenWorker.class.getName()),
            Map.of(
                "PARLEY_DB_URL", database.jdbcUrl(),
                "PARLEY_DB_USER", database.user(),
                "PARLEY_DB_PASSWORD", database.password(),
                "PARLEY_DB_CONNECTIONS", Integer.toString(CONNECTIONS),
                "TEMPORAL_ADDRESS", stack.temporalAddress(),
                "TEMPORAL_NAMESPACE", stack.temporalNamespace(),
                "VIP", vip,
                "ASSIGNEE", assignee),
            Path.of("benchmark/target/hand-written.log"),
            Signal.TERMINATE);
  }

  /**
   * Returns the processor time of these parts, of the hand-written worker and of this program, in
   * seconds.
   */
  double processorSeconds(Part... parts) {
    var roots = new ArrayList<ProcessHandle>();
    for (var part : parts) {
      stack.process(part).ifPresent(process -> roots.add(process.handle()));
    }
    if (rivals != null) {
      roots.add(rivals.handle());
    }
    // This program is the parent of all: only its own time is added, and that of children that have
    // ended.
    return Processors.seconds(roots) + Processors.ownSeconds();
  }

  /** The search attributes are known once the first execution has been started with them. */
  void awaitFirstRun(String execution) {
    Waits.until(
        "the first run",
        () ->
            api.get("executions/" + execution)
                .orThrow()
                .path("status")
                .asString()
                .equals("completed"));
  }

  @Override
  public void close() {
    if (rivals != null) {
      rivals.stop(Duration.ofSeconds(10));
    }
    stubs.shutdownNow();
    api.close();
    stack.close();
  }

  /** Returns the Temporal workflow type of Parley's executions. */
  static String type() {
    return Contract.WORKFLOW_TYPE;
  }
}
