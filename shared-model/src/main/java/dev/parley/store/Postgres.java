package dev.parley.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/** How both services speak to PostgreSQL. */
public final class Postgres {
  private Postgres() {}

  /**
   * Statements over a pool, by themselves or in transactions.
   *
   * @param pool whose connections commit by themselves, and are set back to that when they return
   */
  public static DSLContext over(DataSource pool) {
    var connections = new DataSourceConnectionProvider(pool);
    var configuration = new DefaultConfiguration();
    configuration.setSQLDialect(SQLDialect.POSTGRES);
    configuration.setConnectionProvider(connections);
    configuration.setTransactionProvider(new PlainTransactions(connections));
    return configuration.dsl();
  }

  /** A moment as a column has it. */
  static @Nullable OffsetDateTime time(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }

  /** The moment in a column. */
  static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
