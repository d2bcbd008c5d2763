package dev.parley.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.parley.store.Postgres;
import java.util.Map;
import org.jooq.DSLContext;

/** Connections to Parley's database, set as the worker sets its own. */
final class Sql {
  private Sql() {}

  static DSLContext pool(Map<String, String> env) {
    return pool(
        env.getOrDefault("PARLEY_DB_URL", ""),
        env.getOrDefault("PARLEY_DB_USER", ""),
        env.getOrDefault("PARLEY_DB_PASSWORD", ""),
        Integer.parseInt(env.getOrDefault("PARLEY_DB_CONNECTIONS", "10")));
  }

  static DSLContext pool(String url, String user, String password, int connections) {
    var hikari = new HikariConfig();
    hikari.setJdbcUrl(url);
    hikari.setUsername(user);
    hikari.setPassword(password);
    hikari.setMaximumPoolSize(connections);
    hikari.setMinimumIdle(1);
    hikari.setInitializationFailTimeout(-1);
    return Postgres.over(new HikariDataSource(hikari));
  }
}
