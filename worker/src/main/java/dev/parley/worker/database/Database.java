package dev.parley.worker.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.graph.Graph;
import dev.parley.graph.Plan;
import dev.parley.store.ChangeNotifier;
import dev.parley.store.Execution;
import dev.parley.store.ExecutionCache;
import dev.parley.store.Graphs;
import dev.parley.store.Ids;
import dev.parley.store.StopSwitch;
import dev.parley.store.sql.ConnectionPool;
import dev.parley.store.sql.ConnectionProblem;
import dev.parley.store.sql.Postgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's connections to PostgreSQL. Transactions have shorter timeouts than step attempts;
 * should a slow attempt overlap with its successor all the same, the lock that claims the step lets
 * only one of them act.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final HikariDataSource pool;
  private final DSLContext dsl;
  private final ChangeNotifier bell;
  private final Graphs graphs = new Graphs();
  private final ExecutionCache executions = new ExecutionCache();

  /**
   * The address of the database and the credentials.
   *
   * @param connections maximum size of the pool
   */
  public record Settings(String url, String user, String password, int connections) {}

  /** A pool of connections, which are opened when they are first needed. */
  public Database(Settings settings, MeterRegistry metrics) {
    var hikari =
        ConnectionPool.of(
            "parley-worker",
            settings.url(),
            settings.user(),
            settings.password(),
            settings.connections());
    hikari.setInitializationFailTimeout(-1);
    hikari.setMetricRegistry(metrics);
    pool = new HikariDataSource(hikari);
    dsl = Postgres.over(pool);
    bell = new ChangeNotifier(dsl);
  }

  /** Runs in one transaction. */
  public <T extends @Nullable Object> T write(Function<DSLContext, T> work) {
    var result = dsl.transactionResult(tx -> work.apply(tx.dsl()));
    bell.ring();
    return result;
  }

  /** Runs an optional write in one transaction, ignoring failures. */
  public void tryToWrite(Consumer<DSLContext> work) {
    try {
      dsl.transaction(tx -> work.accept(tx.dsl()));
      bell.ring();
    } catch (RuntimeException e) {
      LOG.warn("A failed attempt could not be recorded: {}", e.getClass().getSimpleName());
    }
  }

  /** Returns true while all workflows are stopped. */
  public boolean isStopped() {
    return StopSwitch.find(dsl).isPresent();
  }

  /** Returns the immutable part of an execution. */
  public Execution execution(String id) {
    var key = Ids.read(id).orElseThrow(Database::unknown);
    return executions.load(dsl, key).orElseThrow(Database::unknown);
  }

  /** Returns the graph that an execution was started with. */
  public Graph graph(Execution execution) {
    return graphs.load(dsl, execution.graphHash());
  }

  /** Returns true if its graph was stored before templates became stricter. */
  public boolean isLenient(Execution execution) {
    return graphs.isLenient(dsl, execution.graphHash());
  }

  /** Returns the plan of its graph, which is the one its run was started with. */
  public Plan plan(Execution execution) {
    return graphs.plan(dsl, execution.graphHash());
  }

  private static StepFailure unknown() {
    return new StepFailure(FailureType.EXECUTION_UNKNOWN, "the execution is not in the ledger");
  }

  /** Returns the reason why PostgreSQL cannot be used; empty if it can. */
  public Optional<String> problem() {
    try {
      return Optional.of(
              dsl.fetchValue(
                  DSL.field(
                      """
                      case when to_regclass('step') is null
                        then 'PostgreSQL has no tables of Parley yet: the api makes them when it starts'
                      when not exists (select from information_schema.columns
                          where table_name = 'conversation' and column_name = 'uid')
                        then 'the tables are those of an earlier release: the api updates them when it starts'
                      when current_setting('transaction_read_only')::boolean
                        then 'PostgreSQL is read-only'
                      else '' end\
                      """,
                      String.class)))
          .filter(problem -> !problem.isEmpty());
    } catch (RuntimeException e) {
      return Optional.of(
          ConnectionProblem.of(e, pool.getJdbcUrl(), pool.getUsername())
              .orElseGet(() -> "PostgreSQL cannot be used (" + e.getClass().getSimpleName() + ")"));
    }
  }

  @Override
  public void close() {
    bell.close();
    pool.close();
  }
}
