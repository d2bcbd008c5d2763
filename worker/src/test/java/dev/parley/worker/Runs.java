package dev.parley.worker;

import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.FIELD;
import static dev.parley.db.Tables.LABEL;
import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.SECRET;
import static dev.parley.db.Tables.SKILL_SET;
import static dev.parley.db.Tables.STEP;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

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
import dev.parley.extraction.ModelSettings;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphJson;
import dev.parley.graph.Plan;
import dev.parley.secret.Sealer;
import dev.parley.store.Conversations;
import dev.parley.store.Execution;
import dev.parley.store.Graphs;
import dev.parley.store.Ids;
import dev.parley.store.Lifecycle;
import dev.parley.store.Models;
import dev.parley.store.ScratchDatabase;
import dev.parley.store.sql.StoredJson;
import dev.parley.worker.database.Database;
import dev.parley.worker.extraction.BuiltInExtraction;
import dev.parley.worker.outbound.CallLimits;
import dev.parley.worker.outbound.CausationHeader;
import dev.parley.worker.outbound.ChannelConnector;
import dev.parley.worker.outbound.Extraction;
import dev.parley.worker.outbound.GuardedAddresses;
import dev.parley.worker.outbound.GuardedHttp;
import dev.parley.worker.outbound.OutboundCalls;
import dev.parley.worker.outbound.SignedPosts;
import dev.parley.worker.outbound.Skills;
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
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Runs graphs on the time-skipping Temporal server with the real worker code and a real PostgreSQL.
 */
final class Runs implements AutoCloseable {
  private static final ScratchDatabase POSTGRES = ScratchDatabase.migrated();
  private static final Sealer SEALER = sealer();
  private static final BuiltInSkills BUILT_IN_SKILLS = builtInSkills();
  private static final BuiltInExtraction BUILT_IN = new BuiltInExtraction(null);

  final Database database;
  final Skills skills;
  final Extraction extraction;
  final CallLimits limits = new CallLimits(50, 100);
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

  Runs(String fetchAllowed, ChannelConnector carrier) {
    var metrics = new SimpleMeterRegistry();
    database = new Database(config().database(), metrics);
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
    var http = new GuardedHttp(fetchAllowed);
    skills = new Skills(database, SEALER, http, BUILT_IN_SKILLS.url(), Duration.ofSeconds(3));
    extraction = new Extraction(database, SEALER, http, BUILT_IN);
    var steps =
        new Steps(
            database,
            new QuickSteps(database, scopes),
            new WaitingSteps(database),
            new CallingSteps(
                database,
                scopes,
                new OutboundCalls(http, extraction, skills, new GuardedAddresses(database, http)),
                new CausationHeader(SEALER.causation(), "http://localhost:8080"),
                limits),
            new Deliveries(database, Map.of(Connector.WEBHOOK, carrier)),
            new SubscriptionSender(database, new SignedPosts(http, SEALER, Clock.systemUTC())),
            new StepMetrics(metrics),
            new StopCheck(database));
    TemporalWorker.register(temporal.getWorkerFactory(), WorkerOptions.newBuilder().build(), steps);
    temporal.start();
  }

  private static BuiltInSkills builtInSkills() {
    try {
      return new BuiltInSkills(Clock.fixed(Instant.parse("2026-11-25T09:00:00Z"), ZoneOffset.UTC));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Installs a skill set, loads its skills and returns its id. */
  String skillSet(String url) {
    var id = Ids.next();
    sql(tx ->
        tx.insertInto(SKILL_SET)
            .set(SKILL_SET.ID, id)
            .set(SKILL_SET.NAME, "Sample " + id)
            .set(SKILL_SET.URL, url)
            .set(SKILL_SET.HEADER_NAME, "Authorization")
            .set(SKILL_SET.HEADER_SEALED, SEALER.seal("Bearer sample-key", "skill-set:" + id))
            .execute());
    skills.check(id.toString());
    return id.toString();
  }

  /** Deletes the known skills, so that none of them is known to be repeatable. */
  void forgetSkills(String id) {
    sql(tx ->
        tx.update(SKILL_SET)
            .set(SKILL_SET.SKILLS, StoredJson.of(List.of()))
            .where(SKILL_SET.ID.eq(UUID.fromString(id)))
            .execute());
  }

  /** Returns the health of a skill set, with the reason. */
  String health(String id) {
    return sql(tx ->
        tx.selectFrom(SKILL_SET)
            .where(SKILL_SET.ID.eq(UUID.fromString(id)))
            .fetchOne(row -> row.getHealth() + " " + row.getHealthDetail()));
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
            "PARLEY_DB_URL", POSTGRES.url(),
            "PARLEY_DB_USER", POSTGRES.user(),
            "PARLEY_DB_PASSWORD", POSTGRES.password()));
  }

