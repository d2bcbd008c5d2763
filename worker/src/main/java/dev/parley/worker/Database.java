package dev.parley.worker;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.graph.Graph;
import dev.parley.graph.Plan;
import dev.parley.store.ChangeBell;
import dev.parley.store.ConnectionProblem;
import dev.parley.store.Execution;
import dev.parley.store.ExecutionsAtHand;
import dev.parley.store.Graphs;
import dev.parley.store.Ids;
import dev.parley.store.Postgres;
import dev.parley.store.StoreFailure;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's connections to PostgreSQL. No transaction lasts as long as an attempt of a step may
 * take; should a slow attempt and its successor meet all the same, the lock that claims the step
 * lets one of them act.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final HikariDataSource pool;
  private final DSLContext dsl;
  private final ChangeBell bell;
  private final Graphs graphs = new Graphs();
  private final ExecutionsAtHand executions = new ExecutionsAtHand();

  Database(WorkerConfig config, MeterRegistry metrics) {
    var hikari = new HikariConfig();
    hikari.setJdbcUrl(config.databaseUrl());
    hikari.setUsername(config.databaseUser());
    hikari.setPassword(config.databasePassword());
    hikari.setMaximumPoolSize(config.databaseConnections());
    hikari.setConnectionTimeout(2_000);
    hikari.setValidationTimeout(1_000);
    hikari.setInitializationFailTimeout(-1);
    hikari.setPoolName("parley-worker");
    hikari.addDataSourceProperty("ApplicationName", "parley-worker");
    hikari.addDataSourceProperty("connectTimeout", "2");
    hikari.addDataSourceProperty("socketTimeout", "8");
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    // It quotes values, and no line of a log holds what people wrote.
    hikari.addDataSourceProperty("logServerErrorDetail", "false");
    hikari.addDataSourceProperty(
        "options", "-c lock_timeout=2s -c statement_timeout=4s -c transaction_timeout=6s");
    hikari.setExceptionOverride(
        new SQLExceptionOverride() {
          // After a failover the address may lead elsewhere: to where writes are taken.
          @java.lang.Override
          public SQLExceptionOverride.Override adjudicate(SQLException e) {
            return StoreFailure.of(e).filter(StoreFailure.READ_ONLY::equals).isPresent()
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
          }
        });
    hikari.setMetricRegistry(metrics);
    pool = new HikariDataSource(hikari);
    dsl = Postgres.over(pool);
    bell = new ChangeBell(dsl);
  }

  /** Runs in one transaction. */
  <T extends @Nullable Object> T write(Function<DSLContext, T> work) {
    var result = dsl.transactionResult(tx -> work.apply(tx.dsl()));
    bell.ring();
    return result;
  }

  /** Runs in one transaction, where it helps but nothing depends on it. */
  void tryToWrite(Consumer<DSLContext> work) {
    try {
      dsl.transaction(tx -> work.accept(tx.dsl()));
      bell.ring();
    } catch (RuntimeException e) {
      LOG.warn("A note on a failed attempt could not be written: {}", e.getClass().getSimpleName());
    }
  }

  /** What of an execution never changes. */
  Execution execution(String id) {
    var key = Ids.read(id).orElseThrow(Database::unknown);
    return executions.load(dsl, key).orElseThrow(Database::unknown);
  }

  Graph graph(Execution execution) {
    return graphs.load(dsl, execution.graphHash());
  }

  /** Whether its graph was kept before templates became stricter. */
  boolean isLenient(Execution execution) {
    return graphs.isLenient(dsl, execution.graphHash());
  }

  /** The way through its graph; the one that its run was started with. */
  Plan plan(Execution execution) {
    return graphs.plan(dsl, execution.graphHash());
  }

  private static StepFailure unknown() {
    return new StepFailure(FailureType.EXECUTION_UNKNOWN, "the execution is not in the ledger");
  }

  /** What keeps the worker from using it; empty when nothing does. */
  Optional<String> problem() {
    try {
      return Optional.of(
              dsl.fetchValue(
                  DSL.field(
                      """
                      case when to_regclass('step') is null
                        then 'PostgreSQL has no tables of Parley yet: the api makes them when it starts'
                      when not exists (select from information_schema.columns
                          where table_name = 'secret' and column_name = 'hosts')
                        then 'the tables are those of an earlier release: the api updates them when it starts'
                      when current_setting('transaction_read_only')::boolean
                        then 'PostgreSQL takes no writes'
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
