package dev.parley.codegen;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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
    try (var postgres = startPostgres()) {
      Flyway.configure()
          .loggers("slf4j")
          .dataSource(postgres.getPostgresDatabase())
          .locations("filesystem:" + migrations)
          .load()
          .migrate();
      new GenerationTool().run(configuration(postgres.getJdbcUrl("postgres", "postgres"), output));
    }
  }

  private static EmbeddedPostgres startPostgres() throws IOException {
    try {
      return EmbeddedPostgres.start();
    } catch (IllegalStateException e) {
      if ("root".equals(System.getProperty("user.name"))) {
        throw new IllegalStateException(
            "PostgreSQL does not start as root where user namespaces are forbidden"
                + " (expected: a normal user, or a machine where `unshare -U true` succeeds)",
            e);
      }
      throw e;
    }
  }

  private static Configuration configuration(String jdbcUrl, Path output) {
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
        .withJdbc(new Jdbc().withDriver("org.postgresql.Driver").withUrl(jdbcUrl))
        .withGenerator(
            new Generator().withDatabase(database).withGenerate(generate).withTarget(target));
  }
}