  /** Returns a graph of these nodes in sequence. */
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

  /** Starts a run on a conversation of its own. */
  Run start(Graph graph, Conversation conversation, Options options) {
    return start(graph, conversation, options, "Hello");
  }

  Run start(Graph graph, Conversation conversation, Options options, String text) {
    return start(graph, conversation, options, text, Mode.PRODUCTION);
  }

  Run start(Graph graph, Conversation conversation, Options options, String text, Mode mode) {
    return walk(graph, open(graph, conversation, options, text, mode));
  }

  /** Inserts an execution without running it. */
  Execution open(Graph graph, Conversation conversation, Options options, String text, Mode mode) {
    var id = Ids.next();
    return database.write(tx -> {
      Conversations.insertIfAbsent(tx, conversation);
      var made =
          new Execution(
              id,
              Ids.next(),
              "Sample workflow",
              1,
              graphs.keep(tx, graph),
              graph.trigger().orElseThrow().wire(),
              mode,
              conversation.id(),
              Map.of(
                  "id", "sample",
                  "source", "/sample",
                  "data", Map.of("message", Map.of("id", "m", "text", text))),
              options,
              id,
              List.of());
      Lifecycle.open(tx, made, Lifecycle.FIRST_LEASE);
      return made;
    });
  }

  /** Runs an execution from its beginning, as after a reset. */
  Run walk(Graph graph, Execution execution) {
    return walk(graph, execution, Contract.INTERPRETER);
  }

