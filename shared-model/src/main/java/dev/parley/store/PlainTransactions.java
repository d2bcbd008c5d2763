package dev.parley.store;

import java.util.Objects;
import org.jooq.ConnectionProvider;
import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.impl.NoConnectionProvider;

/**
 * Transactions that ask PostgreSQL for nothing but their beginning and their end. Those of jOOQ ask
 * for the isolation level each time, which is a round trip in every step and every event. There is
 * none within another.
 */
final class PlainTransactions implements TransactionProvider {
  private final ConnectionProvider connections;

  PlainTransactions(ConnectionProvider connections) {
    this.connections = connections;
  }

  @Override
  public void begin(TransactionContext context) {
    // Each transaction has a copy of the configuration: what runs in it finds this connection.
    var configuration = (DefaultConfiguration) context.configuration();
    if (configuration.connectionProvider() instanceof DefaultConnectionProvider) {
      // It is rolled back next, and must not take the outer one's connection with it.
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

  /** Also after a beginning or a commit that failed. */
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
