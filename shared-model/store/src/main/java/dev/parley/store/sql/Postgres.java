package dev.parley.store.sql;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/** The configuration with which both services use PostgreSQL. */
public final class Postgres {
  private Postgres() {}

  /**
   * Returns a context over a pool.
   *
   * @param pool its connections are in auto-commit mode, and return to it when they are given back
   */
  public static DSLContext over(DataSource pool) {
    var connections = new DataSourceConnectionProvider(pool);
    var configuration = new DefaultConfiguration();
    configuration.setSQLDialect(SQLDialect.POSTGRES);
    configuration.setConnectionProvider(connections);
    configuration.setTransactionProvider(new SqlTransactions(connections));
    return configuration.dsl();
  }

  /** Converts a moment to a column's value. */
  public static @Nullable OffsetDateTime time(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }

  /** Converts a column's value to a moment. */
  public static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
