package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.Resources;
import dev.parley.store.ScratchDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades databases with the history that versions before 0.2.0 left. */
class FoldedMigrationsIT {
  private static final String HISTORY =
      "select version, description, type, script, checksum, success"
          + " from flyway_schema_history order by cast(version as int)";

  private ScratchDatabase postgres;
  private DSLContext sql;
  private String fresh;

  /**
   * The tables of the folded files are those of the migrations before; only the history differs.
   */
  @BeforeEach
  void createOldDatabase() throws IOException {
    postgres = ScratchDatabase.migrated();
    sql = postgres.dsl();
    fresh = history();
    unfold();
    sql.execute("insert into setting (key, value) values ('kept', '1')");
  }

  private void unfold() throws IOException {
    sql.execute("delete from flyway_schema_history where cast(version as int) <= 90");
    // There were more of them than of the folded ones, before those that followed.
    sql.execute("update flyway_schema_history set installed_rank = installed_rank + 100");
    sql.execute(
        Resources.toString(
            Resources.getResource(getClass(), "history-before-0.2.0.sql"), StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    postgres.close();
  }

  private Flyway flyway(String... more) {
    var locations = new String[more.length + 1];
    locations[0] = "classpath:db/migration";
    System.arraycopy(more, 0, locations, 1, more.length);
    return Flyway.configure().dataSource(postgres.dataSource()).locations(locations).load();
  }

  private String history() {
    return sql.fetch(HISTORY).formatCSV();
  }

  @Test
  void aDatabaseThatRanAllOfThemContinuesWithTheFoldedFiles() {
    new FoldedMigrations().migrate(flyway());

    assertThat(history()).isEqualTo(fresh);
    assertThat(sql.fetchValue("select value #>> '{}' from setting")).isEqualTo("1");
    assertThat(sql.fetchValue("select count(*) from skill_set")).isEqualTo(1L);
  }

  @Test
  void laterMigrationsFollow(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("V1000__later.sql"), "create table later (id int)");
    var flyway = flyway("filesystem:" + folder);
    new FoldedMigrations().migrate(flyway);
    new FoldedMigrations().migrate(flyway);

    assertThat(flyway.info().current().getVersion())
        .isEqualTo(MigrationVersion.fromVersion("1000"));
    assertThat(flyway.info().pending()).isEmpty();
    assertThat(sql.fetchValue("select count(*) from later")).isEqualTo(0L);
  }

  /** A build between the last of them and the folding had later ones already. */
  @Test
  void laterMigrationsThatAreAppliedStay(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("V1000__later.sql"), "create table later (id int)");
    var flyway = flyway("filesystem:" + folder);
    new FoldedMigrations().migrate(flyway);
    sql.execute("update flyway_schema_history set installed_rank = 24 where version = '1000'");
    unfold();
    new FoldedMigrations().migrate(flyway);

    assertThat(history()).startsWith(fresh).contains("V1000__later.sql");
  }

  @Test
  void oneThatRanFewerIsRefusedAndStaysAsItIs() {
    sql.execute("delete from flyway_schema_history where version = '90'");
    var before = history();

    assertThatThrownBy(() -> new FoldedMigrations().migrate(flyway()))
        .hasMessage("The database is at migration 86 of a version before 0.2.0 (expected: 90).");
    assertThat(history()).isEqualTo(before);
  }

  @Test
  void anEmptyDatabaseIsMigrated() {
    sql.execute("drop schema public cascade");
    sql.execute("create schema public");
    new FoldedMigrations().migrate(flyway());

    assertThat(history()).isEqualTo(fresh);
  }
}
