package dev.parley.codegen;

import dev.parley.servers.Temporary;
import dev.parley.servers.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Runs the migrations on an embedded PostgreSQL and generates the classes of package {@code
 * dev.parley.db}. Arguments: folder of the migrations, output folder, folder of the copied
 * migrations.
 *
 * <p>Does nothing if neither a migration nor this generator has changed since the last run, because
 * starting a database would add seconds to every build.
 */
public final class GenerateDb {
  private GenerateDb() {}

  /** Entry point of the build. */
  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      throw new IllegalArgumentException(
          "%d arguments (expected: migrations folder, output folder, folder of the copies)"
              .formatted(args.length));
    }
    var migrations = Path.of(args[0]);
    var output = Path.of(args[1]);
    var marker = output.resolveSibling(output.getFileName() + ".sha256");
    var fingerprint = Fingerprint.of(migrations);
    if (Files.isDirectory(output)
        && Files.exists(marker)
        && Files.readString(marker).equals(fingerprint)) {
      return;
    }
    Files.deleteIfExists(marker);
    System.out.println("Generating dev.parley.db from " + migrations);
    removeCopies(Path.of(args[2]));
    generate(migrations, output);
    Files.writeString(marker, fingerprint);
  }

  /** Maven copies them again, but keeps a copy whose original is gone, which Flyway would run. */
  private static void removeCopies(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (var copies = Files.list(folder)) {
        for (var copy : copies.toList()) {
          Files.delete(copy);
        }
      }
    }
  }

  private static void generate(Path migrations, Path output) throws Exception {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    try (var postgres = Temporary.database()) {
      var database = postgres.server();
      Flyway.configure()
          .loggers("slf4j")
          .dataSource(database.jdbcUrl(), database.user(), database.password())
          .locations("filesystem:" + migrations)
          .load()
          .migrate();
      new GenerationTool().run(configuration(database, output));
    }
  }

  private static Configuration configuration(EmbeddedDatabase postgres, Path output) {
    var database =
        new Database()
            .withName("org.jooq.meta.postgres.PostgresDatabase")
            .withInputSchema("public")
            .withOutputSchemaToDefault(true)
            .withExcludes("flyway_schema_history|.*_p[0-9]+|.*_default");
    var generate =
        new Generate()
            .withGeneratedAnnotation(false)
            .withRecords(true)
            .withPojos(false)
            .withDaos(false)
            .withJavaTimeTypes(true);
    var target =
        new Target()
            .withPackageName("dev.parley.db")
            .withDirectory(output.toString())
            .withClean(true);
    return new Configuration()
        .withLogging(Logging.WARN)
        .withJdbc(
            new Jdbc()
                .withDriver("org.postgresql.Driver")
                .withUrl(postgres.jdbcUrl())
                .withUser(postgres.user())
                .withPassword(postgres.password()))
        .withGenerator(
            new Generator().withDatabase(database).withGenerate(generate).withTarget(target));
  }
}
