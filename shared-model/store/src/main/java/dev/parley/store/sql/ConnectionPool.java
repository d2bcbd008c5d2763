package dev.parley.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** The connection pool configuration of each service. */
public final class ConnectionPool {
  private static final int CONNECTION_MILLIS = 2_000;
  private static final int VALIDATION_MILLIS = 1_000;

  private ConnectionPool() {}

  /**
   * Returns the configuration of a pool whose timeouts keep any transaction from holding a lock or
   * a connection for long.
   *
   * @param service names the pool in metrics, and its connections in PostgreSQL
   */
  public static HikariConfig of(
      String service, String url, String user, String password, int connections) {
    var hikari = new HikariConfig();
    hikari.setJdbcUrl(url);
    hikari.setUsername(user);
    hikari.setPassword(password);
    hikari.setMaximumPoolSize(connections);
    hikari.setConnectionTimeout(CONNECTION_MILLIS);
    hikari.setValidationTimeout(VALIDATION_MILLIS);
    hikari.setPoolName(service);
    hikari.addDataSourceProperty("ApplicationName", service);
    hikari.addDataSourceProperty("connectTimeout", "2");
    hikari.addDataSourceProperty("socketTimeout", "8");
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    // Server error details quote values, and logs must not contain customer data.
    hikari.addDataSourceProperty("logServerErrorDetail", "false");
    hikari.addDataSourceProperty(
        "options", "-c lock_timeout=2s -c statement_timeout=4s -c transaction_timeout=6s");
    hikari.setExceptionOverride(new Eviction());
    return hikari;
  }

  /** Evicts read-only connections: after a failover the address may lead to another server. */
  private static final class Eviction implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException e) {
      return StoreFailure.of(e).filter(StoreFailure.READ_ONLY::equals).isPresent()
          ? Override.MUST_EVICT
          : Override.CONTINUE_EVICT;
    }
  }
}
