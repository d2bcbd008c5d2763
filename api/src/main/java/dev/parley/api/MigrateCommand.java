package dev.parley.api;

import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The command {@code migrate}: migrates the database and exits, for deployments whose apis start
 * with {@code PARLEY_MIGRATE=false}. It reads the same variables as the api.
 */
@Import(DatabaseConfiguration.class)
@ImportAutoConfiguration(FlywayAutoConfiguration.class)
final class MigrateCommand {
  static final String NAME = "migrate";

  private MigrateCommand() {}

  /**
   * Migrates the database, which may be at its last migration already. Several may run at once.
   *
   * @param settings Spring's arguments, as of the api
   */
  static void run(String... settings) {
    var command =
        new SpringApplicationBuilder(MigrateCommand.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false);
    var arguments = Stream.concat(Stream.of("--parley.migrate=true"), Stream.of(settings));
    try (var _ = command.run(arguments.toArray(String[]::new))) {
      LoggerFactory.getLogger(MigrateCommand.class).info("The database is migrated");
    }
  }
}
