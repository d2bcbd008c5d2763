package dev.parley.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.parley.store.sql.Postgres;
import java.util.Map;
import org.jooq.DSLContext;

/** Connections to Parley's database. */
final class Sql {
  private Sql() {}

  /** Returns the rivals' connections, configured like those of Parley's worker. */
  static DSLContext pool(Map<String, String> env) {
    var hikari =
        config(
            env.getOrDefault("PARLEY_DB_URL", ""),
            env.getOrDefault("PARLEY_DB_USER", ""),
            env.getOrDefault("PARLEY_DB_PASSWORD", ""),
            Integer.parseInt(env.getOrDefault("PARLEY_DB_CONNECTIONS", "10")));
    hikari.addDataSourceProperty("socketTimeout", "8");
    hikari.addDataSourceProperty(
        "options", "-c lock_timeout=2s -c statement_timeout=4s -c transaction_timeout=6s");
    return Postgres.over(new HikariDataSource(hikari));
  }

  /** Returns connections for preparing and measuring, without timeouts. */
  static DSLContext pool(String url, String user, String password, int connections) {
    return Postgres.over(new HikariDataSource(config(url, user, password, connections)));
  }

  private static HikariConfig config(String url, String user, String password, int connections) {
    var hikari = new HikariConfig();
    hikari.setJdbcUrl(url);
    hikari.setUsername(user);
    hikari.setPassword(password);
    hikari.setMaximumPoolSize(connections);
    hikari.setMinimumIdle(1);
    hikari.setInitializationFailTimeout(-1);
    return hikari;
  }
}