  /** Runs an execution with the history layout of an earlier build. */
  Run walk(Graph graph, Execution execution, int interpreter) {
    var id = execution.id().toString();
    var stub =
        temporal
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                Contract.WORKFLOW_TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id)
                    .setTaskQueue(Contract.CONVERSATION_QUEUE)
                    .build());
    var ordinary = execution.options().ordinarySteps();
    stub.start(new Start(id, "Sample workflow", "", Plan.of(graph), ordinary, interpreter, false));
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

    /** Waits, in real time, until the steps are as given. */
    void awaitSteps(List<String> wanted) {
      var giveUp = Instant.now().plusSeconds(30);
      while (!steps().equals(wanted)) {
        if (Instant.now().isAfter(giveUp)) {
          throw new AssertionError("Waited for " + wanted + ", last seen: " + steps());
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }

    /** Returns the steps as "node status handle", in order. */
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

    /** Returns messages, events and the end of the run, in chronological order. */
    List<String> happened() {
      return sql(tx ->
          tx.fetch(
                  """
                  select text as what, created_at as at from message where conversation_id = {0}
                  union all
                  select type, received_at from event where conversation_id = {0}
                  union all
                  select status, completed_at from execution where id = {1}
                  order by at
                  """,
                  val(execution.conversationId()), val(execution.id()))
              .map(row -> row.get("what", String.class)));
    }

    /** Returns the steps grouped by the transaction that last wrote them, in order. */
    List<List<String>> transactions() {
      var together = new LinkedHashMap<String, List<String>>();
      sql(tx ->
              tx.select(STEP.NODE_ID, field("{0}.xmin::text", String.class, STEP))
                  .from(STEP)
                  .where(STEP.EXECUTION_ID.eq(execution.id()))
                  .orderBy(STEP.SEQ)
                  .fetch())
          .forEach(row ->
              together.computeIfAbsent(row.value2(), _ -> new ArrayList<>()).add(row.value1()));
      return List.copyOf(together.values());
    }

    String error() {
      return sql(tx ->
          tx.selectFrom(EXECUTION)
              .where(EXECUTION.ID.eq(execution.id()))
              .fetchOne(row ->
                  row.getErrorCode() + " at " + row.getErrorNode() + ": " + row.getErrorMessage()));
    }

    /** Returns everything in the ledger about the steps, as text. */
    String ledger() {
      return sql(tx ->
          tx.selectFrom(STEP).where(STEP.EXECUTION_ID.eq(execution.id())).fetch().formatJSON());
    }

    Map<String, Object> output(String node) {
      return sql(tx ->
          tx.select(STEP.OUTPUT)
              .from(STEP)
              .where(STEP.EXECUTION_ID.eq(execution.id()))
              .and(STEP.NODE_ID.eq(node))
              .fetchSingle(row -> StoredJson.map(row.value1())));
    }

    /** Returns the status of a step and its number of attempts. */
    String step(String node) {
      return sql(tx ->
          tx.select(STEP.STATUS, STEP.ATTEMPT)
              .from(STEP)
              .where(STEP.EXECUTION_ID.eq(execution.id()))
              .and(STEP.NODE_ID.eq(node))
              .fetchSingle(row -> row.value1() + " after " + row.value2()));
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

    /**
     * Returns the successive values of the search attribute for the node; "none" where it was
     * cleared.
     */
    List<String> shown() {
      return history().getEvents().stream()
          .filter(HistoryEvent::hasUpsertWorkflowSearchAttributesEventAttributes)
          .map(event ->
              event
                  .getUpsertWorkflowSearchAttributesEventAttributes()
                  .getSearchAttributes()
                  .getIndexedFieldsOrThrow(Contract.NODE.getName())
                  .getData()
                  .toStringUtf8())
          .map(json -> json.equals("null") ? "none" : json.replace("\"", ""))
          .toList();
    }

    WorkflowExecutionHistory history() {
      return temporal.getWorkflowClient().fetchHistory(execution.id().toString());
    }
  }

  /** Extraction targets: one label and two fields that other tests do not use. */
  final class Subjects {
    private final UUID label = Ids.next();
    private final UUID order = Ids.next();
    private final UUID mail = Ids.next();

    private Subjects() {
      sql(tx ->
          tx.insertInto(LABEL, LABEL.ID, LABEL.NAME, LABEL.DESCRIPTION)
              .values(label, "Late parcel", "The parcel has not come")
              .execute());
      sql(tx ->
          tx.insertInto(FIELD, FIELD.ID, FIELD.KEY, FIELD.NAME, FIELD.TYPE)
              .values(order, "order_number", "Order number", "text")
              .values(mail, "mail", "E-mail", "email")
              .execute());
    }

    List<String> fields() {
      return List.of(order.toString(), mail.toString());
    }

    /** Archives them, so that other tests do not find them. */
    void archive() {
      var now = OffsetDateTime.now(ZoneOffset.UTC);
      sql(tx -> tx.update(LABEL).set(LABEL.ARCHIVED_AT, now).where(LABEL.ID.eq(label)).execute());
      sql(tx ->
          tx.update(FIELD).set(FIELD.ARCHIVED_AT, now).where(FIELD.ID.in(order, mail)).execute());
    }
  }

  Subjects subjects() {
    return new Subjects();
  }

  List<String> fieldKeys() {
    return sql(
        tx -> tx.select(FIELD.KEY).from(FIELD).where(FIELD.ARCHIVED_AT.isNull()).fetch(FIELD.KEY));
  }

  /** Configures the model. */
  void model(ModelSettings settings, @Nullable String key) {
    database.write(tx -> {
      Models.keep(tx, settings, key == null ? null : SEALER.seal(key, Models.ASSOCIATED), "test");
      return true;
    });
  }

  String label(String name) {
    return sql(tx -> {
      var id = Ids.next();
      tx.insertInto(LABEL).set(LABEL.ID, id).set(LABEL.NAME, name + " " + id).execute();
      return id.toString();
    });
  }

  /** Stores a secret and returns its name. */
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

  /** Runs something while a conversation is locked, on a connection without our timeouts. */
  void holding(String conversation, Runnable meanwhile) {
    try (var connection = POSTGRES.dataSource().getConnection();
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

  /** Cancels as the api does before it informs Temporal. */
  void cancelHere(Execution execution) {
    var _ =
        sql(tx -> {
          tx.update(EXECUTION)
              .set(EXECUTION.CANCEL_REQUESTED_AT, OffsetDateTime.now(ZoneOffset.UTC))
              .where(EXECUTION.ID.eq(execution.id()))
              .execute();
          return Lifecycle.end(
              tx,
              execution.id(),
              new Lifecycle.Ended(ExecutionStatus.CANCELLED, null, null, null, null));
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
