package dev.parley.worker;

import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.LABEL;
import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.SECRET;
import static dev.parley.db.Tables.STEP;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Connector;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Status;
import dev.parley.execution.Contract;
import dev.parley.execution.ExecutionStatus;
import dev.parley.execution.Mode;
import dev.parley.execution.Options;
import dev.parley.execution.Start;
import dev.parley.execution.TemporalPayloads;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphJson;
import dev.parley.graph.Plan;
import dev.parley.secret.Sealer;
import dev.parley.store.Conversations;
import dev.parley.store.Execution;
import dev.parley.store.Graphs;
import dev.parley.store.Ids;
import dev.parley.store.Ledger;
import dev.parley.worker.extraction.BuiltInExtraction;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Runs graphs on the time-skipping Temporal with the real worker code and real PostgreSQL. */
final class Runs implements AutoCloseable {
  private static final EmbeddedPostgres POSTGRES = startPostgres();
  private static final Sealer SEALER = sealer();
  private static final BuiltInExtraction BUILT_IN = new BuiltInExtraction(null);

  final Database database;
  final TestWorkflowEnvironment temporal;
  private final Graphs graphs = new Graphs();

  Runs() {
    this("127.0.0.1");
  }

  Runs(String fetchAllowed) {
    this(
        fetchAllowed,
        delivery -> {
          throw new AssertionError("nothing is to be delivered outside");
        });
  }

