package dev.parley.store.sql;

import java.util.Objects;
import org.jooq.ConnectionProvider;
import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.impl.NoConnectionProvider;

/**
 * Transactions that only send their beginning and end to PostgreSQL. Those of jOOQ also query the
 * isolation level, which is one more round trip for every step and event. They cannot be nested.
 */
final class SqlTransactions implements TransactionProvider {
  private final ConnectionProvider connections;

  SqlTransactions(ConnectionProvider connections) {
    this.connections = connections;
  }

  @Override
  public void begin(TransactionContext context) {
    // Each transaction has its own copy of the configuration, through which its statements find
    // this connection.
    var configuration = (DefaultConfiguration) context.configuration();
    if (configuration.connectionProvider() instanceof DefaultConnectionProvider) {
      // It is rolled back next, and must not take the outer transaction's connection.
      configuration.setConnectionProvider(new NoConnectionProvider());
      throw new IllegalStateException("a transaction within a transaction (expected: one)");
    }
    var connection = Objects.requireNonNull(connections.acquire(), "connection");
    var held = new DefaultConnectionProvider(connection);
    configuration.setConnectionProvider(held);
    held.setAutoCommit(false);
  }

  @Override
  public void commit(TransactionContext context) {
    if (context.configuration().connectionProvider() instanceof DefaultConnectionProvider held) {
      held.commit();
      connections.release(held.acquire());
    }
  }

  /** Also called after a failed begin or commit. */
  @Override
  public void rollback(TransactionContext context) {
    if (context.configuration().connectionProvider() instanceof DefaultConnectionProvider held) {
      try {
        held.rollback();
      } finally {
        connections.release(held.acquire());
      }
    }
  }
}
