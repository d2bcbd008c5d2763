package dev.parley.api;

import com.zaxxer.hikari.HikariDataSource;
import dev.parley.store.sql.ConnectionPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database and its migrations, for the api and for {@link MigrateCommand}. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(
      @Value("${parley.db.url}") String url,
      @Value("${parley.db.user}") String user,
      @Value("${parley.db.password}") String password,
      @Value("${parley.db.password-file}") String passwordFile,
      @Value("${parley.db.connections}") int connections) {
    var hikari =
        ConnectionPool.of(
            "parley-api",
            url,
            user,
            passwordFile.isBlank() ? password : content(passwordFile),
            connections);
    hikari.setInitializationFailTimeout(60_000);
    return new HikariDataSource(hikari);
  }

  /**
   * Migrations run without a statement timeout: building an index on a full table may exceed the
   * limit of a request. Lock waits stay limited, since others queue behind them.
   */
  @Bean
  FlywayConfigurationCustomizer migrations(HikariDataSource pool) {
    return flyway ->
        flyway
            .dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword())
            .initSql("set lock_timeout = '15s'");
  }

  @Bean
  FlywayMigrationStrategy migrationStrategy(@Value("${parley.migrate}") boolean migrate) {
    return migrate ? new FoldedMigrations() : new AwaitedMigrations();
  }

  private static String content(String passwordFile) {
    try {
      return Files.readString(Path.of(passwordFile)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("PARLEY_DB_PASSWORD_FILE " + passwordFile, e);
    }
  }
}