  Runs(String fetchAllowed, Carrier carrier) {
    var metrics = new SimpleMeterRegistry();
    database = new Database(config(), metrics);
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(TemporalPayloads.converter())
                        .build())
                .build());
    temporal.registerSearchAttribute(
        Contract.NODE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    var scopes = new StepScopes(SEALER);
    var steps =
        new Steps(
            database,
            new LocalSteps(database, scopes),
            new CallingSteps(
                database,
                scopes,
                new Peers(new GuardedHttp(fetchAllowed), new Extraction(database, BUILT_IN)),
                new Causes(SEALER.causation(), "http://localhost:8080")),
            new Deliveries(database, Map.of(Connector.WEBHOOK, carrier)),
            new StepMetrics(metrics));
    TemporalWorker.register(temporal.getWorkerFactory(), WorkerOptions.newBuilder().build(), steps);
    temporal.start();
  }

  private static EmbeddedPostgres startPostgres() {
    try {
      var postgres = EmbeddedPostgres.builder().start();
      Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sealer sealer() {
    try {
      return Sealer.load(Files.createTempDirectory("parley").resolve("secrets-key.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WorkerConfig config() {
    return WorkerConfig.of(
        Map.of(
            "PARLEY_DB_URL", POSTGRES.getJdbcUrl("postgres", "postgres"),
            "PARLEY_DB_USER", "postgres",
            "PARLEY_DB_PASSWORD", "postgres"));
  }

  /** A graph of these nodes, each led to by the one before it. */
  @SafeVarargs
  static Graph chain(EventType trigger, Map<String, Object>... nodes) {
    var root = GraphJson.write(new Graph(List.of(), List.of()));
    var list = root.withArray("nodes");
    var edges = root.withArray("edges");
    list.addPOJO(Map.of("id", "t", "kind", "trigger", "config", Map.of("event", trigger.wire())));
    var last = "t";
    for (var node : nodes) {
      list.addPOJO(node);
      edges.addPOJO(Map.of("source", last, "handle", "next", "target", node.get("id")));
      last = String.valueOf(node.get("id"));
    }
    return GraphJson.stored(root.toString());
  }

  static Map<String, Object> node(String id, String kind, Map<String, Object> config) {
    return Map.of("id", id, "kind", kind, "name", id, "config", config);
  }

  /** A run on a conversation of its own. */
  Run start(Graph graph, Conversation conversation, Options options) {
    return start(graph, conversation, options, "Hello");
  }

  Run start(Graph graph, Conversation conversation, Options options, String text) {
    var id = Ids.next();
    var execution =
        database.write(tx -> {
          Conversations.insertIfAbsent(tx, conversation);
          var made =
              new Execution(
                  id,
                  Ids.next(),
                  "Sample workflow",
                  1,
                  graphs.keep(tx, graph),
                  graph.trigger().orElseThrow().wire(),
                  Mode.PRODUCTION,
                  conversation.id(),
                  Map.of(
                      "id", "sample",
                      "source", "/sample",
                      "data", Map.of("message", Map.of("id", "m", "text", text))),
                  options,
                  id,
                  List.of());
          Ledger.open(tx, made, Ledger.FIRST_LEASE);
          return made;
        });
    var stub =
        temporal
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                Contract.WORKFLOW_TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id.toString())
                    .setTaskQueue(Contract.CONVERSATION_QUEUE)
                    .build());
    stub.start(
        new Start(id.toString(), "Sample workflow", "", Plan.of(graph), options.ordinarySteps()));
    return new Run(execution, stub);
  }

  static Conversation conversation() {
    return new Conversation(
        "conv-" + UUID.randomUUID(),
        Channel.WHATSAPP,
        Status.OPEN,
        false,
        List.of(),
        null,
        null,
        Map.of("plan", "pro"),
        null,
        false);
  }

  /** One run under test. */
  final class Run {
    final Execution execution;
    final WorkflowStub stub;

    Run(Execution execution, WorkflowStub stub) {
      this.execution = execution;
      this.stub = stub;
    }

    Run ended() {
      stub.getResult(Void.class);
      return this;
    }

    String status() {
      return sql(tx ->
          tx.select(EXECUTION.STATUS)
              .from(EXECUTION)
              .where(EXECUTION.ID.eq(execution.id()))
              .fetchSingle(EXECUTION.STATUS));
    }

    /** The steps as "node status handle", in order. */
    List<String> steps() {
      return sql(tx ->
          tx.selectFrom(STEP)
              .where(STEP.EXECUTION_ID.eq(execution.id()))
              .orderBy(STEP.SEQ)
              .fetch(row ->
                  row.getNodeId()
                      + " "
                      + row.getStatus()
                      + (row.getHandle() == null ? "" : " " + row.getHandle())));
    }

    String error() {
      return sql(tx ->
          tx.selectFrom(EXECUTION)
              .where(EXECUTION.ID.eq(execution.id()))
              .fetchOne(row ->
                  row.getErrorCode() + " at " + row.getErrorNode() + ": " + row.getErrorMessage()));
    }

    /** All that the ledger keeps of the steps, as text. */
    String ledger() {
      return sql(tx ->
          tx.selectFrom(STEP).where(STEP.EXECUTION_ID.eq(execution.id())).fetch().formatJSON());
    }

    List<String> messages() {
      return sql(tx ->
          tx.selectFrom(MESSAGE)
              .where(MESSAGE.CONVERSATION_ID.eq(execution.conversationId()))
              .orderBy(MESSAGE.SEQ)
              .fetch(MESSAGE.TEXT));
    }

    Conversation conversation() {
      return sql(tx -> Conversations.read(tx, execution.conversationId()).orElseThrow());
    }

    WorkflowExecutionHistory history() {
      return temporal.getWorkflowClient().fetchHistory(execution.id().toString());
    }
  }

  String label(String name) {
    return sql(tx -> {
      var id = Ids.next();
      tx.insertInto(LABEL).set(LABEL.ID, id).set(LABEL.NAME, name + " " + id).execute();
      return id.toString();
    });
  }

  /** Keeps a secret and gives its name. */
  String secret(String value) {
    return sql(tx -> {
      var id = Ids.next();
      var name = "s" + id.toString().replace("-", "");
      tx.insertInto(SECRET)
          .set(SECRET.ID, id)
          .set(SECRET.NAME, name)
          .set(SECRET.SEALED, SEALER.seal(value, "secret:" + id))
          .execute();
      return name;
    });
  }

  /** Does something while a conversation is locked, on a connection without our time-outs. */
  void holding(String conversation, Runnable meanwhile) {
    try (var connection = POSTGRES.getPostgresDatabase().getConnection();
        var lock =
            connection.prepareStatement("select 1 from conversation where id = ? for update")) {
      connection.setAutoCommit(false);
      lock.setString(1, conversation);
      lock.execute();
      meanwhile.run();
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the api does before it tells Temporal. */
  void cancelHere(Execution execution) {
    var _ =
        sql(tx -> {
          tx.update(EXECUTION)
              .set(EXECUTION.CANCEL_REQUESTED_AT, OffsetDateTime.now(ZoneOffset.UTC))
              .where(EXECUTION.ID.eq(execution.id()))
              .execute();
          return Ledger.end(
              tx,
              execution.id(),
              new Ledger.Ended(ExecutionStatus.CANCELLED, null, null, null, null));
        });
  }

  void after(Duration duration) {
    temporal.sleep(duration);
  }

  <T> T sql(Function<DSLContext, @Nullable T> work) {
    return Objects.requireNonNull(database.<@Nullable T>write(work));
  }

  @Override
  public void close() {
    temporal.close();
    database.close();
  }
}
